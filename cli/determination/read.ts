/** What officials and overseers look at: runs that wait, determinations, and what proves one elsewhere. */
import { z } from 'zod';
import { determinationBundle } from '#review/offline';
import { exitCodes } from '../command.ts';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { listed } from '../grant/words.ts';
import { writeNew } from '../guarded-files.ts';
import { ask, call, jsonOf, notOurs, problemOf, serverOptions } from '../server.ts';
import { submissionPath } from '../submission/view.ts';
import { counted, table } from '../terminal-text.ts';
import type { Verb } from '../verbs.ts';
import { determinationPath, determinationSummary, shown, viewOf } from './view.ts';

const listMax = 100;
const bundleBytesMax = 128 * 1024 * 1024;
const bundleMsMax = 120_000;

const waiting = z.object({
  runId: z.string(),
  submissionId: z.string(),
  declaredAs: z.string(),
  decidedAt: z.iso.datetime(),
});

export const due: Verb = {
  usage: `due ${onServerUsage}`,
  options: serverOptions,
  takes: 0,
  async execute(input) {
    const { items } = await call(serverFrom(input), z.object({ items: z.array(waiting) }), {
      method: 'GET',
      path: `/api/determinable-runs?limit=${listMax}`,
    });
    const rows = items.map((each) => [
      each.runId,
      each.submissionId,
      each.declaredAs,
      each.decidedAt,
    ]);
    const text = table(['run', 'submission', 'model', 'threshold applied'], rows);
    return { exitCode: exitCodes.done, value: items, text };
  },
};

export const list: Verb = {
  usage: `list [--submission ID] ${onServerUsage}`,
  options: { ...serverOptions, submission: { type: 'string' } },
  takes: 0,
  async execute(input) {
    const id = input.option('submission');
    const path = id === undefined ? '/api/determinations' : submissionPath(id, '/determinations');
    // The newest; who has more than that looks in the web UI or asks the API.
    const { items } = await call(
      serverFrom(input),
      z.object({ items: z.array(determinationSummary) }),
      { method: 'GET', path: `${path}?limit=${listMax}` },
    );
    const rows = items.map((each) => [
      each.id,
      each.submissionId,
      each.declaredAs,
      each.state,
      each.openedAt,
    ]);
    const text = table(['determination', 'submission', 'model', 'state', 'opened'], rows);
    return { exitCode: exitCodes.done, value: items, text };
  },
};

export const show: Verb = {
  usage: `show DETERMINATION ${onServerUsage}`,
  options: serverOptions,
  takes: 1,
  execute: async (input) => shown(await viewOf(serverFrom(input), input.positionals[0] ?? '')),
};

/** What `review verify` takes. That it was taken stands in the engagement's log. */
export const proof: Verb = {
  usage: `proof DETERMINATION --out FILE ${onServerUsage}`,
  options: { ...serverOptions, out: { type: 'string' } },
  takes: 1,
  async execute(input) {
    const [server, out] = [serverFrom(input), input.required('out')];
    const answer = await ask(server, {
      method: 'GET',
      path: determinationPath(input.positionals[0] ?? '', '/verification'),
      msMax: bundleMsMax,
      answerBytesMax: bundleBytesMax,
    });
    if (answer.status >= 300) throw problemOf(server, answer);
    const bundle = determinationBundle.safeParse(jsonOf(answer.text));
    if (!bundle.success) throw notOurs(server, answer.status);
    writeNew(out, answer.bytes, 0o600);
    const { samples } = bundle.data;
    return {
      exitCode: exitCodes.done,
      value: { file: out, samples: samples.length },
      text: listed([
        ['written to', out],
        ['samples', counted(samples.length)],
        ['next', `sallyport review verify ${out} --opening FILE --keys FILE`],
      ]).join('\n'),
    };
  },
};
