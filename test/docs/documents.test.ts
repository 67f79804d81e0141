/** The documents keep their word: what they link to is there, what they tell a reader to type works. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import {
  anchorsOf,
  codeLinesOf,
  documentAt,
  documents,
  linksOf,
  root,
  spansOf,
} from './documents.ts';

const all = documents();
const readme = documentAt('README.md');
const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
  imports: Record<string, string>;
};

/** Every command with the line its `--help` prints. */
let usages: Map<string, string>;

before(() => {
  const listed = sallyport('--help').matchAll(/^ {2}([a-z-]+) +\S/gm);
  usages = new Map([...listed].map(([, name = '']) => [name, sallyport(name, '--help')]));
});

test('the documents a newcomer looks for are there', () => {
  const paths = new Set(all.map(({ path }) => path));
  for (const path of [
    'README.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'CHANGELOG.md',
    'docs/architecture.md',
    'docs/glossary.md',
    'docs/threat-model.md',
    'docs/problems.md',
    'docs/runbooks/backup-and-restore.md',
  ])
    assert.ok(paths.has(path), `\`${path}\` is missing`);
  assert.match(readFileSync(join(root, 'LICENSE'), 'utf8'), /Apache License\s+Version 2\.0/);
});

test('every link within the repository leads somewhere, to its heading too', () => {
  const links = all.flatMap(linksOf);
  assert.ok(links.length > 40, `only ${links.length} links were seen`);
  const broken = links.filter(({ target, fragment }) => {
    if (!existsSync(join(root, target))) return true;
    if (fragment === undefined || !target.endsWith('.md')) return false;
    return !anchorsOf(documentAt(target)).has(fragment);
  });
  assert.deepEqual(broken, []);
});

test('every path a document names exists', () => {
  const pattern =
    /^(?:src|sandbox|gateway|cli|web|test|docs|scripts|bench|demo|migrations)\/[\w./-]+$/;
  const named = all.flatMap((document) =>
    spansOf(document)
      .filter((span) => pattern.test(span))
      .map((span) => ({ from: document.path, span })),
  );
  assert.ok(named.length > 20, `only ${named.length} paths were seen`);
  assert.deepEqual(
    named.filter(({ span }) => !existsSync(join(root, span))),
    [],
  );
});

test('every npm script that is named is one', () => {
  const named = all.flatMap((document) =>
    [...document.text.matchAll(/\bnpm (?:run ([a-z]+)|(test|start))\b/g)].map(
      ([, script, short]) => ({ from: document.path, script: script ?? short ?? '' }),
    ),
  );
  assert.ok(named.length > 5, `only ${named.length} were seen`);
  assert.deepEqual(
    named.filter(({ script }) => !(script in packageJson.scripts)),
    [],
  );
});

