/**
 * `submission open`: the developer declares a model, and where its gateway stands. The certificate that is
 * sent is the one that its listener shows: the server speaks to no other.
 */
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { readCertificate } from '../keys/tls-folder.ts';
import { call, serverOptions } from '../server.ts';
import type { Verb } from '../verbs.ts';
import { shown, submissionView } from './view.ts';

export const open: Verb = {
  usage: [
    'open --evaluator ORGANISATION --declared-as NAME --model-digest SHA256 --gateway URL --ca CERT.pem',
    `--log VKEY [--witness VKEY] [--release INSTANT] ${onServerUsage}`,
  ].join(' '),
  options: {
    ...serverOptions,
    evaluator: { type: 'string' },
    'declared-as': { type: 'string' },
    'model-digest': { type: 'string' },
    gateway: { type: 'string' },
    ca: { type: 'string' },
    log: { type: 'string' },
    witness: { type: 'string' },
    release: { type: 'string' },
  },
  takes: 0,
  async execute(input) {
    const value = {
      evaluatorId: input.required('evaluator'),
      declaredAs: input.required('declared-as'),
      modelDigest: input.required('model-digest'),
      gatewayUrl: input.required('gateway'),
      listenerCertificate: readCertificate(input.required('ca')),
      logVkey: input.required('log'),
      witnessVkey: input.option('witness') ?? null,
      plannedReleaseAt: input.option('release') ?? null,
    };
    const asked = { method: 'POST', path: '/api/submissions', value } as const;
    return shown(await call(serverFrom(input), submissionView, asked));
  },
};
