/**
 * A folder to a suite, whole or not at all: every fault of every task is named before anything runs
 * (`suites/README.md`).
 */
import { createHash } from 'node:crypto';
import { lstat, opendir, readFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import type { Files } from './contents.ts';
import { readEvalFile } from './eval-yaml.ts';
import type { Issue } from './fields.ts';
import { digestOf, FolderRefused, listFiles } from './folder.ts';
import { readHarborTask } from './harbor.ts';
import { InvalidSuite, type Fault, type Suite, type Task } from './task.ts';
import { readYaml, YamlRefused } from './yaml.ts';

const levelsMax = 4;
const tasksMax = 10_000;
const taskFiles = ['eval.yaml', 'task.toml'] as const;
type TaskFile = (typeof taskFiles)[number];

/** Reads a suite, or a single task as a suite of one. Throws `InvalidSuite`. */
export async function readSuite(path: string): Promise<Suite> {
  const root = resolve(path);
  const faults: Fault[] = [];
  const tasks: Task[] = [];
  for (const { folder, file } of await findTasks(root, faults)) {
    const read = await readTask(folder, file);
    if ('task' in read) tasks.push(read.task);
    else {
      for (const { path: at, message } of read.issues) {
        faults.push({
          file: relative(root, join(folder, read.file)) || read.file,
          pointer: pointerOf(at),
          detail: message,
        });
      }
    }
  }
  faults.push(...sharedNames(tasks, root));
  if (tasks.length === 0 && faults.length === 0) {
    faults.push({
      file: basename(root),
      pointer: '',
      detail: 'holds no task: no folder in it has an `eval.yaml` or a `task.toml`',
    });
  }
  if (faults.length > 0) throw new InvalidSuite(faults);
  tasks.sort((a, b) => (a.name < b.name ? -1 : 1));
  const digests = tasks.map(({ name, sha256 }) => [name, sha256]);
  const sha256 = createHash('sha256').update(JSON.stringify(digests)).digest('hex');
  return { name: basename(root), sha256, tasks };
}

async function findTasks(
  root: string,
  faults: Fault[],
): Promise<{ folder: string; file: TaskFile }[]> {
  const found: { folder: string; file: TaskFile }[] = [];
  const status = await lstat(root).catch(() => undefined);
  if (status?.isDirectory() !== true) {
    faults.push({ file: basename(root), pointer: '', detail: 'is no folder' });
    return found;
  }
  const waiting = [{ folder: root, level: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { folder, level } = next;
    const entries = await Array.fromAsync(await opendir(folder));
    const file = taskFiles.find((name) => entries.some((entry) => entry.name === name));
    if (file !== undefined) found.push({ folder, file });
    else {
      for (const entry of entries) {
        const place = join(folder, entry.name);
        const refuse = (detail: string) =>
          faults.push({ file: relative(root, place), pointer: '', detail });
        if (entry.isSymbolicLink()) refuse('is a link, and links are not followed');
        else if (entry.isDirectory() && level >= levelsMax) refuse('lies too deep for a task');
        else if (entry.isDirectory()) waiting.push({ folder: place, level: level + 1 });
      }
    }
    if (found.length > tasksMax) throw new RangeError(`a suite holds at most ${tasksMax} tasks`);
  }
  return found;
}

async function readTask(
  folder: string,
  file: TaskFile,
): Promise<{ task: Task } | { file: string; issues: Issue[] }> {
  const refused = (message: string, at: string = file) => ({
    file: at,
    issues: [{ path: [], message }],
  });
  try {
    const files = await listFiles(folder);
    if (!files.has(file)) return refused('is no file');
    const where = { folder, sha256: digestOf(files) };
    const read =
      file === 'eval.yaml'
        ? await readEvalFile(readYaml(await readFile(join(folder, file))), where, files)
        : await readHarborTask(where, files);
    const issues = [...strayTasks(file, files), ...(Array.isArray(read) ? read : [])];
    return Array.isArray(read) || issues.length > 0 ? { file, issues } : { task: read };
  } catch (error) {
    if (error instanceof YamlRefused) return refused(error.message);
    if (error instanceof FolderRefused) return refused(error.message, error.path);
    throw error;
  }
}

/** A task in a task's folder would be dropped in silence, and so would the second of two in one. */
function strayTasks(file: TaskFile, files: Files): Issue[] {
  return [...files.keys()]
    .filter((path) => path !== file && taskFiles.some((name) => name === basename(path)))
    .map((path) => ({
      path: [],
      message: path.includes('/')
        ? `\`${path}\` would be a task in a task; move it beside this one`
        : `\`${path}\` would make two tasks of one folder; keep one of them`,
    }));
}

function sharedNames(tasks: readonly Task[], root: string): Fault[] {
  return [...Map.groupBy(tasks, ({ name }) => name)].flatMap(([name, sharing]) =>
    sharing.slice(1).map(({ folder }) => ({
      file: relative(root, folder),
      pointer: '/name',
      detail: `another task is called \`${name}\` too`,
    })),
  );
}

function pointerOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}
