/**
 * Runs one hostile program in one tier and says what was wrong, if anything. Also used by
 * `npm run bench`, which prints how many were contained.
 */
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  limitsFor,
  makeRunFolder,
  removeRunFolder,
  type Mount,
  type RunFinished,
  type Sandbox,
  type Tier,
} from '#platform/sandbox';
import type { Ending, HostileProgram } from './programs.ts';
import type { Stage } from './stage.ts';

const MiB = 1024 * 1024;
const baseLimits = {
  ...limitsFor.run,
  wallMs: 20_000,
  memoryBytes: 512 * MiB,
  diskBytes: 32 * MiB,
  outputBytes: 64 * 1024,
};

/** Everything that was wrong, as sentences; an empty list means contained. */
export async function attack(
  sandbox: Sandbox,
  tier: Tier,
  program: HostileProgram,
  stage: Stage,
): Promise<string[]> {
  const problems: string[] = [];
  for (let run = 0; run < (program.runs ?? 1); run++) {
    problems.push(...(await attackOnce(sandbox, tier, program, stage)));
  }
  return problems;
}

async function attackOnce(
  sandbox: Sandbox,
  tier: Tier,
  program: HostileProgram,
  stage: Stage,
): Promise<string[]> {
  const out = program.leaves === undefined ? null : await makeRunFolder();
  const mounts: Mount[] = [stage.mount];
  if (out !== null) mounts.push({ host: out, inside: '/out', access: 'write' });
  try {
    const outcome = await sandbox.run({
      tier,
      argv: [...commandOf(program.file), ...(program.args ?? [])],
      cwd: '/tmp',
      env: { ...stage.env, PYTHONDONTWRITEBYTECODE: '1', ...program.env },
      mounts,
      limits: { ...baseLimits, ...program.limits },
      ...(program.stdin === undefined ? {} : { stdin: Buffer.from(program.stdin) }),
      ...(program.channelFd === undefined ? {} : { channelFd: program.channelFd }),
    });
    if (outcome.kind !== 'finished') return [`the sandbox failed: ${outcome.reason}`];
    return [
      ...escapes(outcome, program.gives?.[tier] ?? []),
      ...endings(outcome, endingFor(program, tier)),
      ...prints(outcome, program),
      ...(out === null ? [] : await leftovers(out, program)),
    ];
  } finally {
    if (out !== null) await removeRunFolder(out);
  }
}

function commandOf(file: string): string[] {
  if (file === 'preloaded.c') return ['/usr/bin/true'];
  if (file.endsWith('.c')) return [`/hostile/bin/${file.slice(0, -2)}`];
  return [file.endsWith('.py') ? '/usr/bin/python3' : '/bin/sh', `/hostile/${file}`];
}

function escapes(outcome: RunFinished, given: string[]): string[] {
  const printed = [outcome.stdout, outcome.stderr, outcome.channel].join('\n');
  const worked = [...printed.matchAll(/^ESCAPED (.*)$/gm)].map((match) => match[1]!);
  const unexpected = worked.filter((what) => !given.includes(what));
  const missing = given.filter((what) => !worked.includes(what));
  const triedNothing = !/^TRIED [1-9]\d*$/m.test(printed) && outcome.stopped === null;
  return [
    ...unexpected.map((what) => `escaped: ${what}`),
    ...missing.map((what) => `no longer succeeds, strike it out: ${what}`),
    ...(triedNothing ? [`it says nothing of having tried: ${printed.slice(0, 400)}`] : []),
  ];
}

function endingFor({ ends }: HostileProgram, tier: Tier): Ending {
  const isOne = 'exitCode' in ends || 'signal' in ends || 'stopped' in ends;
  const ending = isOne ? (ends as Ending) : (ends as Partial<Record<Tier, Ending>>)[tier];
  if (ending === undefined) throw new Error(`no ending is written down for ${tier}`);
  return ending;
}

function endings(outcome: RunFinished, ending: Ending): string[] {
  const { exitCode, signal, stopped } = outcome;
  const isAsWritten =
    'stopped' in ending
      ? stopped !== null && ending.stopped.includes(stopped)
      : stopped === null &&
        ('signal' in ending
          ? signal === ending.signal && exitCode === null
          : exitCode === ending.exitCode && signal === null);
  if (isAsWritten) return [];
  const was = JSON.stringify({ exitCode, signal, stopped });
  const said = `${outcome.stdout}\n${outcome.stderr}`.slice(0, 600);
  return [`ended ${was}, not ${JSON.stringify(ending)}: ${said}`];
}

function prints(outcome: RunFinished, { prints: wanted = [] }: HostileProgram): string[] {
  return wanted
    .filter(({ on, text, not }) => {
      const said = String(outcome[on]);
      const isThere = typeof text === 'string' ? said.includes(text) : text.test(said);
      return isThere === (not === true);
    })
    .map(({ on, text, not }) => `${on} ${not ? 'holds' : 'lacks'} ${String(text)}`);
}

/** What the host finds in the folder it gave: ordinary files of its own, and nothing moving. */
async function leftovers(out: string, { leaves }: HostileProgram): Promise<string[]> {
  const problems: string[] = [];
  const names = readdirSync(out).sort();
  if (leaves !== undefined && 'exactly' in leaves) {
    const isSame = JSON.stringify(names) === JSON.stringify([...leaves.exactly].sort());
    if (!isSame) problems.push(`left ${JSON.stringify(names)}`);
  }
  let bytes = 0;
  const owner = lstatSync(out).uid;
  for (const path of everythingBelow(Buffer.from(out))) {
    const seen = lstatSync(path);
    bytes += seen.blocks * 512;
    const isOrdinary = seen.isFile() || seen.isDirectory() || seen.isSymbolicLink();
    if (!isOrdinary) problems.push(`left something that is no file: ${String(path)}`);
    if (seen.uid !== owner) problems.push(`left a file of uid ${seen.uid}: ${String(path)}`);
    if ((seen.mode & 0o7000) !== 0) problems.push(`left a set-uid file: ${String(path)}`);
    if (seen.isSymbolicLink()) problems.push(...leadsOut(path, out));
  }
  if (leaves !== undefined && 'atMostBytes' in leaves && bytes > leaves.atMostBytes) {
    problems.push(`left ${bytes} bytes, more than ${leaves.atMostBytes}`);
  }
  return [...problems, ...(await beats(out, names))];
}

/** By bytes, since a hostile name need not be UTF-8. */
function everythingBelow(folder: Buffer): Buffer[] {
  return readdirSync(folder, { encoding: 'buffer', withFileTypes: true }).flatMap((entry) => {
    const path = Buffer.concat([folder, Buffer.from('/'), entry.name]);
    return entry.isDirectory() ? [path, ...everythingBelow(path)] : [path];
  });
}

function leadsOut(path: Buffer, out: string): string[] {
  try {
    readFileSync(path);
  } catch (error) {
    // A link to a folder inside is fine.
    if ((error as NodeJS.ErrnoException).code === 'EISDIR') return [];
    return [`left a link that cannot be read: ${String(path)}`];
  }
  return String(path).startsWith(out) ? [] : [`left a link that leads out: ${String(path)}`];
}

/** A daemon that survived would still be writing. */
async function beats(out: string, names: string[]): Promise<string[]> {
  if (!names.includes('heartbeat')) return [];
  const size = () => lstatSync(join(out, 'heartbeat')).size;
  const before = size();
  await sleep(200);
  if (before === 0) return ['the daemon never ran, so its end proves nothing'];
  return size() === before ? [] : ['a daemon still runs'];
}
