/**
 * `npm run demo`: real, public vulnerabilities travel the whole path on this host, each step by the
 * person who would take it, over the same API and CLI anyone uses. Nothing is simulated: proofs run in
 * the sandbox, fixes are built and tested, inventories are this project's and this host's. People and
 * organisations are invented and say so. The web UI stays open on the result.
 */
import { rm, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packageRoot, readConfig, up } from '#app';
import { Cast } from '../demo/cast.ts';
import { closeAtOperator } from '../demo/close-at-operator.ts';
import { coordinate } from '../demo/coordinate.ts';
import { evaluateThroughGateway } from '../demo/evaluation.ts';
import { Narrator } from '../demo/narrator.ts';
import { reachWithoutCustody } from '../demo/reach.ts';
import { reportTwice } from '../demo/report-twice.ts';
import { reviewFromQuestionToDestruction } from '../demo/review.ts';
import { storiesForThisHost } from '../demo/stories.ts';
import { verifyLedger } from '../demo/verify-ledger.ts';
import { buildWeb } from './build-web.ts';
import { ensureHostTools } from './host-tools.ts';

const usualPort = 8440;
/** As the command line ends on what it cannot take. */
const invalidInput = 3;

export interface DemoOptions {
  dataDir?: string;
  port?: number;
  clockFactor?: number;
  /** End when the stories are told instead of leaving the UI open. */
  once?: boolean;
}

export async function demo(options: DemoOptions): Promise<void> {
  const folder = options.dataDir ?? join(packageRoot, '.sallyport', 'demo', 'data');
  const narrator = new Narrator();
  narrator.say(
    'Sallyport: from an AI’s report to an installed patch, on this host. Nothing is simulated.',
  );
  ensureHostTools();
  await buildWeb();
  // The demonstration's own folder: every telling starts from nothing.
  if (options.dataDir === undefined) await rm(join(folder, '..'), { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const config = readConfig({
    dataDir: folder,
    dev: true,
    port: options.port ?? usualPort,
    clockFactor: options.clockFactor ?? 1,
    contact: { name: 'Petra Lind (invented), Clearing Desk (invented)', telephone: '555-0100' },
  });
  const installation = await narrator.step(
    'Start database, three workers and the server',
    async () => {
      const running = await up(config);
      return { value: running, evidence: running.url };
    },
  );
  try {
    const cast = await narrator.step(
      'Enrol two finders, a coordinator and an operator',
      async () => {
        const value = await Cast.enrol(installation.server.zones.office, installation.url);
        return { value, evidence: value.names().join(', ') };
      },
    );
    for (const story of await storiesForThisHost()) {
      narrator.title(story.title);
      const inventory = await narrator.step(
        `${story.system}: take its real inventory and send it`,
        () => story.inventory.before(cast.operator, folder),
      );
      const caseId = await reportTwice(narrator, cast, story);
      await coordinate(narrator, cast, story, caseId);
      await closeAtOperator(narrator, cast, story, inventory, installation.keys.outer.signing);
    }
    await verifyLedger(narrator, installation.server.zones.outer);
    const reach = await reachWithoutCustody(
      narrator,
      installation.server.zones.office,
      installation.url,
      folder,
    );
    try {
      await evaluateThroughGateway(narrator, reach, join(folder, 'evaluation'));
      const joined = await reviewFromQuestionToDestruction(
        narrator,
        reach,
        installation.server.zones.office,
        installation.url,
        join(folder, 'review'),
      );
      narrator.end(installation.url, [...cast.names(), ...reach.names, ...joined]);
      if (options.once !== true) await interrupted();
    } finally {
      await reach.close();
    }
  } finally {
    await installation.close();
  }
}

async function interrupted(): Promise<void> {
  await new Promise<void>((ended) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended());
  });
}

const usage = `usage: npm run demo -- [--fast-clock] [--once] [--port N]

  --fast-clock  moves time
  --once        ends when the stories are told, instead of leaving the web UI open
  --port N      takes another port than ${usualPort}
`;

/** Nothing where help was asked for. What is misspelt is refused before anything of an earlier telling is removed. */
function optionsFrom(args: string[]): DemoOptions | undefined {
  const { values } = parseArgs({
    args,
    options: {
      'fast-clock': { type: 'boolean', default: false },
      once: { type: 'boolean', default: false },
      port: { type: 'string', default: String(usualPort) },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  const { once, 'fast-clock': isFast } = values;
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535)
    throw new Error(`\`--port ${values.port}\` is not a port; give a number from 0 (any) to 65535`);
  return { once, port, ...(isFast ? { clockFactor: 60 } : {}) };
}

function asked(args: string[]): DemoOptions | undefined {
  try {
    return optionsFrom(args);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${usage}`);
    process.exit(invalidInput);
  }
}

if (import.meta.main) {
  const options = asked(process.argv.slice(2));
  if (options === undefined) process.stdout.write(usage);
  else await demo(options);
}
