/** What officials do with a tier: withhold it, write it, give it back, or tell it to the developer. */
import { z } from 'zod';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { readGiven } from '../guarded-files.ts';
import { call, serverOptions } from '../server.ts';
import type { Verb, VerbInput } from '../verbs.ts';
import { shownTiers, tierPath } from './view.ts';

interface Step {
  name: string;
  /** Of the route. */
  step: string;
  usage: string;
  options: Verb['options'];
  calls?: Verb['calls'];
  body(input: VerbInput): object;
}

const stepBy = ({ name, step, usage, options, calls = {}, body }: Step): Verb => ({
  usage: `${name} DETERMINATION TIER ${usage} ${onServerUsage}`,
  options: { ...serverOptions, ...options },
  takes: 2,
  calls,
  async execute(input) {
    const [id = '', tier = ''] = input.positionals;
    const server = serverFrom(input);
    const path = tierPath(id, tier, `/${step}`);
    await call(server, z.object({}), { method: 'POST', path, value: body(input) });
    return await shownTiers(server, id);
  },
});

export const withhold = stepBy({
  name: 'withhold',
  step: 'withholding',
  usage:
    '--class classified|sealed_tasks|third_party|being_checked --reason FILE --review-by INSTANT',
  options: {
    class: { type: 'string' },
    reason: { type: 'string' },
    'review-by': { type: 'string' },
  },
  calls: { reasonClass: '--class' },
  body: (input) => ({
    reasonClass: input.required('class'),
    reviewBy: input.required('review-by'),
    reason: readGiven(input.required('reason')),
  }),
});

export const propose = stepBy({
  name: 'propose',
  step: 'proposal',
  usage: '--text FILE',
  options: { text: { type: 'string' } },
  body: (input) => ({ text: readGiven(input.required('text')) }),
});

export const returned = stepBy({
  name: 'return',
  step: 'return',
  usage: '--because TEXT',
  options: { because: { type: 'string' } },
  body: (input) => ({ because: input.required('because') }),
});

/** As the second person, who names the text that they read. */
export const release = stepBy({
  name: 'release',
  step: 'release',
  usage: '--digest DIGEST',
  options: { digest: { type: 'string' } },
  calls: { contentSha256: '--digest' },
  body: (input) => ({ contentSha256: input.required('digest') }),
});
