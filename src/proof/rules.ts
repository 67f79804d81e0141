/**
 * What `report.json` must satisfy that no single field can say: files exist, the oracle fits the
 * environment, the benign input differs from the trigger. Pure; every finding names a field by
 * JSON Pointer (RFC 6901) and says how to mend it.
 */
import { parsePurl } from '#standards/purl';
import { inputsOf } from './inputs.ts';
import { packageFolder } from './layout.ts';
import { atVersion, problemInPurl } from './registry-names.ts';
import type { PinnedPackage, Report } from './schema.ts';

export interface Finding {
  /** Empty for the whole document. */
  pointer: string;
  detail: string;
}

/** A run is flaky below this share of hits, whatever the finder asks for (cvd protocol: 3 of 5). */
const hitShareMin = 0.6;
const hitsMinFor = (runs: number) => Math.ceil(runs * hitShareMin);

/** Hits needed of `runs`: the finder's own bar where the runs are the finder's, else the floor. */
export function hitsMinOf(report: Report, runs: number): number {
  return runs === report.runs ? (report.hitsMin ?? hitsMinFor(runs)) : hitsMinFor(runs);
}

const purlTypes: Record<Report['environment']['kind'], string[]> = {
  'c-asan': ['deb'],
  node: ['npm'],
  python: ['pypi'],
  shell: ['deb', 'npm', 'pypi'],
};

/** Every rule broken, not only the first. `paths` are the bundle's files. */
export function findingsIn(report: Report, paths: ReadonlySet<string>): Finding[] {
  const findings: Finding[] = [];
  const add = (pointer: string, detail: string) => findings.push({ pointer, detail });
  for (const [pointer, path] of referencedFiles(report)) {
    if (!paths.has(path))
      add(pointer, `the bundle has no file \`${path}\`; add it, or correct the path`);
  }
  const folder = report.target.source?.folder;
  if (folder !== undefined && ![...paths].some((path) => path.startsWith(`${folder}/`))) {
    add(
      '/target/source/folder',
      `the bundle has no files under \`${folder}/\`; add them, or correct the path`,
    );
  }
  checkKind(report, add);
  checkOracle(report, add);
  checkInputs(report, add);
  const floor = hitsMinFor(report.runs);
  if (report.hitsMin !== undefined && (report.hitsMin < floor || report.hitsMin > report.runs)) {
    add(
      '/hitsMin',
      `ask for ${floor} to ${report.runs} hits of ${report.runs} runs; fewer is flaky`,
    );
  }
  if (report.severity !== undefined && !/^CVSS:(3\.[01]|4\.0)\/[A-Z]/.test(report.severity.cvss)) {
    add('/severity/cvss', 'give a CVSS 3.0, 3.1 or 4.0 vector, as in `CVSS:4.0/AV:N/…`');
  }
  return findings;
}

type Add = (pointer: string, detail: string) => void;

function* referencedFiles(report: Report): Generator<[string, string]> {
  const { target, environment, trigger, benign, fix } = report;
  if (target.file !== undefined) yield ['/target/file', target.file];
  if (target.source?.file !== undefined) yield ['/target/source/file', target.source.file];
  yield* packageFiles('/environment/packages', environment.packages);
  yield* inputFiles('/trigger', trigger);
  for (const [index, input] of benign.entries()) yield* inputFiles(`/benign/${index}`, input);
  if (fix?.diff !== undefined) yield ['/fix/diff', fix.diff];
  if (fix?.file !== undefined) yield ['/fix/file', fix.file];
  yield* packageFiles('/fix/packages', fix?.packages ?? []);
}

function* packageFiles(pointer: string, packages: PinnedPackage[]): Generator<[string, string]> {
  for (const [index, { file }] of packages.entries()) {
    if (file !== undefined) yield [`${pointer}/${index}/file`, file];
  }
}

