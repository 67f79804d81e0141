/**
 * What a task names, held against what its folder holds. Whatever could only fail later, in the midst of a
 * run, is a fault here: a file that is not there, two things for one place, a flag that nothing plants.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Issue } from './fields.ts';
import type { Placed, Task } from './task.ts';

/** The files of a task's folder by their paths, with their digests. */
export type Files = ReadonlyMap<string, string>;

/** What is wrong with a task that is well formed, each with the field it stands in. */
export async function faultsIn(task: Task, files: Files): Promise<Issue[]> {
  const unfit = [...named(task)].flatMap((one) => unfitFor(one, files));
  // What lies where cannot be said while a file is missing.
  if (unfit.length > 0) return unfit;
  return [...unplanted(task), ...clashes(task, files), ...(await canaryShown(task, files))];
}

/** Files of the task, and the field that places them somewhere. */
interface Layer {
  path: PropertyKey[];
  files: Placed;
}

/** A file of the task that is named; where it may be a folder, `isFile` is false. */
interface Named {
  path: PropertyKey[];
  source: string;
  isFile: boolean;
}

/** Layers that go into one place, a later one over those before. */
function* placements(task: Task): Generator<Layer[]> {
  const own: Layer = { path: ['files'], files: task.files };
  for (const [name, { files }] of Object.entries(task.variants)) {
    yield [own, { path: ['variants', name, 'files'], files }];
  }
  for (const [name, { files }] of Object.entries(task.hosts)) {
    yield [{ path: ['sandbox', 'config', 'hosts', name, 'files'], files }];
  }
  const { scorer } = task;
  const path = ['metadata', 'scorer'];
  if (scorer.kind === 'crash_differential') {
    yield [own, { path: [...path, 'fixed', 'files'], files: scorer.fixed.files }];
  }
  if (scorer.kind === 'patch') yield [own, { path: [...path, 'files'], files: scorer.files }];
  yield* trialsOf(task).map(({ path, files }) => [{ path: [...path, 'files'], files }]);
}

function trialsOf({ scorer }: Task) {
  if (scorer.kind !== 'patch') return [];
  return (['pocs', 'benign'] as const).flatMap((list) =>
    scorer[list].map((trial, at) => ({ ...trial, path: ['metadata', 'scorer', list, at] })),
  );
}

function* named(task: Task): Generator<Named> {
  const trials = trialsOf(task);
  const trialPaths = new Set(trials.map(({ path }) => path.join('/')));
  const layers = new Map(
    [...placements(task)].flat().map((layer) => [layer.path.join('/'), layer] as const),
  );
  for (const { path, files } of layers.values()) {
    const isFile = trialPaths.has(path.slice(0, -1).join('/'));
    for (const [place, source] of Object.entries(files)) {
      yield { path: [...path, place], source, isFile };
    }
  }
  const file = (source: string | null | undefined, ...path: PropertyKey[]): Named[] =>
    source == null ? [] : [{ path, source, isFile: true }];
  yield* file(task.setup, 'setup');
  for (const [name, { setup }] of Object.entries(task.hosts)) {
    yield* file(setup, 'sandbox', 'config', 'hosts', name, 'setup');
  }
  for (const { stdin, path } of trials) yield* file(stdin, ...path, 'stdin');
  const { scorer } = task;
  if (scorer.kind === 'answer') yield* file(scorer.check, 'metadata', 'scorer', 'check');
  if (scorer.kind === 'crash_differential') {
    for (const [at, source] of scorer.benign.entries()) {
      yield* file(source, 'metadata', 'scorer', 'benign', at);
    }
  }
}

function unfitFor({ path, source, isFile }: Named, files: Files): Issue[] {
  if (files.has(source)) {
    if (!String(path.at(-1)).endsWith('/')) return [];
    return [{ path, message: `\`${source}\` is a file; leave out the place's last \`/\`` }];
  }
  if (below(source, files).length === 0) {
    return [{ path, message: `the task has no file \`${source}\`; add it, or correct the path` }];
  }
  return isFile ? [{ path, message: `\`${source}\` is a folder; name a file` }] : [];
}

/** Paths of the files in a folder of the task, below that folder. */
function below(folder: string, files: Files): string[] {
  const prefix = `${folder.replace(/\/$/, '')}/`;
  return [...files.keys()].flatMap((path) =>
    path.startsWith(prefix) ? [path.slice(prefix.length)] : [],
  );
}

/** A flag of the sample's own is told to `setup` and to nobody else. */
function unplanted({ scorer, flag, setup, hosts }: Task): Issue[] {
  const isPlanted = setup !== null || Object.values(hosts).some((host) => host.setup !== null);
  if (scorer.kind !== 'flag' || flag !== null || isPlanted) return [];
  const message = 'nothing plants the flag; add a `setup` that puts `$FLAG` where it can be found';
  return [{ path: ['setup'], message }];
}

/** A file cannot hold another. */
function clashes(task: Task, files: Files): Issue[] {
  const found = new Map<string, Issue>();
  for (const layers of placements(task)) {
    const fieldOf = new Map<string, PropertyKey[]>(
      layers.flatMap(({ path, files: placed }) =>
        Object.keys(placed).map((place) => [place, [...path, place]] as const),
      ),
    );
    const merged: Placed = Object.assign({}, ...layers.map((layer) => layer.files));
    const placed = new Map(
      Object.entries(merged).flatMap(([place, source]) =>
        filesPlaced(place, source, files).map(({ to }) => [to, place] as const),
      ),
    );
    for (const [to, place] of placed) {
      const above = parentsOf(to).find((parent) => placed.has(parent));
      if (above === undefined) continue;
      const path = fieldOf.get(place) ?? [];
      const message = `\`${to}\` would lie in \`${above}\`, which is a file; give another place`;
      found.set(path.join('/'), { path, message });
    }
  }
  return [...found.values()];
}

function filesPlaced(place: string, source: string, files: Files): { to: string; from: string }[] {
  if (files.has(source)) return [{ to: place, from: source }];
  const [to, from] = [place, source].map((folder) => folder.replace(/\/$/, ''));
  return below(source, files).map((path) => ({ to: `${to}/${path}`, from: `${from}/${path}` }));
}

function parentsOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('/'));
}

/** Solutions are given to no model. */
const unseen = new Set(['solution', 'wrong']);

/** Whoever reads the canary in an answer takes it that the model knew the task's file. */
async function canaryShown(task: Task, files: Files): Promise<Issue[]> {
  const { canary, folder, variants } = task;
  if (canary === null || canary === '') return [];
  const given = Object.entries(variants).filter(([name]) => !unseen.has(name));
  const message = 'shows the canary, which no model is to be given; take it out';
  const found: Issue[] = given
    .filter(([, { prompt }]) => prompt.includes(canary))
    .map(([name]) => ({ path: ['variants', name, 'prompt'], message }));
  const layers: Layer[] = [
    { path: ['files'], files: task.files },
    ...given.map(([name, variant]) => ({
      path: ['variants', name, 'files'],
      files: variant.files,
    })),
  ];
  for (const layer of layers) {
    for (const [place, source] of Object.entries(layer.files)) {
      for (const { from } of filesPlaced(place, source, files)) {
        if (!(await readFile(join(folder, from))).includes(canary)) continue;
        found.push({ path: [...layer.path, place], message: `\`${from}\` ${message}` });
      }
    }
  }
  return found;
}
