/** Bad bundles over HTTP: each gets a problem that names the place and the mend, and nothing is kept. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { archiveOf, Stage } from '#test/permissions';
import { startTestServer, type TestServer } from '#test/server';
import { bundleWhere, bundleWith, tarOf } from './archives.ts';

let server: TestServer;
let stage: Stage;
let key = 0;
const defects: string[] = [];
const consoleError = console.error;

before(async () => {
  console.error = (...words: unknown[]) => void defects.push(words.map(String).join(' '));
  server = await startTestServer({ config: { intakeWaitingMax: 50 } });
  stage = new Stage(server);
});
after(async () => {
  console.error = consoleError;
  await server.close();
});

interface Problem {
  code: string;
  detail: string;
  errors?: { pointer: string; detail: string }[];
}

async function submit(
  body: Uint8Array,
  headers: Record<string, string> = {},
  role: 'finder' | 'rival' = 'finder',
): Promise<{ status: number; problem: Problem; answer: { reportId: string; receivedAt: string } }> {
  const response = await stage.requests.send(await stage.requests.as(role), {
    method: 'POST',
    path: '/api/reports',
    body,
    headers: {
      'content-type': 'application/gzip',
      'idempotency-key': `intake-key-${++key}`,
      ...headers,
    },
  });
  const answer = (await response.json()) as never;
  return { status: response.status, problem: answer, answer };
}

async function kept(): Promise<number[]> {
  const { rows } = await stage.asOwner<{ n: string }>(
    `select count(*) as n from clearinghouse.report union all select count(*) from zone_outer.blob
     union all select count(*) from zone_outer.event`,
  );
  return rows.map(({ n }) => Number(n));
}

const text = (value: string) => Buffer.from(value);
const zeros = (mebibytes: number) => gzipSync(Buffer.alloc(mebibytes * 1024 * 1024), { level: 9 });
const provenance = (change: object) =>
  bundleWhere((report) => ({
    ...report,
    provenance: { ...(report['provenance'] as object), ...change },
  }));

/** What is wrong, the bytes, and where the problem must point. */
const bad: [what: string, body: () => Uint8Array, pointer: RegExp][] = [
  ['nothing at all', () => new Uint8Array(0), /^$/],
  ['no gzip', () => text('hello'), /^$/],
  ['a gzip cut short', () => archiveOf().subarray(0, 200), /^$/],
  ['a changed byte in the gzip', () => flipped(archiveOf()), /^$/],
  ['no tar in the gzip', () => gzipSync(randomBytes(5000)), /^$/],
  ['an empty archive', () => gzipSync(tarOf([])), /^$/],
  ['a bomb of zeros', () => zeros(200), /^$/],
  [
    'a bomb inside one file',
    () => bundleWith({ name: 'zeros', body: Buffer.alloc(70 << 20) }),
    /^$/,
  ],
  ['a size that is not there', () => bundleWith({ name: 'x', claimedBytes: 2 ** 31 }), /^$/],
  ['a name that climbs out', () => bundleWith({ name: '../../etc/cron.d/x' }), /^$/],
  ['a climb in the middle of a name', () => bundleWith({ name: 'a/../../x' }), /^$/],
  ['an absolute name', () => bundleWith({ name: '/etc/passwd' }), /^$/],
  ['a name of another system', () => bundleWith({ name: 'C:\\x' }), /^$/],
  ['a name that is not UTF-8', () => bundleWith({ name: Uint8Array.of(0x61, 0xff, 0xfe) }), /^$/],
  ['a name with a control character', () => bundleWith({ name: 'a\x07b' }), /^$/],
  ['a symbolic link', () => bundleWith({ name: 'l', type: '2', linkName: '/etc/passwd' }), /^$/],
  ['a hard link', () => bundleWith({ name: 'l', type: '1', linkName: 'report.json' }), /^$/],
  ['a device', () => bundleWith({ name: 'd', type: '3' }), /^$/],
  ['a pipe', () => bundleWith({ name: 'p', type: '6' }), /^$/],
  ['one name twice', () => bundleWith({ name: 'benign.txt', body: text('other') }), /^$/],
  ['two names that are one elsewhere', () => bundleWith({ name: 'BENIGN.txt' }), /^$/],
  ['a file that is also a folder', () => bundleWith({ name: 'benign.txt/inside' }), /^$/],
  ['no report.json', () => gzipSync(tarOf([{ name: 'x' }])), /^$/],
  ['a report.json that is no JSON', () => bundleWhere(text('{"a":')), /^$/],
  ['a report.json that is a list', () => bundleWhere(text('[]')), /^$/],
  ['a report.json that is not UTF-8', () => bundleWhere(Buffer.from([0x22, 0xff, 0x22])), /^$/],
  ['a report.json a thousand deep', () => bundleWhere(text('['.repeat(5000))), /^$/],
  ['a report.json of 2 MiB', () => bundleWhere(text(`"${'x'.repeat(2 << 20)}"`)), /^$/],
  ['an unknown field', () => bundleWhere((report) => ({ ...report, titel: 'x' })), /^\/titel$/],
  ['no title', () => bundleWhere((report) => ({ ...report, title: undefined })), /^\/title$/],
  [
    'a title of two lines',
    () => bundleWhere((report) => ({ ...report, title: 'a\nb' })),
    /^\/title$/,
  ],
  [
    'a title with a NUL',
    () => bundleWhere((report) => ({ ...report, title: 'a\0b' })),
    /^\/title$/,
  ],
  ['a title that is half a character', () => bundleWhere(text(withHalf('title'))), /^\/title$/],
  [
    'a purl that is not one',
    () => bundleWhere((r) => ({ ...r, target: { purl: 'npm:x' } })),
    /^\/target\/purl$/,
  ],
  [
    'a file that is not there',
    () => bundleWhere((r) => ({ ...r, benign: { stdin: 'none' } })),
    /^\/benign\/stdin$/,
  ],
  [
    'no privacy of the tool',
    () => provenance({ toolPrivacy: undefined }),
    /^\/provenance\/toolPrivacy$/,
  ],
  ['a made-up privacy', () => provenance({ toolPrivacy: 'secret' }), /^\/provenance\/toolPrivacy$/],
  [
    'nobody who signed',
    () => provenance({ humanSigner: { name: '' } }),
    /^\/provenance\/humanSigner\/name$/,
  ],
];

