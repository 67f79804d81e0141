/** The HTTP server: API, published documents and the web UI. It runs no jobs. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { putForwardDocuments, readDocuments } from '#access';
import { identify } from '#membership';
import { service } from '#platform/auth';
import { buildServer } from '#platform/http';
import { randomIds } from '#platform/ids';
import { zones, type Zone, type ZoneKeys } from '#platform/keys';
import { openGrowthNotices } from '#platform/notify';
import type { Clock } from '#platform/clock';
import { contextOf, type ZoneParts } from '#platform/context';
import { notFound } from '#platform/problems';
import { packageRoot, type Config } from './config.ts';
import { openZone } from './parts.ts';
import { problems } from './problems.ts';
import { allRoutes } from './routes.ts';

export interface RunningServer {
  url: string;
  app: FastifyInstance;
  zones: Record<Zone, ZoneParts>;
  close(): Promise<void>;
}

/** The outer zone takes the intake; the others answer a lookup a request. */
const connectionsMax: Record<Zone, number> = { inner: 4, outer: 16, office: 8 };

export async function startServer(
  config: Config,
  databaseUrl: string,
  keys: Record<Zone, ZoneKeys>,
  clock: Clock,
): Promise<RunningServer> {
  const documents = await readDocuments(config.documentsDir);
  const open = (zone: Zone) =>
    openZone({
      databaseUrl,
      dataDir: config.dataDir,
      keys: keys[zone],
      connectionsMax: connectionsMax[zone],
      clock,
      ids: randomIds,
    });
  const parts: Record<Zone, ZoneParts> = {
    inner: open('inner'),
    outer: open('outer'),
    office: open('office'),
  };
  await putForwardDocuments(contextOf(parts.inner, service('host')), documents).catch(
    async (error: unknown) => {
      await closeAll(parts);
      throw error;
    },
  );
  const growth = await openGrowthNotices(parts.outer.database);
  const innerGrowth = await openGrowthNotices(parts.inner.database);
  const app = await buildServer({
    routes: allRoutes(config, growth, parts, innerGrowth),
    zones: parts,
    problems,
    ids: randomIds,
    // Anyone may sign in as anyone under `--dev`, so only pages of this very host may ask.
    ...(config.dev ? { hostNames: ['127.0.0.1', 'localhost', '[::1]'] } : {}),
    identify: (credentials) => identify(parts.office.database.db, clock, credentials),
    onDefect: (error, instance) => console.error(`sallyport: defect in ${instance}:`, error),
  });
  await addPages(app);
  const url = await app.listen({ host: config.host, port: config.port });
  return {
    url,
    app,
    zones: parts,
    async close() {
      app.server.closeAllConnections();
      await app.close();
      await growth.close();
      await innerGrowth.close();
      await closeAll(parts);
    },
  };
}

async function closeAll(parts: Record<Zone, ZoneParts>): Promise<void> {
  for (const zone of zones) await parts[zone].database.close();
}

/** The web UI when it is built, the problem pages, and the API's own description. */
async function addPages(app: FastifyInstance): Promise<void> {
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  app.get('/docs/problems', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .type('text/markdown; charset=utf-8')
      .send(readFileSync(join(packageRoot, 'docs', 'problems.md'), 'utf8')),
  );
  const web = join(packageRoot, 'web', 'dist');
  const isBuilt = existsSync(join(web, 'index.html'));
  const page = async (
    _request: unknown,
    reply: { type(name: string): { send(body: Buffer): unknown } },
  ) => reply.type('text/html; charset=utf-8').send(readFileSync(join(web, 'index.html')));
  // The UI has its own routes; anything under /api that is not a route is a problem, not a page.
  app.setNotFoundHandler((request, reply) => {
    const isForPage = request.method === 'GET' && !request.url.startsWith('/api/');
    if (isBuilt && isForPage && request.headers.accept?.includes('text/html'))
      return page(request, reply);
    throw notFound();
  });
  if (!isBuilt) return;
  await app.register(fastifyStatic, {
    root: web,
    wildcard: false,
    cacheControl: false,
    globIgnore: ['index.html'],
  });
  app.get('/', { schema: { hide: true } }, page);
}
