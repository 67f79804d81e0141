/** A gateway with its two witnesses and a grant in force, in front of whatever endpoint a test brings. */
import { createServer, type IncomingMessage } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock, GrantTerms } from '#gateway';
import { newSigner, type NoteSigner } from '#standards/tlog';
import { makeParties, signedGrant, termsAt, type Parties } from '../src/gateway/grant.fixture.ts';
import { startGateway, type GatewayOptions, type RunningGateway } from './gateway.ts';
import { startWitness, type RunningWitness } from './witness.ts';

export interface TestGateway {
  folder: string;
  gateway: RunningGateway;
  parties: Parties;
  signer: NoteSigner;
  witnesses: RunningWitness[];
  options: GatewayOptions;
  terms: GrantTerms;
  digest: string;
  ask(path: string, body?: unknown, init?: RequestInit): Promise<Response>;
  /** Stops and starts the process's part again on the same folder. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface TestGatewayOptions {
  upstream: string;
  terms?: Partial<GrantTerms>;
  clock?: Clock;
  /** A grant is put in force unless this is false. */
  activate?: boolean;
  change?: Partial<GatewayOptions>;
  /** Callers prove their key by TLS, instead of saying it in a header. */
  isTls?: boolean;
}

export async function startTestGateway(options: TestGatewayOptions): Promise<TestGateway> {
  const folder = await mkdtemp(join(tmpdir(), 'sallyport-gateway-'));
  const parties = makeParties();
  const signer = newSigner('larch.example/sub_0001');
  const witnesses = await Promise.all(
    ['larch.example/witness', 'tern.example/witness'].map((name, place) =>
      startWitness({
        signer: newSigner(name, 'cosignature'),
        logs: [signer.key],
        folder: join(folder, `witness-${place}`),
        host: '127.0.0.1',
        port: 0,
      }),
    ),
  );
  const clock = options.clock ?? (() => new Date());
  const terms = termsAt(clock(), options.terms);
  const gatewayOptions: GatewayOptions = {
    folder: join(folder, 'gateway'),
    submission: 'sub_0001',
    version: '0',
    rosters: parties.rosters,
    signer,
    witnesses: witnesses.map(({ key, url }) => ({ key, url })),
    readers: ['ee'.repeat(32)],
    upstream: { url: options.upstream },
    listen: { host: '127.0.0.1', port: 0 },
    statusPort: 0,
    clock,
    ...(options.isTls === true ? {} : { identify: keyHeader }),
    ...options.change,
  };
  const test: TestGateway = {
    folder,
    gateway: await startGateway(gatewayOptions),
    parties,
    signer,
    witnesses,
    options: gatewayOptions,
    terms,
    digest: '',
    ask: (path, body, init = {}) =>
      fetch(`${test.gateway.url}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        ...(body === undefined
          ? {}
          : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        ...init,
        headers: {
          'content-type': 'application/json',
          'x-key': test.terms.runner.keySha256,
          ...(init.headers as Record<string, string> | undefined),
        },
      }),
    async restart() {
      await test.gateway.close();
      test.gateway = await startGateway(gatewayOptions);
    },
    async close() {
      await test.gateway.close();
      await Promise.all(witnesses.map((witness) => witness.close()));
      await rm(folder, { recursive: true, force: true });
    },
  };
  if (options.activate !== false) {
    test.digest = (await test.gateway.desk.activate(signedGrant(terms, parties.people))).digest;
  }
  return test;
}

const keyHeader = (request: IncomingMessage): string | undefined => {
  const key = request.headers['x-key'];
  return typeof key === 'string' ? key : undefined;
};

/** An endpoint that does what the test says. */
export async function startEndpoint(
  answer: Parameters<typeof createServer>[1],
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(answer as never);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
