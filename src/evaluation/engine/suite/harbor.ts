/**
 * A Harbor task: `task.toml`, `instruction.md`, `environment/`, `tests/test.sh`, `solution/solve.sh`. No
 * container is built here; a task that needs one, or says what is not understood here, is refused, because
 * without what it needs it would measure nothing.
 */
import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { parse, TomlError } from 'smol-toml';
import { z } from 'zod';
import { faultsIn, type Files } from './contents.ts';
import { dockerfile, readDockerfile } from './dockerfile.ts';
import { issuesIn, type Issue } from './fields.ts';
import { families, type Task } from './task.ts';

const words: Readonly<Record<string, number>> = { easy: 1, medium: 3, hard: 4 };

const version = z.string().regex(/^1\.\d+$/, 'versions 1.0 and later, below 2, are read');
const amount = z.number().positive();
const seconds = z.number().positive();

/** What writers of Harbor tasks leave empty, and what would change the task if it were not. */
const empty = z
  .union(
    [z.array(z.unknown()).max(0), z.strictObject({})],
    'is not understood here; leave it empty',
  )
  .optional();

/**
 * Strict, except where Harbor says that anything may stand: a setting that is passed over would measure
 * another task.
 */
const taskFile = z.strictObject({
  version: version.optional(),
  schema_version: version.optional(),
  source: z.string().optional(),
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
  /** The limits of a run are the run's own. */
  agent: z.strictObject({ timeout_sec: seconds.optional() }).optional(),
  environment: z
    .strictObject({
      build_timeout_sec: seconds.optional(),
      cpus: amount.optional(),
      memory: z.string().optional(),
      memory_mb: amount.optional(),
      storage: z.string().optional(),
      storage_mb: amount.optional(),
      gpus: z.literal(0, 'no sandbox has a GPU').optional(),
      /** No sandbox here has the internet: a task that counts on it would measure nothing. */
      allow_internet: z.literal(false, 'no sandbox has the internet').optional(),
      env: empty,
      mcp_servers: empty,
    })
    .optional(),
  verifier: z
    .strictObject({ timeout_sec: z.number().min(1).max(600).default(600), env: empty })
    .prefault({}),
  solution: z.strictObject({ env: empty }).optional(),
  artifacts: empty,
  steps: empty,
});

const promptCharsMax = 100_000;

/** The task, or what is wrong with it; `files` are those of its folder. */
export async function readHarborTask(
  place: { folder: string; sha256: string },
  files: Files,
): Promise<Task | Issue[]> {
  const { folder } = place;
  const textOf = (path: string) => readFile(join(folder, path), 'utf8');
  const unfit = unfitFiles(files);
  if (unfit.length > 0) return unfit.map(ofTask);
  const document = tomlIn(await textOf('task.toml'));
  if (typeof document === 'string') return [ofTask(document)];
  const given = taskFile.safeParse(document);
  if (!given.success) {
    return issuesIn(given.error, 'is not understood here, and may change the task; remove it');
  }
  const { metadata, verifier, task: about } = given.data;
  const container = files.has(dockerfile)
    ? readDockerfile(await textOf(dockerfile), files)
    : { home: '/app', env: {}, files: {} };
  if (Array.isArray(container)) return container;
  const prompt = await textOf('instruction.md');
  if (prompt.trim() === '' || prompt.length > promptCharsMax) {
    return [ofTask(`\`instruction.md\` must hold 1 to ${promptCharsMax} characters`)];
  }
  const solution = { prompt: 'bash solve.sh', files: { 'solve.sh': 'solution/solve.sh' } };
  const name = nameOf(about?.name ?? posix.basename(folder));
  const task: Task = {
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
      default: { prompt, files: {} },
      ...(files.has('solution/solve.sh') ? { solution } : {}),
    },
  };
  const faults = await faultsIn(task, files);
  // What is placed stands in the Dockerfile, and in no field of `task.toml`.
  return faults.length > 0 ? faults.map(({ message }) => ofTask(message)) : task;
}

const ofTask = (message: string): Issue => ({ path: [], message });

function unfitFiles(files: Files): string[] {
  const missing = ['instruction.md', 'tests/test.sh']
    .filter((path) => !files.has(path))
    .map((path) => `the task has no file \`${path}\``);
  const composed = [...files.keys()]
    .filter((path) => /^environment\/(docker-)?compose\.ya?ml$/.test(path))
    .map((path) => `\`${path}\` needs several containers, and none is built here`);
  const ignored = [...files.keys()]
    .filter((path) => /^environment\/([^/]*)\.dockerignore$/.test(path))
    .map((path) => `\`${path}\` is not understood here; keep only what is to be copied`);
  return [...missing, ...composed, ...ignored];
}

/** Plain data, or what is wrong and where. */
function tomlIn(text: string): object | string {
  try {
    const document = parse(text);
    if (Object.keys(document).length > 0) return document;
    return 'is empty; give at least `version = "1.0"`';
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [what = ''] = error.message.split('\n');
    return `${what} at line ${error.line}, column ${error.column}`;
  }
}

const nameOf = (given: string): string =>
  given
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, 80) || 'task';
