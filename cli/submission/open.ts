/** `submission open`: the developer declares a model, with its gateway or without one yet. */
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { call, serverOptions } from '../server.ts';
import type { Verb } from '../verbs.ts';
import { gatewayCalls, gatewayFrom, gatewayOptions, gatewayUsage } from './gateway.ts';
import { releaseCalls, shown, submissionView } from './view.ts';

export const open: Verb = {
  usage: [
    'open --evaluator ORGANISATION --declared-as NAME [--model-digest SHA256]',
    `[${gatewayUsage}] [--release INSTANT] [--public-release INSTANT] ${onServerUsage}`,
  ].join(' '),
  options: {
    ...serverOptions,
    ...gatewayOptions,
    evaluator: { type: 'string' },
    'declared-as': { type: 'string' },
    'model-digest': { type: 'string' },
    release: { type: 'string' },
    'public-release': { type: 'string' },
  },
  takes: 0,
  calls: { ...gatewayCalls, evaluatorId: '--evaluator', ...releaseCalls },
  async execute(input) {
    const hasGateway = Object.keys(gatewayOptions).some((name) => input.option(name) !== undefined);
    const value = {
      evaluatorId: input.required('evaluator'),
      declaredAs: input.required('declared-as'),
      modelDigest: input.option('model-digest') ?? null,
      plannedReleaseAt: input.option('release') ?? null,
      publicReleaseAt: input.option('public-release') ?? null,
      gateway: hasGateway ? gatewayFrom(input) : null,
    };
    const asked = { method: 'POST', path: '/api/submissions', value } as const;
    return shown(await call(serverFrom(input), submissionView, asked));
  },
};
