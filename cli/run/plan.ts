/** `run plan` and `run queue`: what a run will be, fixed before any of it is seen, and a second person's yes. */
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { jsonFrom } from '../json-file.ts';
import { call, serverOptions } from '../server.ts';
import { submissionPath } from '../submission/view.ts';
import type { Verb } from '../verbs.ts';
import { runView, shown, stepped } from './view.ts';

export const plan: Verb = {
  usage: `plan SUBMISSION PLAN.json ${onServerUsage}`,
  options: serverOptions,
  takes: 2,
  async execute(input) {
    const [id = '', path = ''] = input.positionals;
    const asked = {
      method: 'POST',
      path: submissionPath(id, '/runs'),
      value: jsonFrom(path),
    } as const;
    return shown(await call(serverFrom(input), runView, asked));
  },
};

export const queue: Verb = {
  usage: `queue RUN ${onServerUsage}`,
  options: serverOptions,
  takes: 1,
  execute: (input) => stepped(serverFrom(input), input.positionals[0] ?? '', 'queue', {}),
};
