/**
 * `sallyport procedure`: how a model is measured, published before anything is agreed on it. A grant's terms
 * name one version; what is published never changes.
 */
import { z } from 'zod';
import { exitCodes, type CommandResult } from './command.ts';
import { onServerUsage, serverFrom } from './grant/on-server.ts';
import { listed } from './grant/words.ts';
import { readGiven } from './guarded-files.ts';
import { listing } from './listing.ts';
import { call, serverOptions } from './server.ts';
import { visibleLines } from './terminal-text.ts';
import { commandOf, type Verb } from './verbs.ts';

const path = '/api/procedures';

const procedureView = z.object({
  id: z.string(),
  key: z.string(),
  text: z.string(),
  allowsSealed: z.boolean(),
  publishedBy: z.string(),
  publishedAt: z.iso.datetime(),
});
type ProcedureView = z.output<typeof procedureView>;

const publish: Verb = {
  usage: `publish NAME TEXTFILE [--allows-sealed] ${onServerUsage}`,
  calls: { name: 'NAME', text: 'TEXTFILE' },
  options: { ...serverOptions, 'allows-sealed': { type: 'boolean' } },
  takes: 2,
  async execute(input) {
    const [name = '', file = ''] = input.positionals;
    const value = { name, text: readGiven(file), allowsSealed: input.isSet('allows-sealed') };
    const published = await call(serverFrom(input), procedureView, { method: 'POST', path, value });
    return shown(published, factsOf(published));
  },
};

const list = listing({
  path,
  item: procedureView,
  head: ['procedure', 'named', 'suites', 'published'],
  rowOf: ({ id, key, allowsSealed, publishedAt }) => [
    id,
    key,
    allowsSealed ? 'sealed allowed' : 'open only',
    publishedAt,
  ],
});

const show: Verb = {
  usage: `show PROCEDURE ${onServerUsage}`,
  options: serverOptions,
  takes: 1,
  async execute(input) {
    const [id = ''] = input.positionals;
    const procedure = await call(serverFrom(input), procedureView, {
      method: 'GET',
      path: `${path}/${encodeURIComponent(id)}`,
    });
    return shown(procedure, [...factsOf(procedure), '', visibleLines(procedure.text)]);
  },
};

const factsOf = ({ id, key, allowsSealed, publishedBy, publishedAt }: ProcedureView): string[] =>
  listed([
    ['procedure', id],
    ['named', key],
    ['suites', allowsSealed ? 'sealed tasks may be shown to an endpoint' : 'open tasks only'],
    ['published', `${publishedAt}, by ${publishedBy}`],
  ]);

const shown = (value: ProcedureView, lines: readonly string[]): CommandResult => ({
  exitCode: exitCodes.done,
  value,
  text: lines.join('\n'),
});

export default commandOf('procedure', { publish, list, show });
