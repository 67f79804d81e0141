/** What an official does with a determination. Longer words are in files, as they will stand in the statement. */
import { z } from 'zod';
import { exitCodes } from '../command.ts';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { listed } from '../grant/words.ts';
import { readGiven } from '../guarded-files.ts';
import { call, serverOptions } from '../server.ts';
import { submissionPath } from '../submission/view.ts';
import { counted } from '../terminal-text.ts';
import type { Verb } from '../verbs.ts';
import { determinationPath, determinationView, shown, stepped } from './view.ts';

export const open: Verb = {
  usage: `open SUBMISSION --run RUN [--consultee ORGANISATION]... [--answer-by INSTANT] ${onServerUsage}`,
  options: {
    ...serverOptions,
    run: { type: 'string' },
    consultee: { type: 'string', multiple: true },
    'answer-by': { type: 'string' },
  },
  takes: 1,
  calls: { runId: '--run', organisationId: '--consultee' },
  async execute(input) {
    const asked = input.options('consultee');
    const consultees = asked.map((organisationId) => ({
      organisationId,
      answerBy: input.required('answer-by'),
    }));
    const view = await call(serverFrom(input), determinationView, {
      method: 'POST',
      path: submissionPath(input.positionals[0] ?? '', '/determinations'),
      value: { runId: input.required('run'), consultees },
    });
    return shown(view);
  },
};

const sampleView = z.object({
  position: z.number(),
  task: z.string(),
  epoch: z.number(),
  disposition: z.string(),
  reason: z.string(),
  value: z.number(),
  change: z
    .object({ verdict: z.string(), value: z.number().nullable(), because: z.string() })
    .nullable(),
  calls: z.number(),
  usage: z.object({ inputTokens: z.number(), outputTokens: z.number() }),
  startedAt: z.string(),
  endedAt: z.string(),
  journalSha256: z.string(),
});

export const sample: Verb = {
  usage: `sample DETERMINATION POSITION ${onServerUsage}`,
  calls: { position: 'POSITION' },
  options: serverOptions,
  takes: 2,
  async execute(input) {
    const [id = '', position = ''] = input.positionals;
    const path = determinationPath(id, `/samples/${encodeURIComponent(position)}`);
    const found = await call(serverFrom(input), sampleView, { method: 'POST', path });
    const { change, usage } = found;
    const changed =
      change === null ? 'nothing' : `${change.verdict}, ${change.value ?? ''}: ${change.because}`;
    const tokens = counted(usage.inputTokens + usage.outputTokens);
    const text = listed([
      ['position', String(found.position)],
      ['task', `${found.task}, attempt ${found.epoch}`],
      ['ended as', `${found.disposition}, score ${found.value}`],
      ['because', found.reason || 'as it says'],
      ['changed', changed],
      ['took', `${counted(found.calls)} calls, ${tokens} tokens`],
      ['from', `${found.startedAt} to ${found.endedAt}`],
      ['journal', found.journalSha256],
    ]).join('\n');
    return { exitCode: exitCodes.done, value: found, text };
  },
};

export const consult: Verb = {
  usage: `consult DETERMINATION ORGANISATION --answer-by INSTANT ${onServerUsage}`,
  options: { ...serverOptions, 'answer-by': { type: 'string' } },
  takes: 2,
  calls: { organisationId: 'ORGANISATION' },
  execute(input) {
    const [id = '', organisationId = ''] = input.positionals;
    const value = { organisationId, answerBy: input.required('answer-by') };
    return stepped(serverFrom(input), id, 'consultations', value);
  },
};

export const decide: Verb = {
  usage: `decide DETERMINATION --outcome covered|not_covered|cannot_tell --reason FILE [--differs FILE] ${onServerUsage}`,
  options: {
    ...serverOptions,
    outcome: { type: 'string' },
    reason: { type: 'string' },
    differs: { type: 'string' },
  },
  takes: 1,
  calls: { differsBecause: '--differs' },
  execute(input) {
    const differs = input.option('differs');
    return stepped(serverFrom(input), input.positionals[0] ?? '', 'decision', {
      outcome: input.required('outcome'),
      reason: readGiven(input.required('reason')),
      differsBecause: differs === undefined ? null : readGiven(differs),
    });
  },
};

export const dissent: Verb = {
  usage: `dissent DETERMINATION --words FILE ${onServerUsage}`,
  options: { ...serverOptions, words: { type: 'string' } },
  takes: 1,
  execute(input) {
    const value = { words: readGiven(input.required('words')) };
    return stepped(serverFrom(input), input.positionals[0] ?? '', 'dissent', value);
  },
};

export const withdraw: Verb = {
  usage: `withdraw DETERMINATION --because TEXT ${onServerUsage}`,
  options: { ...serverOptions, because: { type: 'string' } },
  takes: 1,
  execute(input) {
    const value = { because: input.required('because') };
    return stepped(serverFrom(input), input.positionals[0] ?? '', 'withdrawal', value);
  },
};