function* inputFiles(
  pointer: string,
  input: { files: Record<string, string>; stdin?: string | undefined },
): Generator<[string, string]> {
  for (const [name, path] of Object.entries(input.files)) {
    yield [`${pointer}/files/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, path];
  }
  if (input.stdin !== undefined) yield [`${pointer}/stdin`, input.stdin];
}

function checkKind({ target, environment, fix, trigger }: Report, add: Add): void {
  const { kind } = environment;
  const types = purlTypes[kind];
  if (target.source === undefined && target.purl !== undefined) {
    const { type } = parsePurl(target.purl);
    if (!types.includes(type)) {
      add(
        '/target/purl',
        `a \`${kind}\` environment runs packages of type ${quotedList(types)}; correct the purl, the kind, or give \`source\``,
      );
    }
    if (type === 'deb' && target.file !== undefined) {
      add(
        '/target/file',
        'a Debian source package is several files; give `source` with one archive instead',
      );
    }
  }
  if (
    target.omitPatches.length > 0 &&
    (target.source !== undefined || !target.purl?.startsWith('pkg:deb/'))
  ) {
    add('/target/omitPatches', 'only a Debian source package has patches to omit; remove this');
  }
  if (fix?.version !== undefined && (target.purl === undefined || target.source !== undefined)) {
    add('/fix/version', 'a fixed version needs a target given by `purl`; give `diff` instead');
  }
  if (fix?.version !== undefined && target.purl !== undefined) {
    const problem = problemInPurl(atVersion(target.purl, fix.version));
    if (problem !== undefined) add('/fix/version', problem);
  }
  for (const [index, { purl, path }] of environment.packages.entries()) {
    if (parsePurl(purl).type === 'deb') {
      add(
        `/environment/packages/${index}/purl`,
        'Debian packages come as the target only; build dependencies are the host’s',
      );
    }
    if (
      path !== undefined &&
      (kind !== 'node' || !`/${path}`.endsWith(`/${packageFolder(purl)}`))
    ) {
      add(
        `/environment/packages/${index}/path`,
        'end the path with the package’s own name, as in `node_modules/a/node_modules/NAME`',
      );
    }
  }
  if (environment.packages.length > 0 && kind !== 'node' && kind !== 'python') {
    add(
      '/environment/packages',
      `a \`${kind}\` environment takes no packages; build on what the host has`,
    );
  }
  if (kind === 'c-asan' && environment.build.length === 0) {
    add('/environment/build', 'say how the target is built, as in `[{ "argv": ["make"] }]`');
  }
  if (trigger.calls !== undefined && kind !== 'node' && kind !== 'python') {
    add('/trigger/calls', `a \`${kind}\` target has no functions to call; give \`command\``);
  }
}

function checkOracle({ oracle, environment, trigger }: Report, add: Add): void {
  if (oracle.kind === 'callback') {
    add(
      '/oracle/kind',
      '`callback` needs a listener, and a run has no network; plant the effect with `canary-read` or `file-written`',
    );
  }
  if (oracle.kind === 'sanitizer' && environment.kind !== 'c-asan') {
    add(
      '/oracle/kind',
      `a \`${environment.kind}\` environment has no sanitizer; use another oracle or \`c-asan\``,
    );
  }
  if (oracle.kind === 'output' && oracle.stream === 'effects' && trigger.calls === undefined) {
    add(
      '/oracle/stream',
      '`effects` are reported for `calls` only; use `stdout`, `stderr`, or `trigger.calls`',
    );
  }
  if (oracle.kind === 'timeout' && oracle.afterMs > trigger.timeoutMs) {
    add('/oracle/afterMs', 'wait at most `trigger.timeoutMs`; raise that, or lower this');
  }
}

function checkInputs(report: Report, add: Add): void {
  const { trigger } = report;
  clashes('/trigger/files', Object.keys(trigger.files), add);
  const own = JSON.stringify(inputsOf(trigger));
  for (const [index, benign] of report.benign.entries()) {
    const pointer = `/benign/${index}`;
    clashes(`${pointer}/files`, Object.keys({ ...trigger.files, ...benign.files }), add);
    if (trigger.calls !== undefined && benign.command !== undefined)
      add(`${pointer}/command`, 'the trigger uses `calls`; give benign `calls`, files or stdin');
    if (trigger.command !== undefined && benign.calls !== undefined)
      add(
        `${pointer}/calls`,
        'the trigger uses `command`; give a benign `command`, files or stdin',
      );
    if (JSON.stringify(inputsOf(trigger, benign)) === own) {
      add(pointer, 'this is the trigger itself; change a file, stdin, the command or the calls');
    }
  }
}

function clashes(pointer: string, names: string[], add: Add): void {
  for (const name of names) {
    if (names.some((other) => other.startsWith(`${name}/`)))
      add(pointer, `\`${name}\` is both a file and a folder; rename one`);
  }
}

const quotedList = (words: string[]) => words.map((word) => `\`${word}\``).join(', ');
