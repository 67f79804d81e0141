/**
 * Fixture bundles for tests and benchmarks, and one way to a sandbox. A test on a host without one
 * says so and is skipped; under CI it fails, because a proof engine never run is not tested.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSandbox, type Sandbox } from '#platform/sandbox';
import { packBundle, readBundleBytes, type Bundle, type Fetching, type ReportInput } from '#proof';

/** The folder of one fixture. */
export const fixture = (name: string): string => join(import.meta.dirname, name);

export const fixtureNames = [
  'c-heap-overflow',
  'node-prototype-pollution',
  'python-path-traversal',
  'shell-injection',
] as const;

/** For bundles that hold all they need: any fetch is a failure of the test. */
export const noFetching: Fetching = {
  fetchBytes: (url) => Promise.reject(new Error(`nothing may be fetched here, not ${url}`)),
  locate: (purl) => Promise.reject(new Error(`nothing may be looked up here, not ${purl}`)),
  pin: () => Promise.resolve(undefined),
};

export interface TestSandbox {
  sandbox: Sandbox;
  workDir: string;
  close(): Promise<void>;
}

/** Undefined, with the reason printed, where this host has no tier; throws then under CI. */
export async function openTestSandbox(): Promise<TestSandbox | undefined> {
  const sandbox = await openSandbox();
  const { available, absent } = await sandbox.tiers();
  if (available.includes('bubblewrap')) {
    const workDir = await mkdtemp(join(tmpdir(), 'sallyport-test-'));
    const close = async () => {
      await sandbox.close();
      await rm(workDir, { recursive: true, force: true });
    };
    return { sandbox, workDir, close };
  }
  await sandbox.close();
  const reason = absent
    .map(({ tier, reason: why, mend }) => `${tier}: ${why} (${mend})`)
    .join('; ');
  if (process.env['CI'] === 'true') throw new Error(`CI needs a sandbox: ${reason}`);
  process.stderr.write(`skipped, no sandbox here: ${reason}\n`);
  return undefined;
}

/** What every report must say and no test is about. */
export const ordinary = {
  format: 'sallyport-report/1',
  title: 'a test',
  target: { source: { folder: 'source' }, revision: 'test' },
  provenance: {
    finder: { name: 'Sallyport tests' },
    toolPrivacy: 'public',
    humanSigner: { name: 'Sallyport tests' },
    aiUse: 'none',
  },
} as const satisfies Partial<ReportInput>;

/** A bundle as a finder would send it: packed, then read. */
export function bundleOf(
  report: Omit<ReportInput, keyof typeof ordinary> & Partial<ReportInput>,
  files: Record<string, string | Uint8Array>,
): Bundle {
  const contents = new Map<string, Uint8Array>([
    ['report.json', Buffer.from(JSON.stringify({ ...ordinary, ...report }))],
  ]);
  for (const [path, text] of Object.entries(files)) contents.set(path, Buffer.from(text));
  return readBundleBytes(packBundle(contents));
}
