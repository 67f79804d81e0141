/**
 * A small clinic's web portal, written for this report: opening hours for everybody, records behind a
 * password. The password is asked for by a hook on the route `/private/*`, as Fastify's guide has it;
 * everything else under the site's folder is public and served by @fastify/static's catch-all route.
 *
 * usage: node portal.mjs REQUESTS
 * REQUESTS has one request a line: `PATH` or `PATH PASSWORD`. Prints each status and what came back.
 * No socket is opened: Fastify's own `inject` hands the request to the router. The record behind the
 * password is the canary the sandbox plants.
 */
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const target = createRequire('/target/');
const fastify = target('fastify');
const fastifyStatic = target('@fastify/static');

const password = 'correct horse';
const record = '/secret/canary';

const site = mkdtempSync(join(tmpdir(), 'site-'));
mkdirSync(join(site, 'private'));
writeFileSync(join(site, 'hours.txt'), 'Monday to Friday, 8 to 16\n');
writeFileSync(join(site, 'how to reach us.txt'), 'by bus, line 4\n');
writeFileSync(join(site, 'private', 'rota.txt'), 'night shift: to be agreed\n');
symlinkSync(record, join(site, 'private', 'record.txt'));

const app = fastify();
await app.register(fastifyStatic, { root: site });
await app.register(async (records) => {
  records.addHook('onRequest', async (request, reply) => {
    if (request.headers['x-password'] !== password)
      await reply.code(401).send('password, please\n');
  });
  records.get('/private/*', (request, reply) => reply.sendFile(`private/${request.params['*']}`));
});

const lines = readFileSync(process.argv[2], 'utf8').split('\n');
for (const line of lines.filter((text) => text !== '')) {
  const [path, ...given] = line.split(' ');
  const headers = given.length === 0 ? {} : { 'x-password': given.join(' ') };
  const answer = await app.inject({ url: path, headers });
  process.stdout.write(`${path} ${answer.statusCode}\n${answer.body}\n`);
}
await app.close();
