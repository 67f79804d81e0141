/** What `reproduce` and `verify-fix` share: reading a bundle, opening a sandbox, showing progress. */
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSandbox, type Sandbox, type TierPolicy } from '#platform/sandbox';
import {
  hostFetching,
  readBundle,
  type Bundle,
  type Fetching,
  type InvalidBundle,
  type ProofProgress,
} from '#proof';
import { CliError, exitCodes, type CommandResult } from './command.ts';

export interface ProofParts {
  sandbox: Sandbox;
  tierPolicy: TierPolicy;
  workDir: string;
  fetching: Fetching;
  signal: AbortSignal;
}

/** A folder or a `.tar.gz`. Throws `InvalidBundle`. */
export async function loadBundle(path: string): Promise<Bundle> {
  const status = await stat(path).catch(() => undefined);
  if (status === undefined)
    throw new CliError(
      exitCodes.invalidInput,
      `\`${path}\` does not exist; give a bundle’s folder or .tar.gz`,
    );
  if (status.isDirectory()) return readBundle({ kind: 'folder', path });
  return readBundle({ kind: 'stream', stream: createReadStream(path) });
}

/** Opens what a proof needs and closes it whatever happens; an interrupt ends the runs first. */
export async function withProofParts<T>(
  tier: unknown,
  work: (parts: ProofParts) => Promise<T>,
): Promise<T> {
  const tierPolicy = tier ?? 'any';
  if (tierPolicy !== 'any' && tierPolicy !== 'not-shared-kernel') {
    throw new CliError(
      exitCodes.invalidInput,
      `\`--tier\` takes \`any\` or \`not-shared-kernel\`, not \`${String(tier)}\``,
    );
  }
  const workDir = await mkdtemp(join(tmpdir(), 'sallyport-'));
  const interrupted = new AbortController();
  const interrupt = () =>
    interrupted.abort(new CliError(exitCodes.failed, 'interrupted; nothing is left running'));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const sandbox = await openSandbox().catch((error: unknown) => {
    throw new CliError(exitCodes.refused, `${(error as Error).message}; see \`sallyport doctor\``, {
      cause: error,
    });
  });
  try {
    return await work({
      sandbox,
      tierPolicy,
      workDir,
      fetching: hostFetching(),
      signal: interrupted.signal,
    });
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    await sandbox.close();
    await rm(workDir, { recursive: true, force: true });
  }
}

/** One line a step on stderr for a person who waits; nothing under `--json`. */
export function showProgress(isQuiet: boolean): (event: ProofProgress) => void {
  if (isQuiet || !process.stderr.isTTY) return () => undefined;
  return (event) => process.stderr.write(`${lineFor(event)}\n`);
}

function lineFor(event: ProofProgress): string {
  switch (event.kind) {
    case 'fetched':
      return `fetched ${event.what}`;
    case 'built':
      return `built ${event.variant}`;
    case 'run-finished':
      return `run ${event.index + 1} of ${event.runs}: ${event.hit ? 'hit' : 'no hit'} (${event.ended})`;
    case 'benign-finished':
      return `benign ${event.input + 1}: ${event.hit ? 'hit' : 'silent'} (${event.ended})`;
    case 'control-finished':
      return `stand-in: ${event.hit ? 'hit' : 'silent'} (${event.ended})`;
  }
}

/** Every field at fault and its mend. */
export function refusedBundle({ findings }: InvalidBundle): CommandResult {
  return {
    exitCode: exitCodes.invalidInput,
    value: {
      verdict: 'invalid-bundle',
      assurance: 'claimed',
      hits: 0,
      runs: 0,
      benignHits: 0,
      oracle: null,
      tier: null,
      evidenceSha256: null,
      findings,
    },
    text: [
      'invalid bundle',
      ...findings.map(
        ({ pointer, detail }) => `  ${pointer === '' ? '(bundle)' : pointer}  ${detail}`,
      ),
    ].join('\n'),
  };
}
