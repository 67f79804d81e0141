/**
 * Where things are in a run, the same in every run: a trigger cannot tell the reported version from
 * the fixed one or the inert one by a path, a name, a variable or a time stamp we chose.
 *
 * ```
 * /target     the target, read-only            /input      the trigger's or benign files, read-only
 * /work       the working folder, writable     /secret     a canary nobody is asked to read
 * /planted    where nothing should be written  /runtime    node   /sallyport  our harness
 * ```
 */
import { parsePurl } from '#standards/purl';
import type { EnvironmentKind, Report } from './schema.ts';

export const places = {
  target: '/target',
  input: '/input',
  work: '/work',
  secret: '/secret',
  planted: '/planted',
  runtime: '/runtime',
  harness: '/sallyport',
} as const;

/** Folder of the tree that is the target itself; `''` where the tree is nothing else. */
export function targetFolder(target: Report['target'], kind: EnvironmentKind): string {
  if (target.source !== undefined || target.purl === undefined) return '';
  if (kind === 'node') return packageFolder(target.purl);
  return kind === 'python' ? 'site' : '';
}

/** Python's dependencies, apart from the target so that they cannot stand in for it. */
export const dependencyFolder = 'deps';

/** `node_modules/NAME` of an npm purl. */
export function packageFolder(purl: string): string {
  const { namespace, name } = parsePurl(purl);
  return `node_modules/${namespace === null ? '' : `${namespace}/`}${name}`;
}

/** What `calls` load when they name no module. */
export function defaultModule(target: Report['target'], kind: EnvironmentKind): string {
  if (target.source !== undefined || target.purl === undefined)
    return kind === 'node' ? places.target : 'target';
  const { namespace, name } = parsePurl(target.purl);
  if (kind === 'node') return namespace === null ? name : `${namespace}/${name}`;
  return name.replaceAll('-', '_');
}

/** An absolute path inside the sandbox, as `execve` wants it. */
export function programPath(word: string, cwd: string): string {
  if (word.startsWith('/')) return word;
  if (word.startsWith('./')) return `${cwd}/${word.slice(2)}`;
  if (word === 'node') return `${places.runtime}/node`;
  return `/usr/bin/${word}`;
}

/** Instrumented so that a memory error ends the process with a report; frames stay readable. */
const compilerFlags = '-g -O1 -fno-omit-frame-pointer -fno-common -fsanitize=address';

/** The whole environment of a build. */
export function buildEnvironment(kind: EnvironmentKind): Record<string, string> {
  const base = {
    PATH: '/usr/bin:/bin:/runtime',
    HOME: '/tmp',
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    SOURCE_DATE_EPOCH: '0',
  };
  if (kind !== 'c-asan') return base;
  return {
    ...base,
    CC: 'gcc',
    CXX: 'g++',
    CFLAGS: compilerFlags,
    CXXFLAGS: compilerFlags,
    LDFLAGS: '-fsanitize=address',
    // Build tools leak, and configure's probes would take a leak report for a missing feature.
    ASAN_OPTIONS: 'detect_leaks=0',
  };
}

/** The whole environment of a run. */
export function runEnvironment(
  kind: EnvironmentKind,
  sanitizer: { exitCode: number; channelFd: number },
): Record<string, string> {
  const base = {
    PATH: '/usr/bin:/bin:/runtime',
    HOME: places.work,
    TMPDIR: places.work,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
  };
  switch (kind) {
    case 'c-asan':
      return {
        ...base,
        LD_PRELOAD: `${places.harness}/report-fd.so`,
        SALLYPORT_REPORT_FD: String(sanitizer.channelFd),
        ASAN_OPTIONS: `exitcode=${sanitizer.exitCode}:detect_leaks=0:abort_on_error=0:verify_asan_link_order=0:symbolize=1:color=never`,
      };
    case 'node':
      return { ...base, NODE_PATH: `${places.target}/node_modules` };
    case 'python':
      return {
        ...base,
        PYTHONPATH: ['site', 'site/src', '', 'src', dependencyFolder]
          .map((part) => `${places.target}${part === '' ? '' : `/${part}`}`)
          .join(':'),
        PYTHONDONTWRITEBYTECODE: '1',
        PYTHONHASHSEED: '0',
      };
    case 'shell':
      return base;
  }
}
