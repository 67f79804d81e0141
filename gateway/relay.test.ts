/** Requests through a running gateway: what passes, what is refused, what is counted, what is cut. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { request as rawRequest } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, describe, it } from 'node:test';
import { readLeafBody, textOf, type Leaf } from '#gateway';
import { signRevocation } from '../src/gateway/revocation.ts';
import { dayMs, later, signedGrant, termsAt } from '../src/gateway/grant.fixture.ts';
import { startEndpoint, startTestGateway, type TestGateway } from './gateway.fixture.ts';

const chat = '/v1/chat/completions';
const question = {
  model: 'larch-9',
  max_tokens: 50,
  messages: [{ role: 'user', content: 'hello' }],
};
const answerText = JSON.stringify({
  model: 'larch-9',
  choices: [{ message: { role: 'assistant', content: 'good day' } }],
  usage: { prompt_tokens: 7, completion_tokens: 3 },
});

const open: { close(): Promise<void> }[] = [];
after(async () => {
  for (const each of open.reverse()) await each.close();
});
async function gatewayTo(
  answer: Parameters<typeof startEndpoint>[0],
  options: Omit<Parameters<typeof startTestGateway>[0], 'upstream'> = {},
): Promise<TestGateway> {
  const endpoint = await startEndpoint(answer);
  const test = await startTestGateway({ upstream: endpoint.url, ...options });
  open.push(endpoint, test);
  return test;
}

async function leavesOf({ gateway }: TestGateway): Promise<Leaf[]> {
  const { ledger } = gateway.desk;
  let text = '';
  for (let index = 0; index * 256 < ledger.size; index++) text += await ledger.readBodies(index);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => readLeafBody((JSON.parse(line) as { body: string }).body));
}

/** Waits for a leaf of this type; the end of a request is written after its last byte. */
async function leaf(test: TestGateway, type: string): Promise<Leaf> {
  for (let tries = 0; tries < 200; tries++) {
    const found = (await leavesOf(test)).findLast((each) => each.type === type);
    if (found !== undefined) return found;
    await sleep(20);
  }
  throw new Error(`no ${type} came`);
}

const event = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
const delta = (content: string) => event({ choices: [{ delta: { content } }] });

