/** What both sides look at: whom one may ask, questions, what one was asked with, and the receipt. */
import { z } from 'zod';
import { descriptor, descriptorSha256 } from '#review/offline';
import { CliError, exitCodes } from '../command.ts';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { listingByEngagement } from '../listing.ts';
import { reading } from '../opening.ts';
import { ask, call, problemOf, serverOptions } from '../server.ts';
import { table, visibleLines } from '../terminal-text.ts';
import type { Verb } from '../verbs.ts';
import { descriptorFrom } from './ask.ts';
import { questionPath, questionView, shown, viewOf } from './view.ts';

const organisations = z.object({
  organisations: z.array(z.object({ id: z.string(), name: z.string() })),
});

export const offices: Verb = {
  usage: `offices ${onServerUsage}`,
  options: serverOptions,
  takes: 0,
  async execute(input) {
    const { organisations: items } = await call(serverFrom(input), organisations, {
      method: 'GET',
      path: '/api/organisations?office=evaluator',
    });
    const text = table(
      ['organisation', 'name'],
      items.map(({ id, name }) => [id, name]),
    );
    return { exitCode: exitCodes.done, value: items, text };
  },
};

export const list = listingByEngagement({
  part: 'questions',
  item: questionView,
  head: ['question', 'submission', 'model', 'asked of', 'state', 'answer due', 'you may'],
  rowOf: (each) => [
    each.id,
    each.submissionId,
    each.declaredAs,
    each.evaluator,
    each.state,
    each.answerDueAt ?? '-',
    each.may.join(', '),
  ],
});

export const show: Verb = {
  usage: `show QUESTION ${onServerUsage}`,
  options: serverOptions,
  takes: 1,
  execute: async (input) => shown(await viewOf(serverFrom(input), input.positionals[0] ?? '')),
};

const content = z.object({ descriptor, contact: z.string(), hasHiddenCharacters: z.boolean() });

export const read = reading({
  of: 'QUESTION',
  pathOf: ([id = '']) => questionPath(id, '/content'),
  content,
  textOf: ({ descriptor: { what, capabilities, context }, contact }) =>
    Object.entries({ what, capabilities, context, contact })
      .map(([name, words]) => `${name}:\n${words}\n`)
      .join('\n'),
});

/** With the file that was asked with, its digest is made here and looked for in the receipt. */
export const receipt: Verb = {
  usage: `receipt QUESTION [--descriptor FILE.json] ${onServerUsage}`,
  options: { ...serverOptions, descriptor: { type: 'string' } },
  takes: 1,
  async execute(input) {
    const server = serverFrom(input);
    const file = input.option('descriptor');
    const digest = file === undefined ? undefined : descriptorSha256(descriptorFrom(file));
    const path = questionPath(input.positionals[0] ?? '', '/receipt');
    const given = await ask(server, { method: 'GET', path });
    if (given.status >= 300) throw problemOf(server, given);
    if (digest !== undefined && !given.text.includes(` descriptor ${digest} `)) {
      throw new CliError(
        exitCodes.failed,
        `the receipt does not name \`${file}\`, whose digest is \`${digest}\``,
      );
    }
    const text = visibleLines(given.text);
    return { exitCode: exitCodes.done, value: { receipt: given.text }, text };
  },
};
