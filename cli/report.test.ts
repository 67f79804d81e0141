/** `report submit` as a program: what it sends, how it ends, and what it never shows. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createSocketServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { fixture } from '#test/bundles';
import { startTestServer, type TestServer } from '#test/server';

const program = fileURLToPath(new URL('./main.ts', import.meta.url));
const bundle = fixture('shell-injection');
const runMsMax = 30_000;

let server: TestServer;
let folder: string;
let token: string;

before(async () => {
  server = await startTestServer();
  folder = await mkdtemp(join(tmpdir(), 'sallyport-report-'));
  token = await server.token('finder', ['report:submit']);
});
after(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const others: Server[] = [];
after(() => others.forEach((other) => other.close()));

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

async function sallyport(args: string[], env: Record<string, string> = {}): Promise<Ended> {
  return await new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', program, ...args],
      { env: { PATH: process.env['PATH'], ...env }, timeout: runMsMax },
    );
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk) => (out += chunk));
    child.stderr.on('data', (chunk) => (err += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

const submit = (args: string[] = [], env: Record<string, string> = {}): Promise<Ended> =>
  sallyport(['report', 'submit', bundle, '--server', server.url, ...args], {
    SALLYPORT_TOKEN: token,
    ...env,
  });

/** Nothing of a secret, and nothing of the program’s insides, in what a person reads. */
function assertQuiet({ out, err }: Ended, secret = token): void {
  assert.ok(!`${out}${err}`.includes(secret), 'a secret was printed');
  assert.doesNotMatch(err, /\bat .+\.ts:\d+|node:internal/);
}

/** A server of somebody else's, answering as it likes; and what it was sent. */
async function foreign(
  answer: (url: string) => { status: number; headers?: Record<string, string>; body?: string },
): Promise<{ url: string; server: Server; seen: string[] }> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      seen.push(
        `${request.url} ${request.headers.authorization ?? ''} ${Buffer.concat(chunks).length}`,
      );
      const { status, headers, body } = answer(request.url ?? '');
      response.writeHead(status, headers).end(body);
    });
  });
  others.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server, seen };
}

test('prints a receipt, and the same one when the same bundle is sent again', async () => {
  const first = await submit();
  assert.equal(first.code, 0, first.err);
  assert.match(first.out, /^received {4}report_[0-9a-z]{26}\n/);
  assert.match(first.out, /No protection promised\./);
  const again = await submit(['--json']);
  const receipt = JSON.parse(again.out) as { reportId: string };
  assert.ok(first.out.includes(receipt.reportId));
  const other = await submit(['--json', '--key', 'a-key-of-my-own']);
  assert.notEqual((JSON.parse(other.out) as { reportId: string }).reportId, receipt.reportId);
  for (const ended of [first, again, other]) assertQuiet(ended);
});

test('takes the token from a file or the environment, and has no option for it', async () => {
  const file = join(folder, 'token');
  await writeFile(file, `${token}\n`);
  assert.equal((await submit(['--token-file', file], { SALLYPORT_TOKEN: '' })).code, 0);
  for (const args of [[`--token=${token}`], ['--token', token]]) {
    const ended = await submit(args);
    assert.equal(ended.code, 3);
    assertQuiet(ended);
  }
  const missing = await submit(['--token-file', join(folder, 'none')]);
  assert.equal(missing.code, 3, missing.err);
  assert.match(missing.err, /cannot read/);
});

test('ends with 2 where the server refuses: no token, a wrong one, one for something else', async () => {
  const reader = await server.token('finder', ['report:read']);
  const coordinator = await server.token('coordinator', ['report:submit']);
  for (const given of ['', `spt_${'x'.repeat(43)}`, reader, coordinator]) {
    const ended = await submit([], { SALLYPORT_TOKEN: given });
    assert.equal(ended.code, 2, ended.err);
    assert.match(ended.err, /^sallyport: /);
    if (given !== '') assertQuiet(ended, given);
  }
});

test('a token that cannot be one is refused here, and not printed', async () => {
  for (const given of ['two words', 'line\nbreak', 'sécret', 'secret\u0007bell']) {
    const ended = await submit([], { SALLYPORT_TOKEN: given });
    assert.equal(ended.code, 3, ended.err);
    assertQuiet(ended, given);
    assert.ok(!ended.err.includes('bell') && !ended.err.includes('cret'), ended.err);
  }
});

test('ends with 3 where the input does not fit, and names the place', async () => {
  const broken = join(folder, 'report.json');
  await writeFile(broken, '{"format":"sallyport-report/1","title":"x"}');
  const wrong = await sallyport(['report', 'submit', folder, '--server', server.url], {
    SALLYPORT_TOKEN: token,
  });
  assert.equal(wrong.code, 3);
  assert.match(wrong.err, /not sent; mend these first[^]*\/target: /);
  for (const args of [
    ['report', 'submit', join(folder, 'none')],
    ['report', 'submit'],
    ['report', 'send', bundle],
    ['report', 'submit', bundle, '--server', 'nonsense'],
    ['report', 'submit', bundle, '--server', 'file:///etc'],
  ]) {
    const ended = await sallyport(args, { SALLYPORT_TOKEN: token });
    assert.equal(ended.code, 3, `${args.join(' ')}: ${ended.err}`);
    assertQuiet(ended);
  }
  const short = await submit(['--key', 'short']);
  assert.equal(short.code, 3);
  assert.match(short.err, /8 to 200/);
});

test('ends with 4 where nobody answers', async (context) => {
  const sockets = createSocketServer((socket) => socket.destroy());
  await new Promise<void>((listening) => sockets.listen(0, '127.0.0.1', listening));
  context.after(() => sockets.close());
  const hangsUp = `http://127.0.0.1:${(sockets.address() as AddressInfo).port}`;
  const gone = await foreign(() => ({ status: 200 }));
  await new Promise((closed) => gone.server.close(closed));
  for (const url of [gone.url, hangsUp, 'http://nobody.invalid']) {
    const ended = await sallyport(['report', 'submit', bundle, '--server', url], {
      SALLYPORT_TOKEN: token,
    });
    assert.equal(ended.code, 4, `${url}: ${ended.err}`);
    assert.match(ended.err, /cannot reach `http/);
    assertQuiet(ended);
  }
});

test('what is not a Sallyport is said so, whatever it answers', async () => {
  for (const [status, body, code] of [
    [502, '<html>bad gateway</html>', 1],
    [200, '<html>welcome</html>', 1],
    [202, '<html>welcome</html>', 1],
    [202, '{"some":"json"}', 1],
    [503, '', 1],
    [418, '{"detail":7,"errors":"many"}', 2],
  ] as const) {
    const { url } = await foreign(() => ({ status, body }));
    const ended = await sallyport(['report', 'submit', bundle, '--server', url], {
      SALLYPORT_TOKEN: token,
    });
    assert.equal(ended.code, code, `${status} ${body}: ${ended.err}`);
    assertQuiet(ended);
    assert.equal(ended.out, '');
  }
});

test('does not follow a server that sends it elsewhere with the bundle or the token', async () => {
  const thief = await foreign(() => ({ status: 202, body: '{}' }));
  for (const status of [301, 302, 303, 307, 308]) {
    const sender = await foreign(() => ({ status, headers: { location: `${thief.url}/take` } }));
    const ended = await sallyport(['report', 'submit', bundle, '--server', sender.url], {
      SALLYPORT_TOKEN: token,
    });
    assert.equal(ended.code, 2, ended.err);
    assert.match(ended.err, /sends you to/);
    assert.equal(sender.seen.length, 1);
  }
  assert.deepEqual(thief.seen, []);
});
