/**
 * A witness for tests, on loopback: decides by the standard's own rules, and can be told to be slow, to
 * talk nonsense, or to have seen another history.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  decideAddCheckpoint,
  formatCheckpoint,
  newSigner,
  parseAddCheckpoint,
  signatureLine,
  type NoteKey,
} from '#standards/tlog';
import type { Witness } from './witness.ts';

export interface TestWitness extends Witness {
  /** The logs it witnesses. */
  logs: NoteKey[];
  /** What it cosigned last, by origin. */
  latest: Map<string, { size: number; root: Buffer }>;
  /** Answers this instead. */
  instead: { status: number; text: string } | 'never' | undefined;
  asked: number;
  close(): Promise<void>;
}

export async function startTestWitness(name: string): Promise<TestWitness> {
  const { key, privateKey } = newSigner(name, 'cosignature');
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      witness.asked += 1;
      if (witness.instead === 'never') return;
      const { status, text } = witness.instead ?? decide(body);
      const type = status === 409 ? 'text/x.tlog.size' : 'text/plain; charset=utf-8';
      response.writeHead(status, { 'content-type': type }).end(text);
    });
  });
  const decide = (body: string): { status: number; text: string } => {
    const request = parseAddCheckpoint(body);
    const latest = witness.latest.get(request.note.split('\n')[0] ?? '');
    const decision = decideAddCheckpoint({
      request,
      logKeys: witness.logs,
      ...(latest && { latest }),
    });
    const { status, accept, size, reason } = decision;
    if (accept === undefined) return { status, text: `${size ?? reason}\n` };
    witness.latest.set(accept.origin, accept);
    const timeS = Math.floor(Date.now() / 1000);
    return { status, text: signatureLine(formatCheckpoint(accept), { key, privateKey }, timeS) };
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const witness: TestWitness = {
    key,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    logs: [],
    latest: new Map(),
    instead: undefined,
    asked: 0,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return witness;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
