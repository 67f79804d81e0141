/**
 * `run post`: what ended in a journal, brought to the server in batches. The server says how far it is and
 * what its chain is there; if that is this journal's, posting goes on from it, and if not, nothing is sent.
 * So it may be broken off and called again, while the journal grows or after.
 */
import { z } from 'zod';
import { chainedSamples } from '#evaluation/samples';
import { CliError, exitCodes } from '../command.ts';
import { listed } from '../grant/words.ts';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { call, notOurs, serverOptions, type Server } from '../server.ts';
import { counted } from '../terminal-text.ts';
import type { Verb } from '../verbs.ts';
import { endedIn, fingerprintOf, journalAt } from './journal.ts';
import { runPath, viewOf, type RunView } from './view.ts';

type Chained = ReturnType<typeof chainedSamples>;

const batchMax = 500;
/** Of JSON; the server takes a megabyte. */
const batchBytesMax = 900_000;

const recorded = z.object({ next: z.number(), chain: z.string() });

export const post: Verb = {
  usage: `post RUN JOURNAL ${onServerUsage}`,
  options: serverOptions,
  takes: 2,
  async execute(input) {
    const [id = '', path = ''] = input.positionals;
    const fingerprint = fingerprintOf(await journalAt(path));
    const server = serverFrom(input);
    const run = await viewOf(server, id);
    const samples = chainedSamples(run.id, await endedIn(path));
    requireSame(run, samples, path);
    const fresh = samples.slice(run.samplesRecorded);
    for (const batch of batchesOf(fresh)) await send(server, id, { samples: batch, fingerprint });
    const missing = run.samplesPlanned - samples.length;
    return {
      exitCode: exitCodes.done,
      value: { posted: fresh.length, recorded: samples.length, missing },
      text: listed([
        ['posted', counted(fresh.length)],
        ['recorded', `${counted(samples.length)} of ${counted(run.samplesPlanned)}`],
        ...(missing > 0 ? ([['missing', counted(missing)]] as const) : []),
      ]).join('\n'),
    };
  },
};

/** Refused where the server holds samples that this journal does not begin with. */
function requireSame(run: RunView, samples: Chained, path: string): void {
  const { samplesRecorded, chain } = run;
  if (samplesRecorded === 0 || samples[samplesRecorded - 1]?.chain === chain) return;
  throw new CliError(
    exitCodes.refused,
    `the server has ${counted(samplesRecorded)} samples of \`${run.id}\` that \`${path}\` does not begin with; post the journal that they came from`,
  );
}

function* batchesOf(samples: Chained): Generator<Chained> {
  let batch: Chained = [];
  let bytes = 0;
  for (const sample of samples) {
    const size = Buffer.byteLength(JSON.stringify(sample)) + 1;
    if (batch.length === batchMax || bytes + size > batchBytesMax) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(sample);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

async function send(
  server: Server,
  id: string,
  value: { samples: Chained; fingerprint: object },
): Promise<void> {
  const last = value.samples.at(-1);
  const path = runPath(id, '/samples');
  const { next, chain } = await call(server, recorded, { method: 'POST', path, value });
  const isTaken = last !== undefined && next > last.position;
  if (!isTaken || (next === last.position + 1 && chain !== last.chain)) throw notOurs(server, 200);
}
