/** Requests as a person (with a session of their own), with an API token, or as nobody. */
import type { TestServer } from '#test/server';

export { scopes } from '#platform/auth';

export type Role = keyof TestServer['people'];
export type Sender = { cookie: string } | { token: string } | 'nobody';

export interface Sent {
  method: string;
  path: string;
  /** Bytes are sent as they are, anything else as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
}

export class Requests {
  readonly #server: TestServer;
  readonly #cookies = new Map<Role, string>();

  constructor(server: TestServer) {
    this.#server = server;
  }

  /** The role's session, begun on first use. */
  async as(role: Role | 'nobody'): Promise<Sender> {
    if (role === 'nobody') return 'nobody';
    const cookie = this.#cookies.get(role) ?? (await this.signIn(role));
    this.#cookies.set(role, cookie);
    return { cookie };
  }

  /** A new session of the role's. */
  async signIn(role: Role): Promise<string> {
    const response = await this.send('nobody', {
      method: 'POST',
      path: '/api/local/session',
      body: { personId: this.#server.people[role].id },
    });
    const cookie = response.headers.get('set-cookie')?.split(';')[0];
    if (cookie === undefined) throw new Error(`sign-in answered ${response.status}`);
    return cookie;
  }

  async send(sender: Sender, { method, path, body, headers = {} }: Sent): Promise<Response> {
    const isBytes = body instanceof Uint8Array;
    return await fetch(`${this.#server.url}${path}`, {
      method,
      headers: { ...credentials(sender), ...contentType(body), ...headers },
      ...(body === undefined ? {} : { body: isBytes ? Buffer.from(body) : JSON.stringify(body) }),
      redirect: 'manual',
    });
  }
}

function credentials(sender: Sender): Record<string, string> {
  if (sender === 'nobody') return {};
  return 'token' in sender
    ? { authorization: `Bearer ${sender.token}` }
    : { cookie: sender.cookie, 'sec-fetch-site': 'same-origin' };
}

function contentType(body: unknown): Record<string, string> {
  if (body === undefined) return {};
  return {
    'content-type': body instanceof Uint8Array ? 'application/octet-stream' : 'application/json',
  };
}
