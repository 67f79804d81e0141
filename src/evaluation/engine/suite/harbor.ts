/**
 * A Harbor task: `task.toml`, `instruction.md`, `environment/`, `tests/test.sh`, `solution/solve.sh`. No
 * container is built here, so of a Dockerfile only what places files is understood; a task that
 * needs more is refused by its line, because without what it needs it would measure nothing.
 */
import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { parse, TomlError } from 'smol-toml';
import { z } from 'zod';
import type { Issue } from './eval-yaml.ts';
import { staysOutside } from './fields.ts';
import { families, type Placed, type Task } from './task.ts';

const words: Readonly<Record<string, number>> = { easy: 1, medium: 3, hard: 4 };

const taskFile = z.looseObject({
  task: z.looseObject({ name: z.string().optional() }).optional(),
  metadata: z
    .looseObject({
      family: z.enum(families).nullable().default(null),
      difficulty: z
        .union([z.int().min(1).max(5), z.string().transform((word) => words[word] ?? null)])
        .nullable()
        .default(null),
      human_minutes: z.number().min(1).max(100_000).nullable().default(null),
      canary: z.string().max(200).nullable().default(null),
    })
    .prefault({}),
  /** No sandbox here has the internet: a task that counts on it would measure nothing. */
  environment: z
    .looseObject({ allow_internet: z.literal(false, 'no sandbox has the internet').optional() })
    .optional(),
  verifier: z.looseObject({ timeout_sec: z.number().min(1).max(600).default(600) }).prefault({}),
});

/** The task, or what is wrong with it; `files` are those of its folder. */
export async function readHarborTask(
  place: { folder: string; sha256: string },
  files: ReadonlyMap<string, string>,
): Promise<Task | Issue[]> {
  const { folder } = place;
  const missing = ['instruction.md', 'tests/test.sh'].filter((path) => !files.has(path));
  if (missing.length > 0) {
    return missing.map((path) => ({ path: [], message: `the task has no file \`${path}\`` }));
  }
  const composed = [...files.keys()].find((path) =>
    /^environment\/(docker-)?compose\.ya?ml$/.test(path),
  );
  if (composed !== undefined) {
    return [
      { path: [], message: `\`${composed}\` needs several containers, and none is built here` },
    ];
  }
  const given = taskFile.safeParse(await readToml(join(folder, 'task.toml')));
  if (!given.success) return given.error.issues;
  const { metadata, verifier, task } = given.data;
  const container = files.has('environment/Dockerfile')
    ? readContainer(await readFile(join(folder, 'environment/Dockerfile'), 'utf8'), files)
    : { home: '/app', env: {}, files: {} };
  if (Array.isArray(container)) return container;
  const solution = { prompt: 'bash solve.sh', files: { 'solve.sh': 'solution/solve.sh' } };
  const name = nameOf(task?.name ?? posix.basename(folder));
  return {
    ...place,
    ...container,
    name,
    needs: [],
    setup: null,
    build: [],
    hosts: {},
    flag: null,
    family: metadata.family,
    difficulty: metadata.difficulty,
    humanMinutes: metadata.human_minutes,
    canary: metadata.canary,
    summary: '',
    cluster: name,
    scorer: { kind: 'reward', timeoutMs: verifier.timeout_sec * 1000 },
    variants: {
      default: { prompt: await readFile(join(folder, 'instruction.md'), 'utf8'), files: {} },
      ...(files.has('solution/solve.sh') ? { solution } : {}),
    },
  };
}

async function readToml(path: string): Promise<unknown> {
  try {
    return parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (error instanceof TomlError) return error.message.split('\n')[0];
    throw error;
  }
}

const nameOf = (given: string): string =>
  given
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, 80) || 'task';

/** `FROM`, `WORKDIR`, `COPY` and `ENV`; the rest is a container's work. */
function readContainer(
  dockerfile: string,
  files: ReadonlyMap<string, string>,
): { home: string; env: Record<string, string>; files: Placed } | Issue[] {
  const copies: [from: string, to: string][] = [];
  const env: Record<string, string> = {};
  const issues: Issue[] = [];
  let home = '/app';
  for (const [at, written] of dockerfile.split('\n').entries()) {
    const [instruction = '', ...rest] = written.trim().split(/\s+/);
    const [from = '', to = ''] = rest;
    const refuse = (why: string) =>
      issues.push({ path: [], message: `environment/Dockerfile line ${at + 1}: ${why}` });
    if (instruction === '' || instruction.startsWith('#') || instruction === 'FROM') continue;
    if (instruction === 'WORKDIR' && /^\/[a-z][\w/-]*$/.test(from)) home = from;
    else if (instruction === 'ENV' && /^\w+=[^"'$]*$/.test(from) && rest.length === 1) {
      const cut = from.indexOf('=');
      env[from.slice(0, cut)] = from.slice(cut + 1);
    } else if (instruction === 'COPY' && rest.length === 2 && !from.startsWith('-')) {
      copies.push([from, to]);
    } else refuse(`\`${instruction}\` as written needs a container, and none is built here`);
  }
  const placed = copies.flatMap(([from, to]) => copied(from, to, home, files));
  const outside = placed.find(([to]) => staysOutside(to));
  if (outside !== undefined) {
    issues.push({ path: [], message: `a \`COPY\` leads out of \`${home}\`: \`${outside[0]}\`` });
  }
  return issues.length > 0 ? issues : { home, env, files: Object.fromEntries(placed) };
}

function copied(
  from: string,
  to: string,
  home: string,
  files: ReadonlyMap<string, string>,
): [string, string][] {
  const source = posix.join('environment', from);
  const place = posix.relative(home, posix.resolve(home, to));
  if (files.has(source)) {
    const isInto = to.endsWith('/') || to === '.' || to === './';
    return [[isInto ? posix.join(place, posix.basename(from)) : place, source]];
  }
  const below = source === 'environment' ? 'environment/' : `${source.replace(/\/$/, '')}/`;
  return [...files.keys()]
    .filter((path) => path.startsWith(below) && path !== 'environment/Dockerfile')
    .map((path) => [posix.join(place, path.slice(below.length)), path]);
}