test('every command that is shown exists and takes the options it is shown with', () => {
  const shown = all.flatMap((document) =>
    [...codeLinesOf(document), ...spansOf(document)].flatMap((line) =>
      [...line.matchAll(/(?:^|\s)\.\/sallyport ([^|&;]+)/g)].map(([, words = '']) => ({
        from: document.path,
        words: words.trim().split(/\s+/),
      })),
    ),
  );
  assert.ok(shown.length > 20, `only ${shown.length} commands were seen`);
  for (const { from, words } of shown) {
    const [name = '', ...rest] = words;
    if (name === 'COMMAND' || name.startsWith('--')) continue;
    const usage = usages.get(name);
    assert.ok(usage, `${from} shows \`./sallyport ${name}\`, which is no command`);
    for (const option of rest.filter((word) => /^--[a-z]/.test(word))) {
      const isKnown = ['--help', '--json'].includes(option) || usage.includes(option);
      assert.ok(isKnown, `${from} shows \`${option}\` of \`${name}\`, whose usage is: ${usage}`);
    }
    for (const path of rest.filter((word) => /^(?:demo|test)\//.test(word)))
      assert.ok(existsSync(join(root, path)), `${from} shows \`${path}\`, which is not there`);
  }
});

test('the README lists every command there is, and no other', () => {
  const listed = [...readme.text.matchAll(/^\| `\.\/sallyport ([a-z-]+)/gm)].map(
    ([, name = '']) => name,
  );
  assert.deepEqual([...new Set(listed)].sort(), [...usages.keys()].sort());
});

test('the README names every variable that configures an installation', () => {
  const config = readFileSync(join(root, 'src/app/config.ts'), 'utf8');
  const read = [...config.matchAll(/env\['(\w+)'\]/g)].map(([, name = '']) => name);
  assert.ok(read.length > 5, 'no variable was seen in the configuration');
  for (const name of read)
    assert.ok(spansOf(readme).includes(name), `\`${name}\` is not in the README`);
  const elsewhere = ['cli/report.ts', 'cli/server.ts', 'scripts/host-tools.ts'].map((path) =>
    readFileSync(join(root, path), 'utf8'),
  );
  for (const name of spansOf(readme).filter((span) => /^[A-Z]+_[A-Z_]+$/.test(span)))
    assert.ok([config, ...elsewhere].join('\n').includes(`'${name}'`), `nothing reads \`${name}\``);
});

test('the two commands of the README are the first code it shows', () => {
  const commands = codeLinesOf(readme).slice(0, 2);
  assert.deepEqual(commands, ['npm ci && npm run demo', 'npm ci && npm test']);
  const fold = readme.text.split('\n').slice(0, 40).join('\n');
  for (const words of ['not a government service', 'will not do', 'not built yet', '!['])
    assert.ok(fold.includes(words), `the first screen does not say \`${words}\``);
});

test('every domain says in a README what must hold there', () => {
  const domains = Object.values(packageJson.imports)
    .map((door) => /^\.\/(src\/[a-z]+)\/index\.ts$/.exec(door)?.[1])
    .filter((folder) => folder !== undefined && folder !== 'src/app');
  assert.ok(domains.length >= 6, `only ${domains.length} domains were seen`);
  const silent = domains.filter((folder) => !existsSync(join(root, `${folder}/README.md`)));
  assert.deepEqual(silent, []);
});

test('every event a document names is in the list of events', () => {
  const listed = documentAt('docs/events.md').text;
  const named = all
    .flatMap(spansOf)
    .filter((span) =>
      /^(?:access|membership|clearinghouse|advisories|operators)\.[a-z_]+$/.test(span),
    );
  assert.ok(named.length > 5, `only ${named.length} events were seen`);
  assert.deepEqual(
    named.filter((span) => !listed.includes(`\`${span}\``)),
    [],
  );
});

test('decisions are a page each, dated, and say how we will know', () => {
  const decisions = all.filter(({ path }) => path.startsWith('docs/adr/'));
  assert.ok(decisions.length >= 10, `only ${decisions.length} decisions were seen`);
  const parts = ['Context', 'Options', 'Decision', 'Consequences', 'How we will know'];
  for (const { path, text } of decisions) {
    const [, date] = /^docs\/adr\/(\d{4}-\d\d-\d\d)-[a-z0-9-]+\.md$/.exec(path) ?? [];
    assert.ok(date, `\`${path}\` is not named by date`);
    assert.match(text, new RegExp(`^${date} · (?:accepted|deprecated|superseded)`, 'm'));
    const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
    assert.deepEqual(headings, parts, path);
    assert.ok(text.split(/\s+/).length < 600, `\`${path}\` is more than a page`);
  }
});

test('every runbook says when it was last walked', () => {
  const runbooks = all.filter(({ path }) => path.startsWith('docs/runbooks/'));
  assert.ok(runbooks.length >= 2, `only ${runbooks.length} runbooks were seen`);
  for (const { path, text } of runbooks)
    assert.match(text, /Last walked: \d{4}-\d\d-\d\d/, `\`${path}\` does not`);
});

/** What `./sallyport` prints, on whichever stream. */
function sallyport(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(join(root, 'sallyport'), args, {
    encoding: 'utf8',
    timeout: 20_000,
  });
  assert.equal(status, 0, `\`./sallyport ${args.join(' ')}\` ended with ${status}: ${stderr}`);
  return stdout;
}
