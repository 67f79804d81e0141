/**
 * What a party changes of a submission: its own witness of the gateway's log, and, for the developer, the
 * day of release. A later day adds nothing to the thirty days.
 */
import { z } from 'zod';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { call, serverOptions } from '../server.ts';
import type { Verb } from '../verbs.ts';
import { shown, submissionPath, viewOf } from './view.ts';

const changeBy = (name: string, argument: string, field: string): Verb => ({
  usage: `${name} SUBMISSION ${argument} ${onServerUsage}`,
  options: serverOptions,
  takes: 2,
  async execute(input) {
    const [id = '', given = ''] = input.positionals;
    const server = serverFrom(input);
    const path = submissionPath(id, `/${name}`);
    await call(server, z.object({}), { method: 'POST', path, value: { [field]: given } });
    return shown(await viewOf(server, id));
  },
});

export const witness = changeBy('witness', 'VKEY', 'vkey');
export const release = changeBy('release', 'INSTANT', 'plannedReleaseAt');
