/** Requests that are not in order: forged cursors, foreign bytes, odd sizes. Each a problem, none a defect. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { Stage } from '#test/permissions';
import { startTestServer, type TestServer } from '#test/server';

let server: TestServer;
let stage: Stage;
let reportId: string;
let caseId: string;
const defects: string[] = [];
const consoleError = console.error;

before(async () => {
  console.error = (...words: unknown[]) => void defects.push(words.map(String).join(' '));
  server = await startTestServer();
  stage = new Stage(server);
  caseId = await stage.case('open');
  reportId = await stage.submit();
  await stage.action('due');
  await server.sequence();
});
after(async () => {
  console.error = consoleError;
  await server.close();
});

interface Problem {
  code: string;
  status: number;
  type: string;
  title: string;
  detail: string;
  instance: string;
  errors?: { pointer: string; detail: string }[];
}

type Who = 'finder' | 'coordinator' | 'operator' | 'nobody';

/** The problem that a request is answered with; anything else fails. */
async function problemOf(
  who: Who,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Problem> {
  const sender = await stage.requests.as(who);
  const response = await stage.requests.send(sender, { method, path, body, headers });
  const text = await response.text();
  const where = `${who} ${method} ${path}: ${response.status} ${text.slice(0, 300)}`;
  assert.ok(response.status >= 400 && response.status < 500, where);
  assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/, where);
  const problem = JSON.parse(text) as Problem;
  assert.equal(problem.status, response.status, where);
  assert.equal(problem.type, `/docs/problems#${problem.code}`);
  assert.match(problem.instance, /^req_[0-9a-z]{26}$/);
  assert.ok(problem.detail.length > 10 && problem.title.length > 3, where);
  for (const { pointer, detail } of problem.errors ?? []) {
    assert.match(pointer, /^(\/|$)/, where);
    assert.ok(detail.length > 5, where);
  }
  return problem;
}

const lists: [who: Who, path: () => string][] = [
  ['finder', () => '/api/tokens'],
  ['finder', () => '/api/reports'],
  ['finder', () => `/api/reports/${reportId}/events`],
  ['coordinator', () => '/api/reports'],
  ['coordinator', () => '/api/cases'],
  ['coordinator', () => `/api/cases/${caseId}/events`],
  ['nobody', () => '/api/advisories'],
  ['operator', () => '/api/systems'],
  ['operator', () => '/api/actions'],
];

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const forged = [
  'x',
  '!!!',
  'null',
  encoded(null),
  encoded([]),
  encoded({}),
  encoded([1]),
  encoded([1, 2]),
  encoded([null]),
  encoded([['a']]),
  encoded(['a\0b']),
  encoded(['\ud800', 'x']),
  encoded(['yesterday', 'report_x']),
  encoded(['infinity', 'report_x']),
  encoded(['2026-02-31T00:00:00.000Z', 'report_x']),
  encoded(['2026-13-01T00:00:00.000Z', 'x']),
  encoded(["2026-11-20T00:00:00.000Z'; drop table x; --", 'x']),
  encoded(['2026-11-20T00:00:00.000Z', "x' or true --"]),
  encoded(['2026-11-20T00:00:00.000Z', 'x', 'y']),
  encoded(['a'.repeat(200)]),
  'A'.repeat(513),
];

test('a forged cursor is the caller’s mistake, on every list', async () => {
  for (const [who, path] of lists)
    for (const cursor of forged) {
      const problem = await problemOf(who, 'GET', `${path()}?cursor=${encodeURIComponent(cursor)}`);
      assert.equal(problem.code, 'invalid_input', `${path()} ${cursor}`);
      assert.match(problem.errors?.[0]?.pointer ?? '', /\/cursor$/);
    }
});

test('a cursor of one list shows nothing more on another', async () => {
  for (let index = 0; index < 3; index++) await stage.submit();
  const page = await stage.must('finder', 200, { method: 'GET', path: '/api/reports?limit=1' });
  const { nextCursor } = (await page.json()) as { nextCursor: string };
  assert.ok(nextCursor);
  const own = await stage.must('rival', 200, {
    method: 'GET',
    path: `/api/reports?cursor=${nextCursor}`,
  });
  assert.deepEqual(((await own.json()) as { items: unknown[] }).items, []);
  const events = await problemOf(
    'finder',
    'GET',
    `/api/reports/${reportId}/events?cursor=${nextCursor}`,
  );
  assert.equal(events.code, 'invalid_input');
});