function flipped(archive: Uint8Array): Uint8Array {
  const copy = Buffer.from(archive);
  copy[copy.length - 6] = (copy[copy.length - 6] ?? 0) ^ 0xff;
  return copy;
}

function withHalf(field: string): string {
  let written = '';
  bundleWhere((report) => {
    written = JSON.stringify({ ...report, [field]: 'HALF' }).replace('HALF', 'a\\ud800b');
    return report;
  });
  return written;
}

for (const [what, body, pointer] of bad)
  test(`refuses ${what}`, async () => {
    const before = await kept();
    const { status, problem } = await submit(body());
    assert.deepEqual([status, problem.code], [422, 'bundle_invalid'], JSON.stringify(problem));
    const [first] = problem.errors ?? [];
    assert.match(first?.pointer ?? 'no pointer', pointer, JSON.stringify(problem.errors));
    assert.ok((first?.detail.length ?? 0) > 10, 'says how to mend it');
    assert.doesNotMatch(JSON.stringify(problem), /\bat \w+ \(|node:|\.ts:\d/, 'no insides');
    assert.deepEqual(await kept(), before);
  });

test('refuses other content types, and says which to send', async () => {
  for (const type of [
    'application/json',
    'application/octet-stream',
    'text/plain',
    'multipart/form-data; boundary=x',
  ]) {
    const { status, problem } = await submit(archiveOf(), { 'content-type': type });
    assert.deepEqual([status, problem.code], [415, 'unsupported_media_type'], type);
  }
});

test('refuses a missing, short, long or invisible idempotency key', async () => {
  for (const value of ['', 'short', 'x'.repeat(201), 'with space', 'tab\there', 'café-key']) {
    const { status, problem } = await submit(archiveOf(), {
      'idempotency-key': Buffer.from(value, 'utf8').toString('latin1'),
    });
    assert.deepEqual([status, problem.code], [400, 'idempotency_key_missing'], value);
    assert.match(problem.detail, /8 to 200/);
  }
});

test('cuts off a bundle of two gigabytes when it passes the limit', async () => {
  const { cookie } = (await stage.requests.as('finder')) as { cookie: string };
  const chunk = Buffer.alloc(1024 * 1024, 1);
  const { status, sentMebibytes } = await new Promise<{ status: number; sentMebibytes: number }>(
    (resolve, reject) => {
      let sentMebibytes = 0;
      const sending = request(`${server.url}/api/reports`, {
        method: 'POST',
        headers: {
          cookie,
          'sec-fetch-site': 'same-origin',
          'content-type': 'application/gzip',
          'idempotency-key': 'two-gigabytes',
          'transfer-encoding': 'chunked',
        },
      });
      let answered: number | undefined;
      sending.on('response', (response) => {
        answered = response.statusCode;
        response.resume();
        resolve({ status: answered ?? 0, sentMebibytes });
      });
      // Once it has answered, the server hangs up on what still comes.
      sending.on('error', (error) => (answered === undefined ? reject(error) : undefined));
      const more = (): void => {
        while (sentMebibytes < 2048 && answered === undefined && !sending.destroyed) {
          sentMebibytes += 1;
          if (!sending.write(chunk)) return void sending.once('drain', more);
        }
      };
      more();
    },
  );
  assert.equal(status, 413);
  assert.ok(sentMebibytes < 256, `${sentMebibytes} MiB were taken`);
});

test('one key, one report: repeated, in parallel, and never another’s content', async () => {
  const headers = { 'idempotency-key': 'the-very-same-key' };
  const body = archiveOf({ title: 'sent twenty times' });
  const answers = await Promise.all(Array.from({ length: 20 }, () => submit(body, headers)));
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [202]);
  assert.equal(new Set(answers.map(({ answer }) => answer.reportId)).size, 1);
  assert.equal(new Set(answers.map(({ answer }) => answer.receivedAt)).size, 1);
  const [first] = answers;
  const repeated = await submit(body, headers);
  assert.deepEqual(repeated.answer, first?.answer);

  const other = await submit(archiveOf({ title: 'something else' }), headers);
  assert.deepEqual([other.status, other.problem.code], [409, 'idempotency_conflict']);
  // Keys are each organisation's own.
  const rival = await submit(archiveOf({ title: 'something else' }), headers, 'rival');
  assert.equal(rival.status, 202);
  assert.notEqual(rival.answer.reportId, first?.answer.reportId);

  const { rows } = await stage.asOwner<{ reports: number; events: number; blobs: number }>(
    `select (select count(*) from clearinghouse.report where idempotency_key = 'the-very-same-key') as reports,
            (select count(*) from zone_outer.event where type = 'clearinghouse.report_received' and subject = any($1)) as events,
            (select count(*) from zone_outer.blob where subject = any($1)) as blobs`,
    [[first?.answer.reportId, rival.answer.reportId]],
  );
  assert.deepEqual(rows, [{ reports: 2, events: 2, blobs: 2 }]);
});

