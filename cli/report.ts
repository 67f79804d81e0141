/** `sallyport report submit BUNDLE`: packs a bundle, checks it here, sends it, prints the receipt. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { InvalidBundle, packBundle, readBundle, type Bundle } from '#proof';
import type { paths } from '../web/src/api.generated.ts';
import { CliError, exitCodes, type Command } from './command.ts';

const submitMsMax = 120_000;

const command: Command = {
  usage:
    'report submit BUNDLE [--server URL] [--key IDEMPOTENCY-KEY]   (SALLYPORT_TOKEN or --token-file FILE)',
  options: {
    server: { type: 'string' },
    key: { type: 'string' },
    'token-file': { type: 'string' },
  },
  async execute({ values, positionals }) {
    const [verb, path] = positionals;
    if (verb !== 'submit' || path === undefined) {
      throw new CliError(exitCodes.invalidInput, `usage: sallyport ${command.usage}`);
    }
    const bundle = await readLocally(path);
    const archive = packBundle(bundle.files);
    const server = serverFrom(
      String(values['server'] ?? process.env['SALLYPORT_SERVER'] ?? 'http://127.0.0.1:8440'),
    );
    // The same bundle sent twice by this command is one report, without the caller keeping a key.
    const key = String(
      values['key'] ??
        `bundle-${createHash('sha256').update(bundle.sha256).digest('hex').slice(0, 40)}`,
    );
    const receipt = await submit(server, tokenFrom(values['token-file']), key, archive);
    const { reportId, receivedAt, embargo, notice } = receipt;
    const text = [
      `received    ${reportId}`,
      `at          ${receivedAt}`,
      `bundle      sha256 ${receipt.bundleSha256}`,
      `embargo     ${embargo.eligibility === 'eligible' ? 'possible' : 'none'}: ${embargo.because}`,
      '',
      notice,
    ].join('\n');
    return { exitCode: exitCodes.done, value: receipt, text };
  },
};

async function readLocally(path: string): Promise<Bundle> {
  try {
    const isFolder = statSync(path).isDirectory();
    return await readBundle(
      isFolder ? { kind: 'folder', path } : { kind: 'bytes', bytes: readFileSync(path) },
    );
  } catch (error) {
    if (error instanceof InvalidBundle) {
      const lines = error.findings.map(
        ({ pointer, detail }) => `  ${pointer === '' ? '(bundle)' : pointer}: ${detail}`,
      );
      throw new CliError(
        exitCodes.invalidInput,
        `the bundle is not sent; mend these first\n${lines.join('\n')}`,
        { cause: error },
      );
    }
    throw new CliError(
      exitCodes.invalidInput,
      `cannot read \`${path}\`: ${(error as Error).message}`,
      { cause: error },
    );
  }
}

function serverFrom(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new CliError(
    exitCodes.invalidInput,
    `\`${text}\` is not a server’s address; give one such as \`https://sallyport.example\``,
  );
}

/** Never an argument: every user of the host can list those. */
function tokenFrom(file: unknown): string {
  const token = typeof file === 'string' ? readToken(file) : process.env['SALLYPORT_TOKEN'];
  if (token === undefined || token === '') {
    throw new CliError(
      exitCodes.refused,
      'no API token; set `SALLYPORT_TOKEN`, or name a file with `--token-file` (make one under API tokens)',
    );
  }
  // Checked here, because a header that cannot be sent is quoted whole in the error of the one who tried.
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new CliError(exitCodes.invalidInput, 'the API token holds characters that no token has');
  return token;
}

function readToken(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new CliError(
      exitCodes.invalidInput,
      `cannot read the token file \`${file}\`: ${(error as Error).message}`,
      { cause: error },
    );
  }
}

type Receipt = paths['/api/reports']['post']['responses'][202]['content']['application/json'];
interface Problem {
  detail?: string;
  errors?: { pointer: string; detail: string }[];
}

async function submit(
  server: string,
  token: string,
  key: string,
  archive: Uint8Array,
): Promise<Receipt> {
  const response = await fetch(new URL('/api/reports', server), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'idempotency-key': key,
      'content-type': 'application/gzip',
    },
    body: Buffer.from(archive),
    // Neither the bundle nor the token goes anywhere the person did not name.
    redirect: 'manual',
    signal: AbortSignal.timeout(submitMsMax),
  }).catch((error: unknown) => {
    throw new CliError(exitCodes.unreachable, `cannot reach \`${server}\`: ${causeOf(error)}`, {
      cause: error,
    });
  });
  if (response.status >= 300 && response.status < 400) {
    const where = response.headers.get('location') ?? 'another address';
    throw new CliError(
      exitCodes.refused,
      `\`${server}\` sends you to \`${where}\`; name that with \`--server\` if you trust it`,
    );
  }
  const answer = (await response.json().catch(() => ({}))) as Receipt & Problem;
  if (response.status === 202 && typeof answer.reportId === 'string') return answer;
  const faults = (Array.isArray(answer.errors) ? answer.errors : [])
    .map(({ pointer, detail }) => `\n  ${pointer}: ${detail}`)
    .join('');
  const isInput = [400, 409, 413, 415, 422].includes(response.status);
  const exitCode = isInput
    ? exitCodes.invalidInput
    : response.status >= 500 || response.ok
      ? exitCodes.failed
      : exitCodes.refused;
  const detail =
    typeof answer.detail === 'string'
      ? answer.detail
      : `\`${server}\` answered ${response.status}, and not as a Sallyport does; check the address`;
  throw new CliError(exitCode, `${detail}${faults}`);
}

const causeOf = (error: unknown): string =>
  ((error as Error).cause as Error | undefined)?.message ?? (error as Error).message;

export default command;