test('pages follow each other without a gap or a repeat, whatever their size', async () => {
  const idsBy = async (limit: number): Promise<string[]> => {
    const found: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 50; page++) {
      const path = `/api/reports?limit=${limit}${cursor === undefined ? '' : `&cursor=${cursor}`}`;
      const response = await stage.must('coordinator', 200, { method: 'GET', path });
      const { items, nextCursor } = (await response.json()) as {
        items: { id: string }[];
        nextCursor?: string;
      };
      assert.ok(items.length <= limit);
      found.push(...items.map(({ id }) => id));
      if (nextCursor === undefined) return found;
      cursor = nextCursor;
    }
    throw new Error('pages without end');
  };
  const whole = await idsBy(100);
  assert.ok(whole.length >= 5);
  assert.equal(new Set(whole).size, whole.length);
  for (const limit of [1, 2, 3]) assert.deepEqual(await idsBy(limit), whole);
});

test('a page is at least one and at most a hundred', async () => {
  for (const [who, path] of lists)
    for (const limit of ['0', '-1', '101', '1.5', 'many', '1e9', '', '1&limit=2']) {
      const problem = await problemOf(who, 'GET', `${path()}?limit=${limit}`);
      assert.deepEqual(
        [problem.code, problem.errors?.[0]?.pointer],
        ['invalid_input', '/querystring/limit'],
      );
    }
});

const ids = [
  ['GET', '/api/reports/ID', 'finder'],
  ['GET', '/api/reports/ID/events', 'finder'],
  ['GET', '/api/reports/ID/live', 'finder'],
  ['GET', '/api/reports/ID/bundle?purpose=test', 'finder'],
  ['GET', '/api/cases/ID', 'coordinator'],
  ['POST', '/api/cases/ID/owner', 'coordinator'],
  ['GET', '/api/cases/ID/advisory', 'coordinator'],
  ['GET', '/api/advisories/ID', 'nobody'],
  ['GET', '/advisories/ID/csaf.json', 'nobody'],
  ['POST', '/api/advisories/ID/publication', 'coordinator'],
  ['GET', '/api/receipts/ID', 'operator'],
  ['DELETE', '/api/tokens/ID', 'finder'],
] as const;

test('an id of any size and of any bytes is answered, and names nothing', async () => {
  for (const [method, template, who] of ids)
    for (const id of [
      'x',
      'a'.repeat(65),
      'a'.repeat(5000),
      '%00',
      'report_%00x',
      '%ff',
      '%F0%9F%92%A9',
      '..%2f..%2fetc',
      "'%20or%20true",
      '%',
      '%zz',
      '__proto__',
      'constructor',
    ]) {
      const problem = await problemOf(who, method, template.replace('ID', id));
      assert.ok(
        ['not_found', 'invalid_input', 'malformed_request'].includes(problem.code),
        `${id} ${problem.code}`,
      );
    }
});

test('a NUL or half a character in a body is named by its place', async () => {
  const note = (value: string) => ({ note: value });
  for (const value of ['a\0b', 'a\ud800b', '\udc00']) {
    const problem = await problemOf('operator', 'POST', '/api/actions/action_x/done', note(value));
    assert.deepEqual([problem.code, problem.errors?.[0]?.pointer], ['invalid_input', '/body/note']);
    const draft = { title: 'x', extra: [{ deep: value }] };
    const nested = await problemOf('coordinator', 'POST', `/api/cases/${caseId}/advisory`, draft);
    assert.equal(nested.errors?.[0]?.pointer, '/body/extra/0/deep');
  }
  const named = await problemOf('coordinator', 'POST', `/api/cases/${caseId}/advisory`, {
    'a\0': 1,
  });
  assert.equal(named.code, 'invalid_input');
  const system = await problemOf('operator', 'POST', '/api/systems?name=a%00b', Buffer.from('{}'));
  assert.equal(system.errors?.[0]?.pointer, '/query/name');
});

test('a body that is not what it says is refused before anything reads it', async () => {
  const json = { 'content-type': 'application/json' };
  const path = '/api/tokens';
  const bytes = (text: string) => Buffer.from(text, 'latin1');
  for (const [body, code] of [
    ['', 'malformed_request'],
    ['{', 'malformed_request'],
    ['{"label":', 'malformed_request'],
    ['nonsense', 'malformed_request'],
    ['\xff\xfe{}', 'malformed_request'],
    ['{"__proto__":{"x":1}}', 'malformed_request'],
    ['[]', 'invalid_input'],
    ['null', 'invalid_input'],
    ['"text"', 'invalid_input'],
    ['{}', 'invalid_input'],
    ['['.repeat(200_000), 'malformed_request'],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'invalid_input'],
    [`{"label":"${'x'.repeat(1 << 20)}"}`, 'too_large'],
  ] as const) {
    const problem = await problemOf('finder', 'POST', path, bytes(body), json);
    assert.equal(problem.code, code, body.slice(0, 30));
  }
  for (const type of [
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
  ]) {
    const problem = await problemOf('finder', 'POST', path, bytes('{}'), { 'content-type': type });
    assert.equal(problem.code, 'unsupported_media_type', type);
  }
});

