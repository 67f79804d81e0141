/**
 * The scripted model as a program of its own, for the demonstration and for benchmarks:
 *
 *     node scripts/node24.mjs test/model/main.ts --port 8460 --skill 0.3 --chunks 200
 *
 * Prints one line with its address and serves until it is ended.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Dials } from './behaviour.ts';
import { startModel, type ModelOptions } from './server.ts';

const usage = `usage: main.ts [--port N] [--model NAME]... [--api-key KEY] [--script FILE.json]
         [--seed N] [--skill 0..1] [--chunks N] [--pace-ms N] [--think-ms N] [--dials JSON]
         [--tls-key FILE --tls-cert FILE [--tls-ca FILE]]
`;

/** Dials with an option of their own; `--dials` takes any. */
const numbers = {
  seed: 'seed',
  skill: 'skill',
  chunks: 'chunks',
  'pace-ms': 'paceMs',
  'think-ms': 'thinkMs',
} as const;
const texts = ['port', 'api-key', 'script', 'dials', 'tls-key', 'tls-cert', 'tls-ca'] as const;

const text = { type: 'string' } as const;
const allOf = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, text])) as Record<Name, typeof text>;

function valuesOf(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      ...allOf(texts),
      ...allOf(Object.keys(numbers) as (keyof typeof numbers)[]),
      model: { type: 'string', multiple: true },
      help: { type: 'boolean' },
    },
  });
  return values;
}

function optionsOf(values: ReturnType<typeof valuesOf>): ModelOptions {
  const dials = JSON.parse(values.dials ?? '{}') as Dials;
  for (const [option, dial] of Object.entries(numbers) as [keyof typeof numbers, keyof Dials][]) {
    if (values[option] !== undefined) Object.assign(dials, { [dial]: Number(values[option]) });
  }
  if (values.script !== undefined) {
    dials.script = JSON.parse(readFileSync(values.script, 'utf8')) as Dials['script'];
  }
  return {
    ...dials,
    // Nobody looks at what was asked.
    requestsMax: 0,
    port: Number(values.port ?? 0),
    ...(values.model && { models: values.model }),
    ...(values['api-key'] !== undefined && { apiKey: values['api-key'] }),
    ...tlsOf(values),
  };
}

function tlsOf(values: ReturnType<typeof valuesOf>): Pick<ModelOptions, 'tls'> {
  const { 'tls-key': key, 'tls-cert': cert, 'tls-ca': ca } = values;
  if (key === undefined || cert === undefined) return {};
  const read = (path: string) => readFileSync(path, 'utf8');
  return { tls: { key: read(key), cert: read(cert), ...(ca !== undefined && { ca: read(ca) }) } };
}

try {
  const values = valuesOf(process.argv.slice(2));
  if (values.help === true) process.stdout.write(usage);
  else {
    const model = await startModel(optionsOf(values));
    process.stdout.write(`the scripted model answers at ${model.url}\n`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => void model.close());
    }
  }
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n${usage}`);
  process.exitCode = 2;
}
