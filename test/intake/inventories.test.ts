/** Inventories that are not in order, over HTTP: read as far as they can be, or refused with their place. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Stage } from '#test/permissions';
import { startTestServer, type TestServer } from '#test/server';

let server: TestServer;
let stage: Stage;
let count = 0;
const defects: string[] = [];
const consoleError = console.error;

before(async () => {
  console.error = (...words: unknown[]) => void defects.push(words.map(String).join(' '));
  server = await startTestServer();
  stage = new Stage(server);
});
after(async () => {
  console.error = consoleError;
  await server.close();
});

interface Answer {
  code?: string;
  errors?: { pointer: string; detail: string }[];
  components: number;
  noData: number;
  findings: { pointer: string; detail: string }[];
}

async function upload(
  body: Uint8Array,
  name = `system ${++count}`,
  headers: Record<string, string> = {},
): Promise<{ status: number; answer: Answer }> {
  const response = await stage.requests.send(await stage.requests.as('operator'), {
    method: 'POST',
    path: `/api/systems?name=${encodeURIComponent(name)}`,
    body,
    headers,
  });
  return { status: response.status, answer: (await response.json()) as Answer };
}

const cyclonedx = (components: unknown, more: object = {}) =>
  Buffer.from(JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', components, ...more }));
const part = (fields: object) => ({ type: 'library', name: 'part', version: '1.0.0', ...fields });
const whole = part({ purl: 'pkg:npm/part@1.0.0' });

async function kept(): Promise<number[]> {
  const { rows } = await stage.asOwner<{ n: string }>(
    `select count(*) as n from operators.system union all select count(*) from matching.component
     union all select count(*) from zone_outer.event`,
  );
  return rows.map(({ n }) => Number(n));
}

const refused: [what: string, body: () => Uint8Array][] = [
  ['nothing at all', () => new Uint8Array(0)],
  ['space', () => Buffer.from(' \n ')],
  ['no document', () => Buffer.from('hello, these are our packages')],
  ['JSON that ends early', () => cyclonedx([whole]).subarray(0, 40)],
  ['JSON of something else', () => Buffer.from('{"name":"package","version":"1.0.0"}')],
  ['a list', () => Buffer.from('[]')],
  ['null', () => Buffer.from('null')],
  ['bytes that are not UTF-8', () => Buffer.from([0xff, 0xfe, 0x7b, 0x00, 0x7d])],
  ['a document without components', () => cyclonedx(undefined)],
  ['components that are no list', () => cyclonedx('all of them')],
  ['no component that is one', () => cyclonedx([1, null, 'x', []])],
  ['brackets a hundred thousand deep', () => Buffer.from('['.repeat(100_000))],
  ['components nested ten thousand deep', () => nested(10_000)],
  ['a NUL in a name', () => cyclonedx([whole, part({ name: 'a\0b', purl: 'pkg:npm/x@1' })])],
  [
    'half a character in a version',
    () =>
      Buffer.from(
        cyclonedx([part({ version: 'HALF' })])
          .toString()
          .replace('HALF', '\\ud800'),
      ),
  ],
  ['XML with a bomb of entities', () => Buffer.from(entityBomb)],
  ['XML that reads a file', () => Buffer.from(externalEntity)],
  [
    'XML that is not closed',
    () => Buffer.from('<bom xmlns="http://cyclonedx.org/schema/bom/1.6">'),
  ],
];

const entityBomb = `<?xml version="1.0"?><!DOCTYPE bom [<!ENTITY a "aaaaaaaaaa">${Array.from(
  { length: 12 },
  (_, n) => `<!ENTITY ${'b'.repeat(n + 1)} "${`&${n === 0 ? 'a' : 'b'.repeat(n)};`.repeat(10)}">`,
).join(
  '',
)}]><bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component type="library"><name>&${'b'.repeat(12)};</name></component></components></bom>`;
const externalEntity = `<?xml version="1.0"?><!DOCTYPE bom [<!ENTITY f SYSTEM "file:///etc/passwd">]><bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component type="library"><name>&f;</name></component></components></bom>`;

function nested(depth: number): Uint8Array {
  const open = '{"type":"library","name":"n","components":[';
  return Buffer.from(
    `{"bomFormat":"CycloneDX","specVersion":"1.6","components":[${open.repeat(depth)}${']}'.repeat(depth)}]}`,
  );
}

for (const [what, body] of refused)
  test(`refuses ${what}`, async () => {
    const before = await kept();
    const { status, answer } = await upload(body());
    assert.deepEqual([status, answer.code], [422, 'inventory_unreadable'], JSON.stringify(answer));
    assert.ok((answer.errors?.length ?? 0) > 0, 'says where');
    for (const { pointer, detail } of answer.errors ?? []) {
      assert.match(pointer, /^(\/|$)/);
      assert.ok(detail.length > 10);
      assert.doesNotMatch(detail, /root:|node_modules|\.ts:/);
    }
    assert.deepEqual(await kept(), before);
  });

test('takes components without a purl, and calls them not checked', async () => {
  const { status, answer } = await upload(cyclonedx([whole, part({}), part({ name: 'other' })]));
  assert.equal(status, 201);
  assert.deepEqual([answer.components, answer.noData], [3, 2]);
});

test('takes what it can of purls that are none, and names each', async () => {
  for (const purl of ['npm:part@1', 'pkg:', 'pkg:npm', 'pkg:npm/%ff@1', 'x'.repeat(5000)]) {
    const { status, answer } = await upload(cyclonedx([whole, part({ purl })]));
    assert.equal(status, 201, purl.slice(0, 20));
    assert.equal(answer.noData, 1, purl.slice(0, 20));
    assert.ok(
      answer.findings.some(({ pointer }) => pointer === '/components/1/purl'),
      JSON.stringify(answer.findings),
    );
  }
});

test('says how many more were wrong when there are too many to show', async () => {
  const { status, answer } = await upload(
    cyclonedx(Array.from({ length: 500 }, () => part({ purl: 'none' })).concat(whole)),
  );
  assert.equal(status, 201);
  assert.equal(answer.noData, 500);
  assert.ok(answer.findings.length <= 100);
});

test('a system has a name of its operator’s', async () => {
  for (const name of ['', ' ', 'x'.repeat(101), 'a\0b']) {
    const { status, answer } = await upload(cyclonedx([whole]), name);
    assert.equal(status, 422, JSON.stringify(name));
    assert.match(answer.errors?.[0]?.pointer ?? '', /\/name$/);
  }
  for (const name of ['Röntgen 2, Keller', '../../etc', '<script>', "'; drop table", '病院'])
    assert.equal((await upload(cyclonedx([whole]), name)).status, 201, name);
  const again = await upload(cyclonedx([whole]), 'Röntgen 2, Keller');
  assert.equal(again.status, 201);
  const response = await stage.must('operator', 200, {
    method: 'GET',
    path: '/api/systems?limit=100',
  });
  const { items } = (await response.json()) as { items: { name: string }[] };
  assert.equal(items.filter(({ name }) => name === 'Röntgen 2, Keller').length, 1);
});

test('refuses a type it does not know, and a file past the limit', async () => {
  const type = { 'content-type': 'application/zip' };
  const wrong = await upload(cyclonedx([whole]), 'typed', type);
  assert.deepEqual([wrong.status, wrong.answer.code], [415, 'unsupported_media_type']);
  const large = await upload(Buffer.alloc(33 * 1024 * 1024, 0x20), 'large');
  assert.deepEqual([large.status, large.answer.code], [413, 'too_large']);
});

test('two uploads of one system at once leave one inventory, whole', async () => {
  const bodies = [1, 2].map((version) =>
    cyclonedx(
      Array.from({ length: 200 }, (_, n) =>
        part({ purl: `pkg:npm/part-${n}@${version}.0.0`, version: `${version}.0.0` }),
      ),
    ),
  );
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) => upload(bodies[index % 2] ?? bodies[0]!, 'contested')),
  );
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [201]);
  const { rows } = await stage.asOwner<{ n: string; versions: string }>(
    `select count(*) as n, count(distinct version) as versions from matching.component c
     join operators.system s on s.id = c.inventory_id where s.name = 'contested'`,
  );
  assert.deepEqual([Number(rows[0]?.n), Number(rows[0]?.versions)], [200, 1]);
});

test('none of this was a defect of ours', () => {
  assert.deepEqual(defects, []);
});
