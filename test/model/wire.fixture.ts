/** A reader that hides nothing: status, headers, and each piece of the body as it came off the wire. */
import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';

export interface Wire {
  status: number;
  headers: IncomingHttpHeaders;
  chunks: Buffer[];
  text: string;
  /** How it broke, where it did. */
  error: string | undefined;
}

export const question = { role: 'user' as const, content: 'What do you know?' };
export const chatBody = {
  model: 'scripted-1',
  messages: [question],
};

/** `enough`: leaves as soon as this holds. */
export async function askOnWire(
  url: string,
  body: object = chatBody,
  enough: (chunks: Buffer[]) => boolean = () => false,
): Promise<Wire> {
  const wire: Wire = { status: 0, headers: {}, chunks: [], text: '', error: undefined };
  await new Promise<void>((resolve) => {
    const failed = (error: Error) => {
      wire.error = (error as NodeJS.ErrnoException).code ?? error.message;
      resolve();
    };
    const sent = request(`${url}/v1/chat/completions`, { method: 'POST', agent: false });
    sent.on('error', failed);
    sent.on('response', (response) => {
      wire.status = response.statusCode ?? 0;
      wire.headers = response.headers;
      response.on('data', (chunk: Buffer) => {
        wire.chunks.push(chunk);
        if (enough(wire.chunks)) sent.destroy();
      });
      response.on('error', failed);
      response.on('end', resolve);
    });
    sent.end(JSON.stringify(body));
  });
  wire.text = Buffer.concat(wire.chunks).toString('utf8');
  return wire;
}
