/**
 * What becomes of an engagement's sealed material: `submission reads`, `review-read`, `destroy` and `receipt`. Who
 * opened it, what stood out and how that was explained; and the end of its keys, which two people bring about.
 */
import { z } from 'zod';
import { exitCodes, type CommandResult } from '../command.ts';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { listed } from '../grant/words.ts';
import { ask, call, problemOf, serverOptions, type Server } from '../server.ts';
import { counted, table, visible, visibleLines } from '../terminal-text.ts';
import type { Verb } from '../verbs.ts';
import { submissionPath } from './view.ts';

const listMax = 100;
const readsView = z.object({
  items: z.array(
    z.object({
      eventId: z.string(),
      at: z.iso.datetime(),
      by: z.string(),
      kind: z.string(),
      purpose: z.string(),
      unusual: z.array(z.string()),
      review: z.object({ verdict: z.string(), by: z.string() }).nullable(),
    }),
  ),
  rules: z.array(z.object({ rule: z.string(), words: z.string() })),
});

export const reads: Verb = {
  usage: `reads SUBMISSION [--unusual] ${onServerUsage}`,
  options: { ...serverOptions, unusual: { type: 'boolean' } },
  takes: 1,
  async execute(input) {
    const query = `?limit=${listMax}&onlyUnusual=${input.isSet('unusual')}`;
    // The newest; who has more than that looks in the web UI or asks the API.
    const view = await call(serverFrom(input), readsView, {
      method: 'GET',
      path: submissionPath(input.positionals[0] ?? '', `/reads${query}`),
    });
    const rows = view.items.map((each) => [
      each.at,
      each.by,
      each.kind,
      each.purpose,
      each.unusual.join(', '),
      each.review === null ? '' : `${each.review.verdict}, ${each.review.by}`,
      each.eventId,
    ]);
    const head = ['at', 'by', 'kind', 'purpose', 'unusual', 'review', 'event'];
    const rules = view.rules.map(({ rule, words }): [string, string] => [rule, words]);
    const text = [table(head, rows), '', ...listed(rules)].join('\n');
    return { exitCode: exitCodes.done, value: view, text };
  },
};

export const reviewRead: Verb = {
  usage: `review-read SUBMISSION EVENT --as explained|not_explained --words TEXT ${onServerUsage}`,
  calls: { verdict: '--as' },
  options: { ...serverOptions, as: { type: 'string' }, words: { type: 'string' } },
  takes: 2,
  async execute(input) {
    const [id = '', eventId = ''] = input.positionals;
    const value = { verdict: input.required('as'), words: input.required('words') };
    const path = submissionPath(id, `/reads/${encodeURIComponent(eventId)}/review`);
    await call(serverFrom(input), z.object({}), { method: 'POST', path, value });
    return { exitCode: exitCodes.done, value, text: `recorded: ${visible(value.verdict)}` };
  },
};

const destructionView = z.object({
  submissionId: z.string(),
  destruction: z
    .object({
      state: z.string(),
      askedBy: z.string(),
      askedAt: z.iso.datetime(),
      doneBy: z.string().nullable(),
      doneAt: z.iso.datetime().nullable(),
      items: z.number().nullable(),
    })
    .nullable(),
  goingOn: z.array(z.string()),
  takesBothSides: z.boolean(),
  may: z.array(z.string()),
});

/** With a reason it asks; as the second person, with `--confirm`, it is done. */
export const destroy: Verb = {
  usage: `destroy SUBMISSION --because TEXT|--confirm ${onServerUsage}`,
  options: { ...serverOptions, because: { type: 'string' }, confirm: { type: 'boolean' } },
  takes: 1,
  async execute(input) {
    const [id = ''] = input.positionals;
    const server = serverFrom(input);
    return input.isSet('confirm')
      ? await destroyed(server, submissionPath(id, '/destruction/approval'), {})
      : await destroyed(server, submissionPath(id, '/destruction'), {
          because: input.required('because'),
        });
  },
};

async function destroyed(server: Server, path: string, value: object): Promise<CommandResult> {
  const view = await call(server, destructionView, { method: 'POST', path, value });
  const { destruction } = view;
  const text = listed([
    ['submission', view.submissionId],
    ['destruction', destruction?.state ?? 'nobody has asked for it'],
    ...(destruction === null
      ? []
      : ([['asked', `by ${destruction.askedBy} at ${destruction.askedAt}`]] as [string, string][])),
    ...(destruction === null || destruction.doneBy === null
      ? ([
          ['next', `another person ${view.takesBothSides ? 'of the other side ' : ''}confirms it`],
          ...(view.goingOn.length > 0 && view.takesBothSides
            ? [['waits for', view.goingOn.join(', ')]]
            : []),
        ] as [string, string][])
      : ([
          ['done', `by ${destruction.doneBy} at ${destruction.doneAt ?? ''}`],
          ['items', counted(destruction.items ?? 0)],
        ] as [string, string][])),
  ]).join('\n');
  return { exitCode: exitCodes.done, value: view, text };
}

export const receipt: Verb = {
  usage: `receipt SUBMISSION ${onServerUsage}`,
  options: serverOptions,
  takes: 1,
  async execute(input) {
    const server = serverFrom(input);
    const path = submissionPath(input.positionals[0] ?? '', '/destruction-receipt');
    const answer = await ask(server, { method: 'GET', path });
    if (answer.status >= 300) throw problemOf(server, answer);
    const text = visibleLines(answer.text);
    return { exitCode: exitCodes.done, value: { receipt: answer.text }, text };
  },
};
