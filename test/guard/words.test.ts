/**
 * docs/words-about-models.md and the running system say the same: every closed choice, field, event, refusal
 * and format that can be told about a model or its developer is on the page, and nothing else is. Headers of
 * the server are held to it where answers are read (permission.test.ts).
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import ts from 'typescript';
import { accessProblems } from '#access';
import { evaluationProblems } from '#evaluation';
import { reviewProblems } from '#review';
import { readModules } from '#test/architecture';
import { startTestServer, type TestServer } from '#test/server';
import { emittedBy, operationsOf, type Emitted } from './api-words.ts';
import { rowsOf, type Row } from './document-words.ts';
import { routesOf } from './header-words.ts';
import { listed, same } from './page.ts';
import { openApiOf } from './running.ts';
import { wordsOf } from './source-words.ts';

const aboutModels = /^(?:access|evaluation|review)\./;
const sources = readModules().filter(
  ({ path }) => /^(?:src|gateway)\//.test(path) && !/\.(?:test|fixture)\./.test(path),
);
const eventRows = rowsOf('docs/events.md');

let server: TestServer;
let emitted: Emitted;

before(async () => {
  server = await startTestServer();
  const inner = new Set(
    routesOf(server).flatMap(({ route, zone }) => (zone === 'inner' ? [route] : [])),
  );
  const operations = operationsOf(await openApiOf(server)).filter(({ route }) => inner.has(route));
  assert.ok(operations.length > 60, `${operations.length} operations`);
  emitted = emittedBy(operations);
});
after(() => server.close());

test('every closed choice that an answer can hold is on the page, as a whole', () => {
  assert.ok(emitted.choices.size > 30, `${emitted.choices.size} choices`);
  const choice = ({ words }: Row) => [[...words].sort().join()];
  same('States and choices', emitted.choices, listed('States and choices', choice));
});

test('every field of an answer and of an event is on the page', () => {
  const payloads = eventRows.filter(({ words: [type = ''] }) => aboutModels.test(type));
  const fields = payloads.flatMap(({ cells }) =>
    [...(cells[3] ?? '').matchAll(/`(\w+)`/g)].map(([, field = '']) => field),
  );
  assert.ok(emitted.fields.size > 200 && fields.length > 60);
  same('Fields', [...emitted.fields, ...fields], listed('Fields'));
});

test('every event about a model is on the page, and stands in a log that no third party reads', () => {
  const events = eventRows.filter(({ words: [type = ''] }) => aboutModels.test(type));
  assert.ok(events.length > 40, `${events.length} events`);
  same(
    'Events',
    events.map(({ words: [type = ''] }) => type),
    listed('Events'),
  );
  // The programme's is that of the inner zone, which overseers read (third-party.test.ts).
  for (const { words, cells } of events)
    assert.match(cells[1] ?? '', /^(engagement|programme)$/, words.join());
});

test('nothing outside the inner zone listens to an event about a model', () => {
  const outside = sources.filter(({ path }) =>
    /^src\/(?:clearinghouse|advisories|matching|operators|membership|proof)\//.test(path),
  );
  assert.ok(outside.length > 80, `${outside.length} modules`);
  const said = outside.flatMap(wordsOf);
  assert.ok(said.some(({ text }) => text === 'advisories.advisory_public'));
  assert.deepEqual(
    said.filter(({ text }) => aboutModels.test(text)),
    [],
  );
});

test('every refusal of access, evaluation and review is on the page', () => {
  const registry = { ...accessProblems, ...evaluationProblems, ...reviewProblems };
  same('Refusals', Object.keys(registry), listed('Refusals'));
});

test('every header of ours between a gateway and its callers is on the page', () => {
  const headers = sources
    .filter(({ path }) => /^(?:src\/)?gateway\//.test(path))
    .flatMap(wordsOf)
    .flatMap(({ text }) => (/^sallyport-[a-z]+$/.test(text) ? [text] : []));
  assert.ok(headers.length > 1, `${headers.length} headers`);
  same('Headers of a gateway', headers, listed('Headers of a gateway'));
});

test('every format of a text that is signed, hashed or kept is on the page', () => {
  const heads = sources
    .filter(({ path }) => !path.startsWith('src/standards/'))
    .flatMap(wordsOf)
    .flatMap(({ text }) => /^sallyport[ .][a-z -]+[ /]v\d+/.exec(text.trim())?.[0] ?? []);
  assert.ok(heads.length > 3, `${heads.length} formats`);
  same('Texts', heads, listed('Texts'));
});

test('every module that speaks to another program is on the page: no webhook, no mail', () => {
  const speaking = sources.filter(speaks).map(({ path }) => path);
  assert.ok(speaking.includes('src/access/gateway-client.ts'));
  same('What goes out', speaking, listed('What goes out'));
});

/** Opens a connection to somewhere: by Node's clients, by undici, or by `fetch`; serving one is no such thing. */
function speaks({ tree, imports }: (typeof sources)[number]): boolean {
  const clients = /^(?:node:)?(?:https?|http2|net|tls|dgram|dns)$|^undici$|mail|smtp|webhook|^ws$/;
  const serving = new Set([
    'createServer',
    'Server',
    'IncomingMessage',
    'ServerResponse',
    'AddressInfo',
    'TLSSocket',
    'BlockList',
    'isIP',
  ]);
  const isClient = imports.some(
    ({ specifier, names, isTypeOnly }) =>
      !isTypeOnly &&
      clients.test(specifier) &&
      (names.length === 0 || names.some((name) => !serving.has(name))),
  );
  let fetches = false;
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(tree) === 'fetch') fetches = true;
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return isClient || fetches;
}
