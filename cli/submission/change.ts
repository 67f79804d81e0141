/**
 * What a party changes of a submission: its own witness of the gateway's log, and, for the developer, the days
 * of release and what it takes part in. A later day adds nothing to the thirty days; withdrawing is one command,
 * asks for no reason, and ends every grant.
 */
import { z } from 'zod';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { call, serverOptions } from '../server.ts';
import type { Verb, VerbInput } from '../verbs.ts';
import { releaseCalls, shown, submissionPath, viewOf } from './view.ts';

interface Change {
  /** Of the route, where it is not the verb. */
  step?: string;
  argument?: string;
  options?: Verb['options'];
  usage?: string;
  calls?: Verb['calls'];
  body(input: VerbInput): object;
}

const changeBy = (name: string, change: Change): Verb => ({
  usage: [name, 'SUBMISSION', change.argument, change.usage, onServerUsage]
    .filter(Boolean)
    .join(' '),
  options: { ...serverOptions, ...change.options },
  takes: change.argument === undefined ? 1 : 2,
  ...(change.calls === undefined ? {} : { calls: change.calls }),
  async execute(input) {
    const [id = ''] = input.positionals;
    const server = serverFrom(input);
    const path = submissionPath(id, `/${change.step ?? name}`);
    await call(server, z.object({}), { method: 'POST', path, value: change.body(input) });
    return shown(await viewOf(server, id));
  },
});
const second = ({ positionals }: VerbInput): string => positionals[1] ?? '';
/** `none` takes a date back. */
const orNone = (given: string | undefined) => (given === 'none' ? null : given);

export const witness = changeBy('witness', {
  argument: 'VKEY',
  calls: { vkey: 'VKEY' },
  body: (input) => ({ vkey: second(input) }),
});

export const release = changeBy('release', {
  argument: 'INSTANT|none',
  usage: '[--public-release INSTANT|none]',
  options: { 'public-release': { type: 'string' } },
  calls: { ...releaseCalls, plannedReleaseAt: 'INSTANT' },
  body: (input) => ({
    plannedReleaseAt: orNone(second(input)),
    publicReleaseAt: orNone(input.option('public-release')),
  }),
});

export const pause = changeBy('pause', { body: () => ({}) });
export const resume = changeBy('resume', { step: 'resumption', body: () => ({}) });
export const withdraw = changeBy('withdraw', { step: 'withdrawal', body: () => ({}) });

/** All that it takes part in from now on; what is left out ends. `none` for nothing. */
export const scope = changeBy('scope', {
  argument: 'access,determination,partners|none',
  calls: { scope: 'access,determination,partners' },
  body: (input) => ({ scope: second(input) === 'none' ? [] : second(input).split(',') }),
});
