/** `sallyport report submit BUNDLE`: packs a bundle, checks it here, sends it, prints the receipt. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { InvalidBundle, packBundle, readBundle, type Bundle } from '#proof';
import type { paths } from '../web/src/api.generated.ts';
import { CliError, exitCodes, type Command } from './command.ts';
import { ask, jsonOf, problemOf, serverOf, serverOptions, type Server } from './server.ts';

const submitMsMax = 120_000;

const command: Command = {
  usage:
    'report submit BUNDLE [--server URL] [--key IDEMPOTENCY-KEY]   (SALLYPORT_TOKEN or --token-file FILE)',
  options: { ...serverOptions, key: { type: 'string' } },
  async execute({ values, positionals }) {
    const [verb, path] = positionals;
    if (verb !== 'submit' || path === undefined) {
      throw new CliError(exitCodes.invalidInput, `usage: sallyport ${command.usage}`);
    }
    const bundle = await readLocally(path);
    const archive = packBundle(bundle.files);
    const server = serverOf({ server: values['server'], 'token-file': values['token-file'] });
    // The same bundle sent twice by this command is one report, without the caller keeping a key.
    const key = String(
      values['key'] ??
        `bundle-${createHash('sha256').update(bundle.sha256).digest('hex').slice(0, 40)}`,
    );
    const receipt = await submit(server, key, archive);
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

/** A folder or an archive, refused here with every fault in it. */
export async function readLocally(path: string): Promise<Bundle> {
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

type Receipt = paths['/api/reports']['post']['responses'][202]['content']['application/json'];

async function submit(server: Server, key: string, archive: Uint8Array): Promise<Receipt> {
  const answer = await ask(server, {
    method: 'POST',
    path: '/api/reports',
    headers: { 'idempotency-key': key, 'content-type': 'application/gzip' },
    body: Buffer.from(archive),
    msMax: submitMsMax,
  });
  const receipt = jsonOf(answer.text) as Receipt;
  if (answer.status === 202 && typeof receipt.reportId === 'string') return receipt;
  throw problemOf(server, answer);
}

export default command;
