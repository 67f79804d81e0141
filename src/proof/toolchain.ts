/**
 * Versions of what compiled or interpreted the target, as the sandbox sees them: part of the
 * evidence, because a replay under another compiler is another experiment.
 */
import type { Sandbox } from '#platform/sandbox';
import { runIn, unpackLimits, type Stage } from './step.ts';
import type { EnvironmentKind } from './schema.ts';

const asks: Record<EnvironmentKind, { name: string; argv: string[] } | undefined> = {
  'c-asan': { name: 'gcc', argv: ['/usr/bin/gcc', '-dumpfullversion'] },
  python: { name: 'python3', argv: ['/usr/bin/python3', '-I', '-V'] },
  // Debian's /bin/sh does not know its version; what it runs is the host's, and the tier says where.
  shell: undefined,
  node: undefined,
};

/** A host's compiler stays the same while a sandbox is open. */
const asked = new WeakMap<Sandbox, Partial<Record<EnvironmentKind, string>>>();

/** Name to version; Node targets run on the Node that runs this. */
export async function toolchainOf(stage: Stage): Promise<Record<string, string>> {
  const { kind } = stage.bundle.report.environment;
  const ask = asks[kind];
  if (ask === undefined) return kind === 'node' ? { node: process.versions.node } : {};
  const { name, argv } = ask;
  const known = asked.get(stage.sandbox)?.[kind];
  if (known !== undefined) return { [name]: known };
  const run = await runIn(stage, {
    argv,
    cwd: '/tmp',
    env: { PATH: '/usr/bin:/bin' },
    mounts: [],
    limits: unpackLimits,
  });
  const version = Buffer.from(run.stdout).toString('utf8').trim().slice(0, 100);
  asked.set(stage.sandbox, { ...asked.get(stage.sandbox), [kind]: version });
  return { [name]: version };
}
