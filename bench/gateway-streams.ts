/** Streams: the time to the first byte by turns, and a thousand slow ones at once. */
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { median } from './percentile.ts';

const path = '/v1/chat/completions';
const body = '{"model":"larch-9","max_tokens":300,"stream":true,"messages":[]}';
const turns = 100;
const slow = 1_000;
/** `SLOW_SECONDS=600` is the long form. */
const slowSeconds = Number(process.env['SLOW_SECONDS'] ?? 30);

interface Path {
  name: string;
  port: number;
  headers: Record<string, string>;
}

export async function measureFirstByte(paths: Path[]): Promise<void> {
  const taken = new Map(paths.map(({ name }) => [name, [] as number[]]));
  for (let turn = -5; turn < turns; turn++) {
    for (const each of paths) {
      const ms = await firstByteMs(each);
      if (turn >= 0) taken.get(each.name)?.push(ms);
    }
  }
  const direct = median(taken.get('direct') ?? []);
  console.log(`gateway, streams: time to the first streamed byte, ${turns} by turns`);
  for (const [name, values] of taken) {
    console.log(
      `  ${name.padEnd(22)} p50 ${median(values).toFixed(2)} ms, added ${(median(values) - direct).toFixed(2)} ms`,
    );
  }
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

function firstByteMs({ port, headers }: Path): Promise<number> {
  return new Promise((resolve, reject) => {
    const from = performance.now();
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method: 'POST',
        agent,
        headers: { 'content-type': 'application/json', 'content-length': body.length, ...headers },
      },
      (response) => {
        let ms: number | undefined;
        response.on('data', () => (ms ??= performance.now() - from));
        // Read to its end, so that the next one finds the connections of this one.
        response.on('end', () => resolve(ms ?? NaN));
        response.on('error', reject);
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

/** Each stream is asked for again when it ends, so that a thousand are always open. */
export async function slowStreams(port: number, pid: number | undefined): Promise<void> {
  let finished = 0;
  let broken = 0;
  let isOver = false;
  const wide = new Agent({ keepAlive: true, maxSockets: slow });
  const one = () =>
    new Promise<void>((resolve) => {
      const asked = request(
        {
          host: '127.0.0.1',
          port,
          path,
          method: 'POST',
          agent: wide,
          headers: { 'content-type': 'application/json', 'content-length': body.length },
        },
        (response) => {
          let tail = '';
          response.on(
            'data',
            (chunk: Buffer) => (tail = (tail + chunk.toString('latin1')).slice(-20)),
          );
          response.on('error', () => (broken += 1));
          response.on('close', () => {
            if (tail.endsWith('data: [DONE]\n\n')) finished += 1;
            else if (!isOver) broken += 1;
            resolve();
          });
        },
      );
      asked.on('error', () => {
        broken += 1;
        resolve();
      });
      asked.end(body);
    });
  const until = performance.now() + slowSeconds * 1000;
  const memory: number[] = [];
  const asking = Array.from({ length: slow }, async () => {
    while (performance.now() < until) await one();
  });
  const watching = (async () => {
    while (performance.now() < until) {
      if (pid !== undefined) memory.push(residentMiB(pid));
      await sleep(1000);
    }
  })();
  await Promise.all([...asking, watching]);
  isOver = true;
  wide.destroy();
  const third = Math.floor(memory.length / 3);
  const most = (part: number[]) => Math.max(...part).toFixed(0);
  console.log(
    `  ${slow} slow streams for ${slowSeconds} s: ${finished} finished, ${broken} broken; memory at most ${most(memory.slice(0, third))}, ${most(memory.slice(third, 2 * third))}, ${most(memory.slice(2 * third))} MiB by thirds`,
  );
}

function residentMiB(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}
