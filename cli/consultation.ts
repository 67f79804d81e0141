/**
 * `sallyport consultation`: for an office that officials of another consult on one determination, by whose id it
 * goes. Who declared that they have no interest reads what is asked, which is on record, and answers once.
 */
import { z } from 'zod';
import { proposal, threshold } from './determination/view.ts';
import { onServerUsage, serverFrom } from './grant/on-server.ts';
import { listed } from './grant/words.ts';
import { readGiven } from './guarded-files.ts';
import { listing } from './listing.ts';
import { reading } from './opening.ts';
import { serverOptions } from './server.ts';
import { declaring } from './submission/agree.ts';
import { commandOf, type Verb } from './verbs.ts';
import { stepRows, viewed } from './view.ts';

const base = '/api/consultations';
const pathOf = (id: string, part = ''): string => `${base}/${encodeURIComponent(id)}${part}`;

const summary = z.object({
  determinationId: z.string(),
  declaredAs: z.string(),
  office: z.string(),
  answerBy: z.iso.datetime(),
  state: z.string(),
});
const consultationView = summary.extend({
  needsDeclaration: z.boolean(),
  view: z.string().nullable(),
  words: z.string().nullable(),
  may: z.array(z.string()),
});
type ConsultationView = z.output<typeof consultationView>;

const { viewOf, stepped, shown } = viewed(consultationView, pathOf, rowsOf);

function rowsOf(view: ConsultationView): [string, string][] {
  const { determinationId, needsDeclaration } = view;
  return [
    ['on', determinationId],
    ['model', view.declaredAs],
    ['asked by', view.office],
    ['answer by', view.answerBy],
    ['state', view.state],
    ...(needsDeclaration
      ? ([
          [
            'first',
            `say whether you have an interest: sallyport consultation declare ${determinationId}`,
          ],
        ] as [string, string][])
      : []),
    ...(view.view === null
      ? []
      : ([['you said', `${view.view}: ${view.words ?? ''}`]] as [string, string][])),
    ...stepRows(view.may),
  ];
}

const list = listing({
  path: base,
  item: summary,
  head: ['determination', 'model', 'asked by', 'state', 'answer by'],
  rowOf: (each) => [each.determinationId, each.declaredAs, each.office, each.state, each.answerBy],
});

const show: Verb = {
  usage: `show DETERMINATION ${onServerUsage}`,
  options: serverOptions,
  takes: 1,
  execute: async (input) => shown(await viewOf(serverFrom(input), input.positionals[0] ?? '')),
};

const declare = declaring(
  'DETERMINATION',
  (id) => pathOf(id, '/declaration'),
  'what your office is asked opens to you',
  'this consultation is not there for you any more',
);

const read = reading({
  of: 'DETERMINATION',
  pathOf: ([id = '']) => pathOf(id, '/content'),
  content: z.object({ threshold, proposal }),
  textOf: (asked) =>
    listed([
      ['threshold', `${asked.threshold.commitment}, committed ${asked.threshold.committedAt}`],
      ['proposed', `${asked.proposal.outcome}: ${asked.proposal.reason}`],
    ]).join('\n'),
});

const answer: Verb = {
  usage: `answer DETERMINATION --view covered|not_covered|cannot_tell|no_view --words FILE ${onServerUsage}`,
  options: { ...serverOptions, view: { type: 'string' }, words: { type: 'string' } },
  takes: 1,
  execute(input) {
    const value = { view: input.required('view'), words: readGiven(input.required('words')) };
    return stepped(serverFrom(input), input.positionals[0] ?? '', 'answer', value);
  },
};

export default commandOf('consultation', { list, show, declare, read, answer });
