/**
 * Where a submission's gateway stands, as its developer gives it: with `submission open`, or later with
 * `submission connect`. The certificate that is sent is the one that its listener shows: the server speaks to
 * no other.
 */
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { readCertificate } from '../keys/tls-folder.ts';
import { call, serverOptions } from '../server.ts';
import type { Verb, VerbInput } from '../verbs.ts';
import { shown, submissionPath, submissionView } from './view.ts';

export const gatewayUsage = '--gateway URL --ca CERT.pem --log VKEY [--witness VKEY]';
export const gatewayOptions = {
  gateway: { type: 'string' },
  ca: { type: 'string' },
  log: { type: 'string' },
  witness: { type: 'string' },
} as const;

export const gatewayCalls = {
  gatewayUrl: '--gateway',
  listenerCertificate: '--ca',
  logVkey: '--log',
  witnessVkey: '--witness',
} as const;

export const gatewayFrom = (input: VerbInput) => ({
  gatewayUrl: input.required('gateway'),
  listenerCertificate: readCertificate(input.required('ca')),
  logVkey: input.required('log'),
  witnessVkey: input.option('witness') ?? null,
});

export const connect: Verb = {
  usage: `connect SUBMISSION ${gatewayUsage} [--model-digest SHA256] ${onServerUsage}`,
  options: { ...serverOptions, ...gatewayOptions, 'model-digest': { type: 'string' } },
  takes: 1,
  calls: gatewayCalls,
  async execute(input) {
    const path = submissionPath(input.positionals[0] ?? '', '/gateway');
    const value = { ...gatewayFrom(input), modelDigest: input.option('model-digest') ?? null };
    return shown(await call(serverFrom(input), submissionView, { method: 'POST', path, value }));
  },
};
