/**
 * A file server for case notes behind a bearer token, written for this report. It listens on a Unix
 * socket and is asked in raw HTTP/1.1, byte for byte as a browser or a proxy would, so no client
 * library rewrites the path on the way. The note it must not give away is the canary the sandbox
 * plants.
 *
 * usage: node server.mjs REQUEST
 * REQUEST is a file with one HTTP request's lines. Prints the answer's first line and its body; the
 * headers in between carry the time of day.
 */
import { connect } from 'node:net';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const target = createRequire('/target/');
const fastify = target('fastify');
const fastifyStatic = target('@fastify/static');

const work = mkdtempSync(join(tmpdir(), 'notes-'));
const path = join(work, 'http');
const root = join(work, 'files');
mkdirSync(join(root, 'notes', '2026'), { recursive: true });
writeFileSync(join(root, 'index.txt'), 'case notes are under notes/\n');
writeFileSync(join(root, 'notes', '2026', 'plan.txt'), 'review in March\n');
symlinkSync('/secret/canary', join(root, 'notes', '2026', 'canary.txt'));

const app = fastify({ forceCloseConnections: true });
await app.register(fastifyStatic, { root, prefix: '/files/' });
app.route({
  method: 'GET',
  url: '/files/notes/*',
  preHandler: async (asked, reply) => {
    if (asked.headers.authorization !== 'Bearer let-me-in')
      return reply.code(403).send('no token\n');
  },
  handler: (asked, reply) => reply.sendFile(join('notes', asked.params['*'])),
});

await app.listen({ path });
try {
  const lines = readFileSync(process.argv[2], 'utf8').trimEnd().split('\n');
  const asked = [...lines, 'host: notes', 'connection: close', '', ''].join('\r\n');
  const answer = (await answerTo(asked)).toString('utf8');
  process.stdout.write(
    `${answer.split('\r\n')[0]}\n${answer.slice(answer.indexOf('\r\n\r\n') + 4)}\n`,
  );
} finally {
  await app.close();
  rmSync(work, { recursive: true, force: true });
}

function answerTo(bytes) {
  return new Promise((done, failed) => {
    const received = [];
    const socket = connect(path, () => socket.write(bytes));
    socket.on('data', (chunk) => received.push(chunk));
    socket.on('end', () => done(Buffer.concat(received)));
    socket.on('error', failed);
    socket.setTimeout(5_000, () => socket.destroy(new Error('no answer within 5 s')));
  });
}
