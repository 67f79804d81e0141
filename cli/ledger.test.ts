/** `sallyport ledger verify` as somebody uses it who trusts neither side: from a folder and from a server. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { formatProofFile, inclusionProof, newSigner, type LogReport } from '#standards/tlog';
import { makeLog, testOrigin, tilesIn, writeLog } from '#test/tlog';

const made = makeLog({ size: 300, earlier: [100] });
const logKey = made.log.key.vkey;
const witnesses = made.witnesses.flatMap(({ key }) => ['--witness', key.vkey]);
const trusted = ['--key', logKey, ...witnesses];

const folder = mkdtempSync(path.join(tmpdir(), 'sallyport-ledger-'));
const sound = path.join(folder, 'sound');
writeLog(made.files, sound);
after(() => rmSync(folder, { recursive: true, force: true }));

/** A copy of the log with one file changed. */
function broken(name: string, change: (bytes: Buffer) => Uint8Array | undefined): string {
  const files = new Map(made.files);
  const changed = change(Buffer.from(files.get(name) ?? []));
  if (changed === undefined) files.delete(name);
  else files.set(name, changed);
  const copy = mkdtempSync(path.join(folder, 'broken-'));
  writeLog(files, copy);
  return copy;
}

function written(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

async function ledger(args: string[], env: Record<string, string> = {}) {
  const main = path.join(import.meta.dirname, 'main.ts');
  const child = spawn(process.execPath, [main, 'ledger', ...args], {
    env: { ...process.env, SALLYPORT_TOKEN: '', ...env },
    timeout: 60_000,
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const status = await new Promise((resolve) => child.on('close', resolve));
  return { status, stdout, stderr };
}
const report = (stdout: string) => JSON.parse(stdout) as LogReport;

describe('a log in a folder', () => {
  test('that is sound: says what is proved and what is not, and exits 0', async () => {
    const earlier = written('earlier', made.checkpoints.get(100) as string);
    const proof = await inclusionProof(tilesIn(made), 42, 300);
    const checkpoint = made.checkpoints.get(300) as string;
    const proofFile = written('42.tlog-proof', formatProofFile({ index: 42, proof, checkpoint }));
    const { status, stdout, stderr } = await ledger([
      'verify',
      sound,
      ...trusted,
      '--since',
      earlier,
      '--proof',
      proofFile,
    ]);
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(stdout, new RegExp(`^log \`${testOrigin}\` holds at 300 entries\n`));
    const [, proves, doesNot] =
      /What this proves\n([^]*)\nWhat it does not prove\n([^]*?)\n\n/.exec(stdout) ?? [];
    assert.match(
      proves ?? '',
      /exactly these 300 entries[^]*Cosigned by[^]*100 disclosed bodies[^]*from 100 to 300[^]*entry 42/,
    );
    assert.match(doesNot ?? '', /outside the log[^]*200 withheld bodies[^]*independent/);
    assert.equal(stdout.match(/^ok /gm)?.length, 7);
  });

  test('without a key: says that it agrees with itself, and whose it is stays open', async () => {
    const { status, stdout } = await ledger(['verify', sound]);
    assert.equal(status, 0);
    assert.match(stdout, /agrees with itself at 300 entries/);
    assert.match(
      stdout,
      /What it does not prove\n- Whose log this is: its key came from the log itself/,
    );
    assert.equal(report((await ledger(['verify', sound, '--json'])).stdout).keyFrom, 'log');
  });

  test('with a flipped bit: names the place and exits 1', async () => {
    const copy = broken('tile/0/000', (bytes) =>
      bytes.fill((bytes[17 * 32] as number) ^ 1, 17 * 32, 17 * 32 + 1),
    );
    const { status, stdout } = await ledger(['verify', copy, ...trusted]);
    assert.equal(status, 1);
    assert.match(stdout, /DOES NOT HOLD/);
    assert.match(stdout, /^FAILED {2}tiles/m);
    assert.match(stdout, /^tile\/0\/000: hash 17 differs from entry 17, which was signed$/m);
  });

  test('with a truncated bundle, a missing tile, another key: each a named finding', async () => {
    const cases: [string, string[], RegExp][] = [
      [
        broken('tile/entries/000', (bytes) => bytes.subarray(0, -1)),
        trusted,
        /^tile\/entries\/000: ends within entry 255/,
      ],
      [broken('tile/0/001.p/44', () => undefined), trusted, /^tile\/0\/001\.p\/44: is missing$/],
      [
        sound,
        ['--key', newSigner(testOrigin).key.vkey],
        /^checkpoint: bears no signature of the key/,
      ],
      [
        sound,
        ['--key', newSigner('log.example/other').key.vkey],
        /^checkpoint: bears no signature of the key/,
      ],
      [
        sound,
        [...trusted, '--witness', newSigner('third.example', 'cosignature').key.vkey],
        /^checkpoint: cosigned by 2 of the 3 witnesses needed; not by `third\.example`$/,
      ],
    ];
    for (const [place, args, expected] of cases) {
      const { status, stdout } = await ledger(['verify', place, ...args, '--json']);
      const { findings, isProved } = report(stdout);
      assert.deepEqual([status, isProved], [1, false]);
      const [first] = findings;
      assert.match(`${first?.place}: ${first?.detail}`, expected);
    }
  });

  test('cannot write to the reader’s terminal', async () => {
    const keys = { origin: 'a', log: 'a\u001b]0;x\u0007+00000000+AAAA', witnesses: [] };
    const copy = broken('keys.json', () => Buffer.from(JSON.stringify(keys)));
    const { stdout, stderr } = await ledger(['verify', copy]);
    assert.doesNotMatch(stdout + stderr, /[\u0007\u001b]/);
  });
});

describe('what is asked wrongly exits 3', () => {
  for (const [what, args, expected] of [
    ['no place', ['verify'], /usage: sallyport ledger verify/],
    ['another verb', ['check', sound], /usage: sallyport ledger verify/],
    ['no such folder', ['verify', path.join(folder, 'nowhere')], /neither a folder nor/],
    ['a folder without a log', ['verify', tmpdir(), '--key', logKey], /no `checkpoint` here/],
    [
      'a mistyped key',
      ['verify', sound, '--key', logKey.replace('engagement', 'engagment')],
      /id is not that of its name/,
    ],
    ['a witness that is no witness', ['verify', sound, '--witness', logKey], /cosignature key/],
    ['a witness twice', ['verify', sound, ...witnesses, ...witnesses], /a key of its own/],
    [
      'a quorum above the witnesses',
      ['verify', sound, ...witnesses, '--quorum', '3'],
      /0 to the 2 witnesses/,
    ],
    ['a quorum that is no number', ['verify', sound, '--quorum', 'most'], /`all` or a number/],
    [
      'an earlier checkpoint that is none',
      ['verify', sound, '--since', path.join(sound, 'keys.json')],
      /a note is a text, a blank line/,
    ],
    [
      'a proof that is none',
      ['verify', sound, '--proof', path.join(sound, 'checkpoint')],
      /begins with `c2sp/,
    ],
    ['a proof that is a folder', ['verify', sound, '--proof', sound], /is not a file/],
  ] as const) {
    test(what, async () => {
      const { status, stdout, stderr } = await ledger([...args]);
      assert.deepEqual([status, stdout], [3, '']);
      assert.match(stderr, expected);
    });
  }
});

describe('a log behind an address', () => {
  const token = 'sallyport_token_for_this_test';
  let answer: (name: string, response: ServerResponse, request: IncomingMessage) => void;
  let base = '';
  const server = createServer((request, response) => {
    answer(decodeURI(request.url ?? '').slice('/logs/7/'.length), response, request);
  });
  const files: typeof answer = (name, response) => {
    const bytes = made.files.get(name);
    if (bytes === undefined) response.writeHead(404).end();
    else response.end(bytes);
  };
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/logs/7`;
  });
  after(() => server.close());

  test('is verified like a folder, with the token where one is set', async () => {
    let authorised = 0;
    answer = (name, response, request) => {
      if (request.headers.authorization !== `Bearer ${token}`) return response.writeHead(401).end();
      authorised += 1;
      return files(name, response, request);
    };
    const { status, stdout } = await ledger(['verify', base, ...trusted], {
      SALLYPORT_TOKEN: token,
    });
    assert.equal(status, 0);
    assert.match(stdout, /holds at 300 entries/);
    assert.ok(authorised >= 8, `${authorised} requests`);
    const refused = await ledger(['verify', base, ...trusted]);
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, /not for this reader \(401\); set `SALLYPORT_TOKEN`/);
  });

  test('that leads elsewhere is not followed, and the token goes nowhere', async () => {
    const seen: string[] = [];
    answer = (name, response) => {
      seen.push(name);
      response.writeHead(302, { location: `${base}/elsewhere` }).end();
    };
    const { status, stderr } = await ledger(['verify', base, ...trusted], {
      SALLYPORT_TOKEN: token,
    });
    assert.equal(status, 2);
    assert.match(stderr, /sends you elsewhere/);
    assert.ok(!stderr.includes(token));
    assert.deepEqual(seen, ['checkpoint']);
  });

  test('that answers without end is cut off, and named', async () => {
    answer = (name, response, request) => {
      if (name !== 'tile/0/000') return files(name, response, request);
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024)));
      };
      response.on('drain', more);
      more();
    };
    const { status, stdout } = await ledger(['verify', base, ...trusted]);
    assert.equal(status, 1);
    assert.match(stdout, /^tile\/0\/000: has more than 8192 bytes$/m);
  });

  test('that fails or breaks off midway exits 4: it says nothing about the log', async () => {
    answer = (name, response, request) => {
      if (name === 'tile/0/000') response.writeHead(503).end();
      else files(name, response, request);
    };
    const failing = await ledger(['verify', base, ...trusted]);
    assert.deepEqual([failing.status, failing.stdout], [4, '']);
    assert.match(failing.stderr, /answered 503; try again later/);
    answer = (name, response, request) => {
      if (name !== 'tile/0/000') return files(name, response, request);
      response.writeHead(200, { 'content-length': '8192' }).write('x');
      setImmediate(() => response.destroy());
    };
    const cut = await ledger(['verify', base, ...trusted]);
    assert.deepEqual([cut.status, cut.stdout], [4, '']);
    assert.match(cut.stderr, /cannot reach/);
  });

  test('that nobody answers exits 4', async () => {
    const { status, stderr } = await ledger(['verify', 'http://127.0.0.1:1/', ...trusted]);
    assert.equal(status, 4);
    assert.match(stderr, /cannot reach/);
  });
});
