/**
 * `question ask` and `supplement`: what is asked with is a file, as its digest is what the receipt names, and as an
 * argument can be read by every user of the host. It never holds weights.
 */
import { descriptor, descriptorSha256, type Descriptor } from '#review/offline';
import { CliError, exitCodes, type CommandResult } from '../command.ts';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { jsonAs } from '../json-file.ts';
import { call, serverOptions } from '../server.ts';
import { releaseCalls, submissionPath } from '../submission/view.ts';
import type { Verb, VerbInput } from '../verbs.ts';
import { questionPath, questionView, shown, type QuestionView } from './view.ts';

/** Of the engagement that opens with a question. */
const engagementOptions = {
  evaluator: { type: 'string' },
  'declared-as': { type: 'string' },
  release: { type: 'string' },
  'public-release': { type: 'string' },
} as const;

export const descriptorFrom = (file: string): Descriptor =>
  jsonAs(file, descriptor, 'a descriptor: `what`, `capabilities` and, if you like, `context`');

/** With a submission, in an engagement that is there already. */
export const ask: Verb = {
  usage: [
    'ask DESCRIPTOR.json --contact TEXT --submission ID|--evaluator ORGANISATION --declared-as NAME',
    `[--release INSTANT] [--public-release INSTANT] [--not-confidential] ${onServerUsage}`,
    '  (the file has `what`, `capabilities` and, if you like, `context`)',
  ].join(' '),
  options: {
    ...serverOptions,
    ...engagementOptions,
    contact: { type: 'string' },
    submission: { type: 'string' },
    'not-confidential': { type: 'boolean' },
  },
  takes: 1,
  calls: { ...releaseCalls, evaluatorId: '--evaluator' },
  async execute(input) {
    const asked = descriptorFrom(input.positionals[0] ?? '');
    const submissionId = input.option('submission');
    const value = {
      descriptor: asked,
      contact: input.required('contact'),
      isConfidential: !input.isSet('not-confidential'),
    };
    const view = await call(serverFrom(input), questionView, {
      method: 'POST',
      ...(submissionId === undefined
        ? { path: '/api/questions', value: { ...value, ...engagementFrom(input) } }
        : { path: existing(input, submissionId), value }),
    });
    return sealed(view, asked);
  },
};

function existing(input: VerbInput, submissionId: string): string {
  const given = Object.keys(engagementOptions).filter((name) => input.option(name) !== undefined);
  if (given.length === 0) return submissionPath(submissionId, '/questions');
  throw new CliError(
    exitCodes.invalidInput,
    `the engagement has these already: leave out \`--${given.join('`, `--')}\`, or \`--submission\``,
  );
}

const engagementFrom = (input: VerbInput) => ({
  evaluatorId: input.required('evaluator'),
  declaredAs: input.required('declared-as'),
  plannedReleaseAt: input.option('release') ?? null,
  publicReleaseAt: input.option('public-release') ?? null,
});

export const supplement: Verb = {
  usage: `supplement QUESTION DESCRIPTOR.json --contact TEXT ${onServerUsage}`,
  options: { ...serverOptions, contact: { type: 'string' } },
  takes: 2,
  async execute(input) {
    const [id = '', file = ''] = input.positionals;
    const asked = descriptorFrom(file);
    const view = await call(serverFrom(input), questionView, {
      method: 'POST',
      path: questionPath(id, '/supplement'),
      value: { descriptor: asked, contact: input.required('contact') },
    });
    return sealed(view, asked);
  },
};

/** What the server says it sealed is held against the file. */
function sealed(view: QuestionView, asked: Descriptor): CommandResult {
  if (view.descriptorSha256 === descriptorSha256(asked)) return shown(view);
  throw new CliError(
    exitCodes.failed,
    `\`${view.id}\` was asked with another descriptor than your file: the server says \`${view.descriptorSha256}\``,
  );
}
