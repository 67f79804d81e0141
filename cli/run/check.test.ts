/**
 * `run check`: calls that really went through a gateway, over TLS, in a journal as the engine writes it, held
 * against the log that the gateway then had. And what a runner might change, each found at its line.
 */
import assert from 'node:assert/strict';
import { generateKeyPairSync, hash, type KeyObject } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import { HttpEndpoint, type Entry } from '#evaluation/engine';
import { bodiesPath, entryBundlePath, newSigner, tilePath } from '#standards/tlog';
import { selfSigned, selfSignedServer, spkiSha256 } from '#standards/x509';
import { startModel } from '#test/model';
import { startTestGateway, type TestGateway } from '../../gateway/gateway.fixture.ts';
import { callsMade, type CallsMade } from '../../src/evaluation/engine/engine.fixture.ts';
import { termsAt } from '../../src/gateway/grant.fixture.ts';
import { assertEnded, sallyport, type Ended } from '../program.fixture.ts';
import { writeJournal } from './journal.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-check-'));
const at = (name: string) => join(folder, name);
const closing: (() => Promise<void>)[] = [];

let gateway: TestGateway;
let endpoint: HttpEndpoint;
/** Of one sample with two calls, the second in the same conversation. */
let entries: Entry[];
let frame: CallsMade['frame'];

before(async () => {
  const pem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }) as string;
  const newKey = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
  const now = Date.now();
  const validity = { from: new Date(now - 60_000), until: new Date(now + 86_400_000) };
  const [runnerKey, listenerKey] = [newKey(), newKey()];
  const cert = selfSigned({ ...validity, privateKey: runnerKey, name: 'runner' });
  const listener = selfSignedServer({
    ...{ ...validity, privateKey: listenerKey, name: 'gateway', hosts: ['127.0.0.1'] },
  });
  const model = await startModel({ models: ['larch-9'] });
  const usual = termsAt(new Date());
  gateway = await startTestGateway({
    upstream: model.url,
    isTls: true,
    terms: { runner: { ...usual.runner, keySha256: spkiSha256(cert) } },
    change: { tls: { key: pem(listenerKey), cert: listener } },
  });
  endpoint = new HttpEndpoint(`${gateway.gateway.url}/v1`, 'larch-9', null, 2, {
    ...{ cert, key: pem(runnerKey), ca: listener },
  });
  closing.push(
    () => endpoint.close(),
    () => gateway.close(),
    () => model.close(),
  );
  ({ entries, frame } = await callsMade(endpoint, 'task-0/default#1', [
    'What is in flag.txt?',
    'Say it again, with “quotes” and ünïcode.',
  ]));
  await exportLog('log');
});

after(async () => {
  for (const close of closing) await close();
  rmSync(folder, { recursive: true, force: true });
});

/** What a reader pulls from a gateway, once its newest checkpoint covers all of it. */
async function exportLog(name: string): Promise<void> {
  const { ledger } = gateway.gateway.desk;
  const end = performance.now() + 20_000;
  const sizeOf = () => Number(ledger.published?.split('\n')[1] ?? 0);
  while (sizeOf() < ledger.size) {
    if (performance.now() > end) throw new Error('no checkpoint came');
    await sleep(50);
  }
  const width = sizeOf();
  const put = (path: string, bytes: string | Uint8Array) => {
    mkdirSync(dirname(join(at(name), path)), { recursive: true });
    writeFileSync(join(at(name), path), bytes);
  };
  put('checkpoint', ledger.published ?? '');
  const tile = { level: 0, index: 0, width };
  put(tilePath(tile), await ledger.readTile(tile));
  put(entryBundlePath(0, width), await ledger.readBundle(0, width));
  put(bodiesPath(0), await ledger.readBodies(0));
}

function journal(name: string, given: readonly Entry[]): string {
  writeJournal(at(name), given, undefined, { plain: frame });
  return at(name);
}

async function check(path: string, ...more: string[]): Promise<Ended> {
  const trusted = ['--key', gateway.signer.key.vkey];
  const witnesses = gateway.witnesses.flatMap(({ key }) => ['--witness', key.vkey]);
  return await sallyport([
    'run',
    'check',
    path,
    '--ledger',
    at('log'),
    ...trusted,
    ...witnesses,
    ...more,
  ]);
}

/** The entries with one call changed. */
const changed = (place: number, change: (call: Entry & { kind: 'call' }) => Partial<Entry>) =>
  entries.map((entry, where) =>
    where === place && entry.kind === 'call' ? ({ ...entry, ...change(entry) } as Entry) : entry,
  );