test('two contents race for one key: one wins, the other is told', async () => {
  const headers = { 'idempotency-key': 'a-contested-key' };
  const bodies = ['left', 'right'].map((title) => archiveOf({ title }));
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) => submit(bodies[index % 2] ?? text(''), headers)),
  );
  const ids = new Set(
    answers.filter(({ status }) => status === 202).map(({ answer }) => answer.reportId),
  );
  assert.equal(ids.size, 1);
  const refused = answers.filter(({ status }) => status !== 202);
  assert.equal(refused.length, 5);
  for (const { problem } of refused) assert.equal(problem.code, 'idempotency_conflict');
});

test('the receipt says whether an embargo is possible, for every kind of tool, and promises nothing', async () => {
  const expected = { private: 'eligible', enterprise: 'eligible', public: 'none', unknown: 'none' };
  for (const [toolPrivacy, eligibility] of Object.entries(expected)) {
    const { status, answer } = await submit(
      archiveOf({ title: toolPrivacy, toolPrivacy: toolPrivacy as 'private' }),
    );
    assert.equal(status, 202);
    const { embargo, notice } = answer as unknown as {
      embargo: { eligibility: string; because: string };
      notice: string;
    };
    assert.equal(embargo.eligibility, eligibility, toolPrivacy);
    assert.match(notice, /^No protection promised\./);
  }
});

test('when the backlog is full, refuses with a time to come back, and takes reports again', async () => {
  for (let index = 0; index < 60; index++) await stage.submit().catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 1100));
  const before = await kept();
  const response = await stage.requests.send(await stage.requests.as('finder'), {
    method: 'POST',
    path: '/api/reports',
    body: archiveOf(),
    headers: { 'content-type': 'application/gzip', 'idempotency-key': 'one-too-many' },
  });
  assert.equal(response.status, 429);
  assert.equal(response.headers.get('retry-after'), '60');
  assert.equal(((await response.json()) as Problem).code, 'intake_full');
  assert.deepEqual(await kept(), before);
  await stage.asOwner(`update clearinghouse.report set state = 'not_confirmed'`);
  await new Promise((resolve) => setTimeout(resolve, 1100));
  assert.equal((await submit(archiveOf())).status, 202);
});

test('none of this was a defect of ours', () => {
  assert.deepEqual(defects, []);
});
