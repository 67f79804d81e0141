/** The evaluator's runner: proves its key by mutual TLS and reads a streamed answer piece by piece. */
import { request } from 'node:https';

export interface Runner {
  port: number;
  /** The gateway's own certificate, pinned. */
  ca: string;
  key: string;
  cert: string;
  keySha256: string;
}

export interface Answered {
  status: number;
  /** Events with content. */
  pieces: number;
  isWhole: boolean;
  /** What a refusal said; empty otherwise. */
  problem: string;
  /** `performance.now()` at the last byte. */
  endedAt: number;
}

export function ask(
  { port, ca, key, cert }: Runner,
  model: string,
  maxTokens: number,
  onPiece: (pieces: number) => Promise<void> = async () => undefined,
  headers: Record<string, string> = {},
): Promise<Answered> {
  const body = JSON.stringify({
    model,
    max_tokens: maxTokens,
    stream: true,
    stream_options: { include_usage: true },
    messages: [{ role: 'user', content: 'Tell me what you can do, at length.' }],
  });
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        ca,
        key,
        cert,
        agent: false,
        method: 'POST',
        path: '/v1/chat/completions',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          ...headers,
        },
      },
      (response) => {
        let text = '';
        let pieces = 0;
        response.on('data', (chunk: Buffer) => {
          text += chunk.toString('utf8');
          const seen = text.split('"content":"').length - 1;
          while (pieces < seen) void onPiece(++pieces).catch(reject);
        });
        response.on('error', () => undefined);
        response.on('close', () =>
          resolve({
            status: response.statusCode ?? 0,
            pieces,
            isWhole: text.includes('[DONE]'),
            problem: response.statusCode === 200 ? '' : problemIn(text),
            endedAt: performance.now(),
          }),
        );
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

function problemIn(text: string): string {
  const { detail } = JSON.parse(text) as { detail?: string };
  return detail ?? text;
}