test('a deep draft is refused with its place, not by running out of stack', async () => {
  const deep = `{"title":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`;
  const problem = await problemOf(
    'coordinator',
    'POST',
    `/api/cases/${caseId}/advisory`,
    Buffer.from(deep),
    { 'content-type': 'application/json' },
  );
  assert.equal(problem.code, 'advisory_invalid');
  assert.ok(problem.errors?.some(({ pointer }) => pointer === '/title'));
});

test('opening sealed content needs a purpose of its own words', async () => {
  for (const query of [
    '',
    '?purpose=',
    '?purpose=ab',
    '?purpose=%20%20%20%20',
    `?purpose=${'x'.repeat(201)}`,
    '?purpose=a%00bc',
    '?purpose=abc&purpose=def',
  ]) {
    const problem = await problemOf('finder', 'GET', `/api/reports/${reportId}/bundle${query}`);
    assert.equal(problem.code, 'invalid_input', query);
    assert.match(problem.errors?.[0]?.pointer ?? '', /\/purpose$/, query);
  }
});

test('what is no route is a problem, with every method and for every asker', async () => {
  for (const path of [
    '/api',
    '/api/',
    '/api/none',
    '/api/reports/',
    '//api/reports',
    '/api/../etc/passwd',
    '/%2e%2e/package.json',
    '/.sallyport',
    '/docs/../package.json',
  ])
    for (const method of ['GET', 'POST', 'DELETE']) {
      const problem = await problemOf('nobody', method, path);
      assert.equal(problem.code, 'not_found', `${method} ${path}`);
    }
  for (const method of ['PUT', 'PATCH', 'OPTIONS', 'DELETE'])
    assert.equal((await problemOf('coordinator', method, '/api/cases')).code, 'not_found', method);
});

test('a live view with a forged place ends, and harms nobody', async () => {
  for (const cursor of ['x', encoded(['x']), encoded(['\0'])]) {
    const response = await stage.requests.send(await stage.requests.as('finder'), {
      method: 'GET',
      path: `/api/reports/${reportId}/live`,
      headers: { 'last-event-id': cursor },
    });
    assert.equal(response.status, 200);
    assert.equal(await response.text(), '');
  }
});

/** Bytes as they are, for what no HTTP client would send. */
async function raw(bytes: string): Promise<string> {
  const { port, hostname } = new URL(server.url);
  return await new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes, 'latin1'));
    let text = '';
    socket.setTimeout(10_000, () => socket.destroy(new Error('no answer')));
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    socket.on('end', () => resolve(text));
    // Hanging up on bytes it will not read is an answer too.
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' ? resolve(text) : reject(error),
    );
  });
}

test('what is not HTTP gets an answer that says nothing of us', async () => {
  const host = new URL(server.url).host;
  const requests = [
    'hello\r\n\r\n',
    `GET / HTTP/1.1\r\nHost: ${host}\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`,
    `GET /\x00 HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
    `POST /api/tokens HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    `GET /api/session HTTP/1.1\r\nHost: ${host}\r\nContent-Length: -1\r\n\r\n`,
  ];
  for (const bytes of requests) {
    const answer = await raw(bytes);
    assert.match(answer, /^(HTTP\/1\.1 4\d\d |$)/, answer.slice(0, 200));
    assert.doesNotMatch(answer, /node_modules|\.ts|stack|fastify/i, answer);
  }
});

test('a page that points its own name at this server gets nothing from it', async () => {
  const port = new URL(server.url).port;
  const ask = (host: string) =>
    raw(`GET /api/local/people HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  for (const host of [
    'evil.example',
    `evil.example:${port}`,
    `127.0.0.1.evil.example:${port}`,
    '',
  ]) {
    const answer = await ask(host);
    assert.match(answer, /^HTTP\/1\.1 400 /, host);
    assert.doesNotMatch(answer, /Ada Finch/);
  }
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`])
    assert.match(await ask(host), /^HTTP\/1\.1 200 [^]*Ada Finch/, host);
});

test('after all this the server answers as before, and none of it was a defect of ours', async () => {
  await stage.must('coordinator', 200, { method: 'GET', path: `/api/cases/${caseId}` });
  await stage.submit();
  assert.deepEqual(defects, []);
});