describe('a request', () => {
  it('passes byte for byte, is admitted and settled in the log, and its receipt opens the commitments', async () => {
    let got = '';
    let headers: Record<string, unknown> = {};
    const test = await gatewayTo((request, response) => {
      headers = request.headers;
      request.on('data', (chunk) => (got += String(chunk)));
      request.on('end', () => {
        response.setHeader('content-type', 'application/json');
        response.setHeader('server', 'secret-host');
        response.setHeader('set-cookie', 'a=b');
        response.setHeader('x-request-id', 'req_1');
        response.end(answerText);
      });
    });
    const sent = JSON.stringify(question, null, 3);
    const response = await test.ask(chat, sent, {
      headers: { authorization: 'Bearer caller', cookie: 'c=d', 'x-forwarded-for': '10.0.0.1' },
    });
    assert.equal(response.status, 200);
    assert.equal(await response.text(), answerText);
    assert.equal(got, sent);
    for (const name of ['authorization', 'cookie', 'x-forwarded-for', 'x-key']) {
      assert.equal(headers[name], undefined, name);
    }
    assert.equal(response.headers.get('server'), null);
    assert.equal(response.headers.get('set-cookie'), null);
    assert.equal(response.headers.get('x-request-id'), 'req_1');
    const [index, salt] = (response.headers.get('sallyport-receipt') ?? '').split(' ');
    const admitted = await leaf(test, 'gateway.request_admitted');
    const settled = await leaf(test, 'gateway.request_settled');
    const commit = (bytes: string) =>
      createHmac('sha256', Buffer.from(salt ?? '', 'base64'))
        .update(bytes)
        .digest('base64');
    assert.equal(
      (admitted.payload as { requestCommitment: string }).requestCommitment,
      commit(sent),
    );
    const told = settled.payload as unknown as Record<string, unknown>;
    assert.equal(told['admitted'], Number(index));
    assert.equal(told['responseCommitment'], commit(answerText));
    assert.deepEqual(told['tokens'], { input: 7, output: 3 });
    assert.equal(told['believed'], true);
    assert.deepEqual(test.gateway.desk.grants.get(test.digest)?.meter.spent, {
      requests: 1,
      tokens: 10,
    });
    const written = JSON.stringify(await leavesOf(test));
    assert.doesNotMatch(written, /hello|good day/, 'no prompt or answer is in the log');
  });

  it('is on the disk before the endpoint hears of it', async () => {
    let admittedFirst = false;
    const test: TestGateway = await gatewayTo((request, response) => {
      request.resume();
      void leavesOf(test).then((leaves) => {
        admittedFirst = leaves.some(({ type }) => type === 'gateway.request_admitted');
        response.end(answerText);
      });
    });
    await (await test.ask(chat, question)).text();
    assert.ok(admittedFirst);
  });

  it('of an unlisted path is refused before anything else is looked at, the same for everyone', async () => {
    let asked = 0;
    const test = await gatewayTo((_, response) => {
      asked += 1;
      response.end();
    });
    const bodies = new Set<string>();
    for (const path of [
      '/v1/other',
      '/v1/chat/completions/',
      '/v1//chat/completions',
      '/v1/chat%2fcompletions',
      '/v1/chat/completions?x=1',
      '/v1/../v1/chat/completions',
      '/V1/chat/completions',
      '/',
    ]) {
      for (const key of ['00'.repeat(32), test.terms.runner.keySha256]) {
        const { status, body } = await raw(test, path, { 'x-key': key });
        assert.equal(status, 404, path);
        bodies.add(body);
      }
    }
    const absolute = await raw(test, `${test.gateway.url}${chat}`, {
      'x-key': test.terms.runner.keySha256,
    });
    assert.equal(absolute.status, 404);
    bodies.add(absolute.body);
    assert.equal(bodies.size, 1, 'one answer, byte for byte');
    assert.equal(asked, 0);
    assert.equal(
      (await leavesOf(test)).filter(({ type }) => type.startsWith('gateway.request_')).length,
      0,
    );
  });

  it('of a key that no grant names is refused', async () => {
    const test = await gatewayTo((_, response) => response.end());
    const response = await test.ask(chat, question, { headers: { 'x-key': '11'.repeat(32) } });
    assert.equal(response.status, 401);
    assert.doesNotMatch(await response.text(), /evaluator|larch|sub_0001/);
  });

  it('is refused for another model, for more output than granted, for no JSON, for too much', async () => {
    let asked = 0;
    const test = await gatewayTo(
      (_, response) => {
        asked += 1;
        response.end();
      },
      { terms: { budget: { ...termsAt(new Date()).budget, requestBytesMax: 2000 } } },
    );
    const cases: [unknown, number, string][] = [
      [{ ...question, model: 'larch-10' }, 403, 'wrong_model'],
      [{ ...question, max_tokens: 5000 }, 403, 'output_limit'],
      [{ ...question, n: 128, max_tokens: 4000 }, 403, 'output_limit'],
      [{ ...question, max_tokens: -1 }, 400, 'unreadable'],
      ['{"model":', 400, 'unreadable'],
      ['[]', 400, 'unreadable'],
      [{ ...question, pad: 'x'.repeat(3000) }, 413, 'too_large'],
    ];
    for (const [body, status, code] of cases) {
      const response = await test.ask(chat, body);
      assert.equal(response.status, status, code);
      assert.equal(((await response.json()) as { title: string }).title, code);
    }
    const asText = await test.ask(chat, question, { headers: { 'content-type': 'text/plain' } });
    assert.equal(asText.status, 400);
    assert.equal(asked, 0);
    assert.equal(test.gateway.desk.grants.get(test.digest)?.meter.spent.requests, 0);
    const noted = await leaf(test, 'gateway.requests_refused');
    assert.ok((noted.payload as { count: number }).count >= 1);
  });

  it('smuggled in another is no request', async () => {
    let asked = 0;
    const test = await gatewayTo((_, response) => {
      asked += 1;
      response.end();
    });
    const body = JSON.stringify(question);
    const head = `POST ${chat} HTTP/1.1\r\nhost: a\r\nx-key: ${test.terms.runner.keySha256}\r\ncontent-type: application/json\r\n`;
    for (const text of [
      `${head}content-length: ${body.length}\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n${head}\r\n`,
      `${head}content-length: 5\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      `${head}transfer-encoding: chunked, identity\r\n\r\n${body}`,
      `${head}content-length : ${body.length}\r\n\r\n${body}`,
    ]) {
      const answer = await overSocket(test.gateway.port, text);
      assert.match(answer, /^HTTP\/1\.1 400 |^$/, text.slice(-80));
    }
    assert.equal(asked, 0);
  });
});

describe('a budget', () => {
  it('is not passed by one token by a hundred requests at once', async () => {
    let running = 0;
    let most = 0;
    const test = await gatewayTo(
      (request, response) => {
        request.resume();
        most = Math.max(most, ++running);
        setTimeout(() => {
          running -= 1;
          response.setHeader('content-type', 'application/json');
          response.end(
            JSON.stringify({
              model: 'larch-9',
              choices: [],
              usage: { prompt_tokens: 150, completion_tokens: 50 },
            }),
          );
        }, 30);
      },
      {
        terms: {
          budget: {
            ...termsAt(new Date()).budget,
            tokens: 2_000,
            streamsMax: 100,
            contextTokensMax: 150,
          },
        },
      },
    );
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => test.ask(chat, { ...question, pad: 'x'.repeat(200) })),
    );
    const passed = answers.filter(({ status }) => status === 200).length;
    const refused = answers.filter(({ status }) => status === 429).length;
    assert.equal(passed, 10, '150 + 50 reserved each, of 2000');
    assert.equal(passed + refused, 100);
    assert.equal(most, 10);
    const { spent, reservedTokens } = test.gateway.desk.grants.get(test.digest)?.meter ?? {};
    assert.deepEqual(spent, { requests: 10, tokens: 2_000 });
    assert.equal(reservedTokens, 0);
    const ended = (await leaf(test, 'gateway.grant_ended')).payload as { reason: string };
    assert.equal(ended.reason, 'exhausted');
    assert.equal((await test.ask(chat, question)).status, 429);
  });

  it('bounds how many run at once', async () => {
    const test = await gatewayTo(
      (_, response) => void setTimeout(() => response.end(answerText), 200),
      {
        terms: { budget: { ...termsAt(new Date()).budget, streamsMax: 2 } },
      },
    );
    const answers = await Promise.all([1, 2, 3].map(() => test.ask(chat, question)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 429]);
  });

  it('is charged as reserved when the endpoint lies about its usage', async () => {
    const lies: [unknown, number][] = [
      [undefined, 50],
      [{ prompt_tokens: 'many', completion_tokens: 3 }, 50],
      [{ prompt_tokens: -5, completion_tokens: 3 }, 50],
      [{ prompt_tokens: 5, completion_tokens: 0 }, 50],
      [{ prompt_tokens: 5, completion_tokens: 1.5 }, 50],
      [{ prompt_tokens: 5, completion_tokens: 90_000 }, 90_000],
    ];
    for (const [usage, output] of lies) {
      const test = await gatewayTo((request, response) => {
        request.resume();
        response.setHeader('content-type', 'application/json');
        response.end(
          JSON.stringify({ choices: [{ message: { content: 'x'.repeat(500) } }], usage }),
        );
      });
      await (await test.ask(chat, question)).text();
      const { tokens } = (await leaf(test, 'gateway.request_settled')).payload as {
        tokens: { output: number };
      };
      assert.equal(tokens.output, output, JSON.stringify(usage));
    }
  });
});

describe('a stream', () => {
  const stream =
    (pieces: (string | number)[]): Parameters<typeof startEndpoint>[0] =>
    (request, response) => {
      request.resume();
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      void (async () => {
        for (const piece of pieces) {
          if (typeof piece === 'number') await sleep(piece);
          else response.write(Buffer.from(piece, 'latin1'));
          if (response.destroyed) return;
        }
        response.end();
      })();
    };

  it('passes byte for byte, however its events are split, and is metered', async () => {
    const text = `: hello\r\n${delta('gr\u00c3\u00bc')}${delta('n')}data: {"model":"larch-9","usage":{"prompt_tokens":9,"completion_tokens":2}}\r\n\r\ndata: [DONE]\n\n`;
    const test = await gatewayTo(stream([...text].flatMap((byte) => [byte])));
    const response = await test.ask(chat, { ...question, stream: true });
    assert.equal(Buffer.from(await response.arrayBuffer()).toString('latin1'), text);
    const { tokens, believed, modelSeen } = (await leaf(test, 'gateway.request_settled'))
      .payload as never;
    assert.deepEqual(tokens, { input: 9, output: 2 });
    assert.equal(believed, true);
    assert.equal(modelSeen, 'larch-9');
  });

  it('of 200 chunks stops within a second of either side’s revocation, and what passed is metered', async () => {
    for (const side of ['developer', 'evaluator'] as const) {
      const pieces = Array.from({ length: 200 }, (_, at) => [delta(`w${at} `), 20]).flat();
      const test = await gatewayTo(stream(pieces));
      const response = await test.ask(chat, { ...question, max_tokens: 4000, stream: true });
      const reader = (response.body as ReadableStream<Uint8Array>).getReader();
      let bytes = 0;
      for (let reads = 0; reads < 5; reads++) bytes += (await reader.read()).value?.length ?? 0;
      const signer = test.parties.people[side][0];
      assert.ok(signer);
      const note = signRevocation({ grant: test.digest, at: textOf(new Date()) }, signer);
      const revokedAt = performance.now();
      const revoked = await fetch(`${test.gateway.url}/sallyport/revocations`, {
        method: 'POST',
        body: note,
      });
      assert.equal(revoked.status, 200);
      await assert.rejects(async () => {
        while (true) {
          const { done, value } = await reader.read();
          if (done) return;
          bytes += value.length;
        }
      });
      // The bound is part of what must hold, so it is asserted; it is met by two orders of magnitude.
      assert.ok(performance.now() - revokedAt < 1000);
      const cut = await leaf(test, 'gateway.request_cut');
      const told = cut.payload as never as {
        reason: string;
        responseBytes: number;
        tokens: { output: number };
        chunks: number;
      };
      assert.equal(told.reason, 'revoked');
      assert.ok(told.chunks >= 5 && told.chunks < 200);
      assert.ok(
        told.responseBytes >= bytes && told.tokens.output > 0 && told.tokens.output <= 4000,
      );
      const again = await test.ask(chat, question);
      assert.equal(again.status, 403);
      assert.equal(((await again.json()) as { title: string }).title, 'revoked');
      const replayed = await fetch(`${test.gateway.url}/sallyport/grants`, {
        method: 'POST',
        body: signedGrant(test.terms, test.parties.people),
      });
      assert.equal(replayed.status, 409, 'a revoked grant cannot come back');
    }
  });

  it('that never ends is cut at its budget, and one the caller leaves is settled', async () => {
    const endless = stream(Array.from({ length: 3000 }, () => delta('word ')));
    const test = await gatewayTo(endless);
    const response = await test.ask(chat, { ...question, stream: true });
    await assert.rejects(response.text());
    const cut = (await leaf(test, 'gateway.request_cut')).payload as never as {
      reason: string;
      tokens: { output: number };
    };
    assert.equal(cut.reason, 'budget');
    const slow = await gatewayTo(
      stream(Array.from({ length: 100 }, () => [delta('w'), 50]).flat()),
    );
    const leaving = new AbortController();
    const left = await slow.ask(chat, { ...question, stream: true }, { signal: leaving.signal });
    await left.body?.getReader().read();
    leaving.abort();
    const told = (await leaf(slow, 'gateway.request_cut')).payload as never as {
      reason: string;
      tokens: { input: number };
    };
    assert.equal(told.reason, 'caller_left');
    assert.ok(told.tokens.input > 0);
    assert.equal(slow.gateway.desk.grants.get(slow.digest)?.meter.running, 0);
  });

  it('that is cut short or malformed is passed as it is and never looks whole', async () => {
    const broken = await gatewayTo((request, response) => {
      request.resume();
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`data: {"choices":[{"delta":{"cont`);
      setTimeout(() => response.destroy(), 20);
    });
    const response = await broken.ask(chat, { ...question, stream: true });
    await assert.rejects(response.text());
    assert.equal(
      ((await leaf(broken, 'gateway.request_cut')).payload as { reason: string }).reason,
      'endpoint_failed',
    );
    const text = 'data: {"a":\n\ndata: not json\n\nevent: x\n\n: c\n\n';
    const odd = await gatewayTo(stream([text]));
    assert.equal(await (await odd.ask(chat, { ...question, stream: true })).text(), text);
    const { believed } = (await leaf(odd, 'gateway.request_settled')).payload as {
      believed: boolean;
    };
    assert.equal(believed, false);
  });
});

describe('an endpoint', () => {
  it('that refuses, fails or redirects is passed on, and costs nothing where it did nothing', async () => {
    for (const status of [302, 400, 429, 500, 529]) {
      const test = await gatewayTo((request, response) => {
        request.resume();
        response.writeHead(status, {
          'content-type': 'application/json',
          'retry-after': '7',
          location: 'http://inside.example/secret',
        });
        response.end('{"error":{"message":"no"}}');
      });
      const response = await test.ask(chat, question, { redirect: 'manual' });
      assert.equal(response.status, status);
      assert.equal(response.headers.get('retry-after'), '7');
      assert.equal(response.headers.get('location'), null);
      assert.equal(await response.text(), '{"error":{"message":"no"}}');
      if (status < 400) continue;
      await leaf(test, 'gateway.request_settled');
      assert.equal(test.gateway.desk.grants.get(test.digest)?.meter.spent.tokens, 0);
    }
  });

  it('that is not there, or says a wrong length, is 502 or a broken answer, with its leaf', async () => {
    const gone = await startTestGateway({ upstream: 'http://127.0.0.1:9' });
    open.push(gone);
    assert.equal((await gone.ask(chat, question)).status, 502);
    await leaf(gone, 'gateway.request_cut');
    const short = await gatewayTo((request, response) => {
      request.resume();
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{}');
      setTimeout(() => response.destroy(), 20);
    });
    await assert.rejects(async () => await (await short.ask(chat, question)).text());
    await leaf(short, 'gateway.request_cut');
  });
});

describe('time', () => {
  it('set back stops service; the window’s end cuts what runs', async () => {
    const clock = { now: new Date() };
    const test = await gatewayTo(
      (request, response) => {
        request.resume();
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        const timer = setInterval(() => response.write(delta('w')), 20);
        response.on('close', () => clearInterval(timer));
      },
      {
        clock: () => clock.now,
        terms: { window: { ...termsAt(clock.now).window, lengthS: 3600 } },
      },
    );
    const running = await test.ask(chat, { ...question, max_tokens: 4000, stream: true });
    const text = running.text();
    text.catch(() => undefined);
    clock.now = later(clock.now, -3600_000);
    const back = await test.ask(chat, question);
    assert.equal(back.status, 503);
    assert.equal(((await back.json()) as { title: string }).title, 'clock_set_back');
    clock.now = later(clock.now, 2 * 3600_000 + 60_000);
    const over = await test.ask(chat, question);
    assert.ok([403, 503].includes(over.status));
    const grant = test.gateway.desk.grants.get(test.digest);
    assert.ok(grant);
    test.gateway.desk.watch(grant);
    await assert.rejects(text);
    await leaf(test, 'gateway.grant_ended');
    assert.equal(grant.ended, 'expired');
  });

  it('before the claim and after it is refused; an unclaimed grant lapses', async () => {
    const clock = { now: new Date() };
    const test = await gatewayTo((_, response) => response.end(answerText), {
      clock: () => clock.now,
      terms: {
        window: {
          ...termsAt(clock.now).window,
          claimFrom: textOf(later(clock.now, dayMs)),
          claimUntil: textOf(later(clock.now, 2 * dayMs)),
        },
      },
    });
    const problem = async () =>
      ((await (await test.ask(chat, question)).json()) as { title: string }).title;
    assert.equal(await problem(), 'not_yet');
    clock.now = later(clock.now, 3 * dayMs);
    assert.match(await problem(), /not_witnessed|lapsed/);
  });
});

describe('witnesses', () => {
  it('that are away stop admission after 60 s, and service returns with them', async () => {
    const clock = { now: new Date() };
    const test = await gatewayTo((_, response) => response.end(answerText), {
      clock: () => clock.now,
    });
    assert.equal((await test.ask(chat, question)).status, 200);
    await test.witnesses[1]?.close();
    await (await test.ask(chat, question)).text();
    clock.now = later(clock.now, 61_000);
    const stopped = await test.ask(chat, question);
    assert.equal(stopped.status, 503);
    assert.equal(((await stopped.json()) as { title: string }).title, 'not_witnessed');
  });
});

function raw(
  test: TestGateway,
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = rawRequest(
      { port: test.gateway.port, host: '127.0.0.1', path, method: 'POST', headers },
      (response) => {
        let body = '';
        response.on('data', (chunk) => (body += String(chunk)));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      },
    );
    request.on('error', reject);
    request.end('{}');
  });
}

function overSocket(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => (answer += String(chunk)));
    socket.on('error', () => resolve(answer));
    socket.on('close', () => resolve(answer));
    socket.setTimeout(1500, () => socket.destroy());
  });
}