test('every call of a journal stands in the gateway’s log, request and answer', async () => {
  const checked = await check(journal('whole.jsonl', entries), '--sole');
  assertEnded(checked, 0, /^the journal stands in the log\n/);
  assert.match(checked.out, /requests +2 stand in the log[^]*answers +2 stand there too/);
  assert.match(checked.out, new RegExp(`grant +${gateway.digest}`));
  assert.match(checked.out, /not named +0 requests/);
});

test('a call that was left out is a request that the journal does not name', async () => {
  const path = journal('less.jsonl', entries.slice(0, 2));
  assertEnded(await check(path), 0, /not named +1 requests[^]*or they were left out/);
  const sole = await check(path, '--sole');
  assert.equal(sole.code, 1);
  assert.match(sole.out, /^the journal DOES NOT STAND/);
});

test('another question, another answer, a receipt used twice or of nowhere: each is found at its line', async () => {
  const receiptOf = (entry: Entry | undefined) =>
    entry?.kind === 'call' ? (entry.tries[0]?.receipt ?? '') : '';
  const triedWith = (receipt: string) => () => ({
    tries: [{ ms: 1, status: 200, fault: null, waitedMs: 0, receipt }],
  });
  const salt = receiptOf(entries[1]).split(' ')[1] ?? '';
  const other = { role: 'user' as const, content: 'What is in flag2.txt?' };
  const forged = hash('sha256', `${frame.before}${JSON.stringify(other)}${frame.after}`);
  const cases: [string, Entry[], RegExp][] = [
    [
      'asked',
      changed(1, () => ({ messages: [other], requestSha256: forged })).slice(0, 2),
      /line 4: the request is not the one that entry \d+ commits to/,
    ],
    [
      'answered',
      changed(1, () => ({ answer: { text: '{"choices":[]}' } })),
      /line 4: the answer is not the one/,
    ],
    [
      'twice',
      changed(2, triedWith(receiptOf(entries[1]))),
      /line 5: entry \d+ is named by line 4 already/,
    ],
    [
      'nowhere',
      changed(2, triedWith(`99999 ${salt}`)),
      /line 5: entry 99999 of the log is no request/,
    ],
    ['own', changed(1, triedWith(`0 ${salt}`)), /line 4: entry 0 of the log is no request/],
  ];
  for (const [name, given, words] of cases) {
    const found = await check(journal(`${name}.jsonl`, given));
    assert.equal(found.code, 1, name);
    assert.match(found.out, words, name);
  }
});

test('a journal whose messages do not make its requests is refused before anything is compared', async () => {
  const path = journal(
    'unmade.jsonl',
    changed(1, () => ({ requestSha256: 'ab'.repeat(32) })),
  );
  assertEnded(await check(path), 3, /line 4 .* its messages do not make/);
});

test('a journal without receipts has nothing to be looked for', async () => {
  const bare = entries.map((entry) =>
    entry.kind === 'call'
      ? { ...entry, tries: entry.tries.map(({ receipt: _, ...rest }) => rest) }
      : entry,
  );
  assertEnded(await check(journal('bare.jsonl', bare)), 2, /names no receipt/);
});

test('a log that does not hold, or is another’s, holds no call', async () => {
  const path = journal('sound.jsonl', entries);
  cpSync(at('log'), at('altered'), { recursive: true });
  const bodies = join(at('altered'), bodiesPath(0));
  writeFileSync(bodies, readFileSync(bodies, 'utf8').replace('"requestBytes', '"requestBytez'));
  const own = ['--key', gateway.signer.key.vkey];
  const altered = await sallyport(['run', 'check', path, '--ledger', at('altered'), ...own]);
  assertEnded(altered, 1, /does not hold/);
  const stranger = ['--key', newSigner(gateway.signer.key.name).key.vkey];
  assertEnded(
    await sallyport(['run', 'check', path, '--ledger', at('log'), ...stranger]),
    1,
    /does not hold/,
  );
  assertEnded(await sallyport(['run', 'check', path, '--ledger', at('log')]), 3, /names no key/);
  assertEnded(await sallyport(['run', 'check', path, ...own]), 3, /give `--ledger`/);
  assertEnded(await sallyport(['run', 'check', at('none'), '--ledger', at('log'), ...own]), 3);
  assertEnded(
    await sallyport(['run', 'check', path, '--ledger', at('none'), ...own]),
    3,
    /neither/,
  );
});
