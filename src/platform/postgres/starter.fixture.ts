/**
 * A process of its own that starts or attaches, for tests that kill it: prints one JSON line with what
 * it got or the problem it met, then waits. The line `stop` on stdin makes it stop the server and end.
 */
import { createInterface } from 'node:readline';
import { PostgresProblem, startPostgres } from './index.ts';

const [dataDir = '', port] = process.argv.slice(2);
try {
  const options = {
    dataDir,
    durability: 'test',
    ...(port === undefined ? {} : { port: Number(port) }),
  } as const;
  const server = await startPostgres(options);
  const { url, pid, attached } = server;
  process.stdout.write(`${JSON.stringify({ url, pid, attached })}\n`);
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'stop')
      process.stdout.write(`${JSON.stringify({ stopped: await server.stop() })}\n`);
    break;
  }
} catch (error) {
  if (!(error instanceof PostgresProblem)) throw error;
  process.stdout.write(`${JSON.stringify({ code: error.code, message: error.message })}\n`);
}
