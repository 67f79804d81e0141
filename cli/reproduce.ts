/**
 * `sallyport reproduce BUNDLE`: fetch, build and run a report bundle in the sandbox and state a
 * verdict with its evidence. `--check` replays somebody else's evidence and says whether this host
 * comes to the same bytes.
 */
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { InvalidBundle, openEnvelope, reproduce, type EvidenceFile, type Proof } from '#proof';
import { CliError, exitCodes, type Command, type CommandResult, type ExitCode } from './command.ts';
import { loadBundle, refusedBundle, showProgress, withProofParts } from './proving.ts';

const command: Command = {
  usage:
    'reproduce BUNDLE [--runs N] [--tier any|not-shared-kernel] [--evidence FILE] [--key FILE] [--check FILE]',
  options: {
    runs: { type: 'string' },
    tier: { type: 'string' },
    evidence: { type: 'string' },
    key: { type: 'string' },
    check: { type: 'string' },
  },
  async execute({ values, positionals }) {
    const [path] = positionals;
    if (path === undefined || positionals.length !== 1) {
      throw new CliError(exitCodes.invalidInput, `usage: sallyport ${command.usage}`);
    }
    const expected =
      typeof values['check'] === 'string' ? await readEvidence(values['check']) : undefined;
    const key = typeof values['key'] === 'string' ? await readKey(values['key']) : undefined;
    const runs = values['runs'] === undefined ? expected?.runs : wholeNumber(values['runs']);
    const proof = await prove(path, values, key, runs);
    if ('exitCode' in proof) return proof;
    if (typeof values['evidence'] === 'string' && proof.evidence !== null) {
      await writeFile(values['evidence'], `${JSON.stringify(proof.evidence, null, 2)}\n`, {
        mode: 0o600,
      });
    }
    const { evidence: _evidence, ...shown } = proof;
    if (expected === undefined) {
      return { exitCode: exitCodeOf(proof), value: shown, text: table(proof) };
    }
    return compared(expected, proof, shown);
  },
};
export default command;

async function prove(
  path: string,
  values: Record<string, string | boolean | string[] | undefined>,
  key: KeyObject | undefined,
  runs: number | undefined,
): Promise<Proof | CommandResult> {
  try {
    const bundle = await loadBundle(path);
    return await withProofParts(values['tier'], (parts) =>
      reproduce(bundle, {
        ...parts,
        ...(runs === undefined ? {} : { runs }),
        ...(key === undefined ? {} : { key }),
        onProgress: showProgress(values['json'] === true),
      }),
    );
  } catch (error) {
    if (error instanceof InvalidBundle) return refusedBundle(error);
    throw error;
  }
}

function wholeNumber(value: unknown): number {
  const runs = Number(value);
  if (Number.isInteger(runs) && runs >= 1 && runs <= 100) return runs;
  throw new CliError(
    exitCodes.invalidInput,
    `\`--runs\` takes a whole number from 1 to 100, not \`${value}\``,
  );
}

/** Nothing reproduced is a failure; what could not be tried at all is not: each has its own code. */
function exitCodeOf({ verdict }: Proof): ExitCode {
  if (verdict === 'confirmed') return exitCodes.done;
  if (verdict === 'invalid-bundle') return exitCodes.invalidInput;
  if (verdict === 'fetch-failed') return exitCodes.unreachable;
  return verdict === 'sandbox-failed' ? exitCodes.refused : exitCodes.failed;
}

function table(proof: Proof): string {
  const rows: [string, string][] = [
    ['verdict', proof.verdict],
    ['assurance', proof.assurance],
    ['why', proof.reason],
    ['hits', `${proof.hits} of ${proof.runs} runs (95 % interval ${proof.hitRate95.join(' to ')})`],
    ['benign', `${proof.benignHits} of ${proof.benignRuns} runs`],
    [
      'control',
      proof.control === 'none'
        ? 'none needed'
        : `${proof.controlHits} hits on the ${proof.control} stand-in`,
    ],
    ['oracle', proof.oracle],
    ...(proof.crash === undefined
      ? []
      : ([
          ['crash', `${proof.crash.type.replace('\n', ' ')} in ${proof.crash.state.join(' < ')}`],
        ] as [string, string][])),
    ['target', `from the ${proof.targetOrigin}`],
    ['tier', proof.tier ?? 'none'],
    ['evidence', proof.evidenceSha256 ?? 'none'],
  ];
  return rows.map(([name, value]) => `${name.padEnd(10)} ${value}`).join('\n');
}

async function readKey(path: string): Promise<KeyObject> {
  try {
    const key = createPrivateKey(await readFile(path));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below: the message must not repeat what is in a key file.
  }
  throw new CliError(
    exitCodes.invalidInput,
    `\`${path}\` is no Ed25519 private key in PEM; make one with \`openssl genpkey -algorithm ed25519\``,
  );
}

interface Expected {
  statement: unknown;
  sha256: string;
  /** A replay runs the trigger as often as the evidence did. */
  runs: number;
}

async function readEvidence(path: string): Promise<Expected> {
  try {
    const file = JSON.parse(await readFile(path, 'utf8')) as EvidenceFile;
    const opened = openEnvelope(file.envelope, createPublicKey(file.publicKey));
    if (opened !== undefined) return { ...opened, runs: triggerRuns(opened.statement) };
  } catch {
    // Said below, once, for every way a file can be no evidence.
  }
  throw new CliError(
    exitCodes.invalidInput,
    `\`${path}\` is no evidence, or its signature does not hold; ask for the file \`reproduce --evidence\` wrote`,
  );
}

function triggerRuns(statement: unknown): number {
  const { predicate } = statement as { predicate: { runs: { role: string }[] } };
  return predicate.runs.filter(({ role }) => role === 'trigger').length;
}

/** Replayed bit for bit, or the first place where the two statements part. */
function compared(expected: Expected, proof: Proof, shown: object): CommandResult {
  const replayed = proof.evidenceSha256 === expected.sha256;
  const opened =
    proof.evidence === null
      ? undefined
      : openEnvelope(proof.evidence.envelope, createPublicKey(proof.evidence.publicKey));
  const differs = replayed ? null : firstDifference(expected.statement, opened?.statement, '');
  const text = replayed
    ? `replayed   bit for bit, ${expected.sha256}`
    : `replayed   no; first difference at \`${differs}\``;
  return {
    exitCode: replayed ? exitCodes.done : exitCodes.failed,
    value: { ...shown, replayed, expectedSha256: expected.sha256, firstDifference: differs },
    text: `${table(proof)}\n${text}`,
  };
}

function firstDifference(one: unknown, other: unknown, pointer: string): string | null {
  const isBranch = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null;
  if (!isBranch(one) || !isBranch(other)) return one === other ? null : pointer || '/';
  for (const key of [...new Set([...Object.keys(one), ...Object.keys(other)])].sort()) {
    const found = firstDifference(one[key], other[key], `${pointer}/${key}`);
    if (found !== null) return found;
  }
  return null;
}
