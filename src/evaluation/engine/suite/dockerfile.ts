/**
 * A Harbor task's `environment/Dockerfile`. No container is built here, so only what places files is
 * understood: `FROM`, `WORKDIR`, `COPY` and `ENV`. Anything else is refused by its line.
 */
import { posix } from 'node:path';
import type { Files } from './contents.ts';
import { innerPath, type Issue } from './fields.ts';
import type { Placed } from './task.ts';

export const dockerfile = 'environment/Dockerfile';

export interface Container {
  /** The agent's folder, inside. */
  home: string;
  env: Record<string, string>;
  files: Placed;
}

/** Filled by the host's own system, by the sandbox, or by the scorer. */
const taken = new Set([
  ...['bin', 'dev', 'etc', 'lib', 'lib32', 'lib64', 'proc', 'run', 'sbin', 'sys', 'usr'],
  ...['logs', 'runtime', 'tests', 'tmp'],
]);

/** One file, and where it goes, absolute. */
interface Copy {
  line: number;
  source: string;
  place: string;
}

/** `files` are those of the task. */
export function readDockerfile(text: string, files: Files): Container | Issue[] {
  const copies: Copy[] = [];
  const env: Record<string, string> = {};
  const issues: Issue[] = [];
  let home = '/app';
  let stages = 0;
  const refuse = (line: number, why: string) =>
    issues.push({ path: [], message: `${dockerfile} line ${line}: ${why}` });
  for (const [at, written] of text.split('\n').entries()) {
    const line = at + 1;
    const [instruction = '', ...rest] = written.trim().split(/\s+/);
    if (instruction === '' || instruction.startsWith('#')) continue;
    const [first = '', second = ''] = rest;
    if (instruction === 'FROM') {
      if (++stages > 1) refuse(line, 'a second `FROM` needs a container, and none is built here');
    } else if (instruction === 'WORKDIR' && /^\/[a-z][\w/-]*$/.test(first) && rest.length === 1) {
      home = posix.resolve(first);
      if (taken.has(home.split('/')[1] ?? '')) {
        refuse(line, `\`${first}\` is not the task's own; work in another folder, as \`/app\``);
      }
    } else if (instruction === 'ENV' && /^\w+=[^"'$\\]*$/.test(first) && rest.length === 1) {
      const cut = first.indexOf('=');
      env[first.slice(0, cut)] = first.slice(cut + 1);
    } else if (instruction === 'COPY' && rest.length === 2 && rest.every(isPlain)) {
      const found = copied(first, second, home, files);
      if (typeof found === 'string') refuse(line, found);
      else copies.push(...found.map((copy) => ({ ...copy, line })));
    } else refuse(line, `\`${instruction}\` as written needs a container, and none is built here`);
  }
  const placed = copies.map(({ line, source, place }) => {
    const inside = posix.relative(home, place);
    if (!innerPath.safeParse(inside).success) {
      refuse(line, `\`COPY\` to \`${place}\` leads out of \`${home}\``);
    }
    return [inside, source] as const;
  });
  return issues.length > 0 ? issues : { home, env, files: Object.fromEntries(placed) };
}

/** Neither an option, nor a list, a pattern, a variable, an escape or a document written here. */
const isPlain = (word: string): boolean => !/^-|["'$\\*?[\]<]/.test(word);

/** What a `COPY` places, or what is wrong with it. */
function copied(
  from: string,
  to: string,
  home: string,
  files: Files,
): Omit<Copy, 'line'>[] | string {
  const inside = posix.normalize(from).replace(/\/$/, '');
  if (posix.isAbsolute(from) || inside === '..' || inside.startsWith('../')) {
    return `\`${from}\` is not below \`environment\`; copy from there`;
  }
  const source = posix.join('environment', inside);
  const place = posix.resolve(home, to);
  if (files.has(source)) {
    const isInto = to.endsWith('/') || place === home;
    return [{ source, place: isInto ? posix.join(place, posix.basename(source)) : place }];
  }
  const below = [...files.keys()].filter((path) => path.startsWith(`${source}/`));
  if (below.length === 0) return `there is no \`${source}\`; add it, or correct the path`;
  return below
    .filter((path) => path !== dockerfile)
    .map((path) => ({ source: path, place: posix.join(place, path.slice(source.length + 1)) }));
}
