/**
 * The developer's own page, on loopback: who uses the model, what is spent, when it ends, and one button
 * that ends it. It needs no account, because whoever reaches loopback of this host can end the process
 * too; it answers only to its own name and its own form, so that no page in a browser can press the
 * button.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Desk } from './desk.ts';
import { standing } from './control.ts';
import { BodyRoom, readBody } from './request.ts';
import { pageOf, script, styles } from './status-view.ts';

const formBytesMax = 4096;

export interface StatusPage {
  url: string;
  close(): Promise<void>;
}

export async function openStatusPage(
  desk: Desk,
  port: number,
  problem: () => string | undefined,
): Promise<StatusPage> {
  const token = randomBytes(24).toString('base64url');
  const room = new BodyRoom(16 * formBytesMax);
  const server = createServer((request, response) => {
    void serve(request, response).catch(() => {
      if (!response.headersSent)
        plain(response, 500, 'something failed here; see the gateway’s own output');
    });
  });
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const { port: own } = server.address() as { port: number };
    // A name that resolves to loopback is not loopback: a foreign page would bring its own name.
    if (![`127.0.0.1:${own}`, `localhost:${own}`].includes(request.headers.host ?? '')) {
      return plain(response, 421, 'ask for 127.0.0.1');
    }
    switch (`${request.method ?? ''} ${request.url ?? ''}`) {
      case 'GET /':
        return html(response, pageOf(standing(desk, problem()), token));
      case 'GET /standing':
        return json(response, standing(desk, problem()));
      case 'GET /page.js':
        return typed(response, 'text/javascript; charset=utf-8', script);
      case 'GET /page.css':
        return typed(response, 'text/css; charset=utf-8', styles);
      case 'POST /end':
        return await end(request, response);
      default:
        return plain(response, 404, 'there is nothing here');
    }
  };
  const end = async (request: IncomingMessage, response: ServerResponse) => {
    const form = new URLSearchParams(String(await readBody(request, formBytesMax, room)));
    if (!isSame(form.get('token') ?? '', token)) return plain(response, 403, 'load the page again');
    const grant = desk.grants.get(form.get('grant') ?? '');
    if (grant === undefined) return plain(response, 404, 'there is no such grant');
    await desk.end(grant, { reason: 'withdrawn', side: 'developer', person: 'status page' });
    response.writeHead(303, { location: '/' });
    response.end();
  };
  await listen(server, port);
  const { port: own } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${own}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });

const common = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

function typed(response: ServerResponse, contentType: string, body: string, status = 200): void {
  response.writeHead(status, { ...common, 'content-type': contentType });
  response.end(body);
}
const html = (response: ServerResponse, body: string) =>
  typed(response, 'text/html; charset=utf-8', body);
const json = (response: ServerResponse, value: unknown) =>
  typed(response, 'application/json', JSON.stringify(value));
const plain = (response: ServerResponse, status: number, text: string) =>
  typed(response, 'text/plain; charset=utf-8', `${text}\n`, status);
