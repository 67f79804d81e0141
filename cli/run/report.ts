/**
 * `run report`: the report on the access that a run was made under. One person proposes what stands, another
 * reads exactly that and signs it by its digest; or it is said that none will come, and why.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { CliError, exitCodes, type CommandResult } from '../command.ts';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { listed } from '../grant/words.ts';
import { newest } from '../listing.ts';
import { ask, call, problemOf, serverOptions, type Server } from '../server.ts';
import { submissionPath } from '../submission/view.ts';
import { table, visible } from '../terminal-text.ts';
import type { Verb, VerbInput } from '../verbs.ts';
import { viewOf } from './view.ts';

const reportView = z.object({
  id: z.string(),
  grantId: z.string(),
  state: z.string(),
  isShared: z.boolean(),
  contentSha256: z.string().nullable(),
  reason: z.string().nullable(),
  proposedBy: z.string(),
  settledBy: z.string().nullable(),
});
type ReportView = z.output<typeof reportView>;
const made = z.object({ evaluationReportId: z.string() });

const contentBytesMax = 16 * 1024 * 1024;
const reportsOf = (submissionId: string, part = ''): string =>
  submissionPath(submissionId, `/evaluation-reports${part}`);
const reportPath = (id: string, part = ''): string =>
  `/api/evaluation-reports/${encodeURIComponent(id)}${part}`;

type Action = (server: Server, id: string, input: VerbInput) => Promise<CommandResult>;

const actions: Readonly<Record<string, Action>> = {
  propose: (server, id, input) => begun(server, id, '', { isShared: input.isSet('shared') }),
  'not-completed': (server, id, input) =>
    begun(server, id, '/not-completed', { reason: input.required('because') }),
  list,
  show: async (server, id) => shown(await reportAt(server, id)),
  read,
  sign,
  async withdraw(server, id, input) {
    const value = { because: input.option('because') ?? '' };
    return await settled(server, id, '/withdrawal', value);
  },
};

export const report: Verb = {
  usage: `report propose RUN [--shared] | report not-completed RUN --because TEXT | report list RUN | report show REPORT | report read REPORT --purpose TEXT | report sign REPORT --sha256 DIGEST | report withdraw REPORT [--because TEXT] ${onServerUsage}`,
  options: {
    ...serverOptions,
    shared: { type: 'boolean' },
    because: { type: 'string' },
    purpose: { type: 'string' },
    sha256: { type: 'string' },
  },
  takes: 2,
  async execute(input) {
    const [name = '', id = ''] = input.positionals;
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (action === undefined) {
      throw new CliError(
        exitCodes.invalidInput,
        `usage: sallyport run ${report.usage.replaceAll(' | ', '\n       sallyport run ')}`,
      );
    }
    return await action(serverFrom(input), id, input);
  },
};

/** The run says which access of which engagement the report is on. */
async function begun(
  server: Server,
  runId: string,
  part: string,
  more: object,
): Promise<CommandResult> {
  const { submissionId, grantId } = await viewOf(server, runId);
  const { evaluationReportId } = await call(server, made, {
    method: 'POST',
    path: reportsOf(submissionId, part),
    value: { grantId, ...more },
  });
  return shown(await reportAt(server, evaluationReportId));
}

async function list(server: Server, runId: string): Promise<CommandResult> {
  const { submissionId, grantId } = await viewOf(server, runId);
  const items = await newest(server, reportView, reportsOf(submissionId));
  const own = items.filter((each) => each.grantId === grantId);
  const rows = own.map((each) => [each.id, each.state, each.proposedBy, each.settledBy ?? '']);
  const text = table(['report', 'state', 'proposed by', 'settled by'], rows);
  return { exitCode: exitCodes.done, value: own, text };
}

/** The bytes as they are; of a proposed report their digest is what is signed. */
async function read(server: Server, id: string, input: VerbInput): Promise<CommandResult> {
  const query = new URLSearchParams({ purpose: input.required('purpose') });
  const answer = await ask(server, {
    method: 'GET',
    path: reportPath(id, `/content?${query.toString()}`),
    answerBytesMax: contentBytesMax,
  });
  if (answer.status !== 200) throw problemOf(server, answer);
  const sha256 = createHash('sha256').update(answer.bytes).digest('hex');
  return {
    exitCode: exitCodes.done,
    value: { sha256, text: answer.text },
    text: [visible(answer.text), '', ...listed([['sha256', sha256]])].join('\n'),
  };
}

async function sign(server: Server, id: string, input: VerbInput): Promise<CommandResult> {
  const sha256 = input.required('sha256');
  const { contentSha256 } = await reportAt(server, id);
  if (contentSha256 !== sha256) {
    throw new CliError(
      exitCodes.refused,
      `\`${id}\` is not the report with that digest; read it again, and sign what you read`,
    );
  }
  return await settled(server, id, '/signature', {});
}

async function settled(
  server: Server,
  id: string,
  part: string,
  value: object,
): Promise<CommandResult> {
  const answer = await ask(server, {
    method: 'POST',
    path: reportPath(id, part),
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  });
  if (answer.status !== 204) throw problemOf(server, answer);
  return shown(await reportAt(server, id));
}

const reportAt = (server: Server, id: string): Promise<ReportView> =>
  call(server, reportView, { method: 'GET', path: reportPath(id) });

const shown = (view: ReportView): CommandResult => ({
  exitCode: exitCodes.done,
  value: view,
  text: listed([
    ['report', view.id],
    ['state', view.reason === null ? view.state : `${view.state}: ${view.reason}`],
    ['grant', view.grantId],
    ['for', view.isShared ? 'the developer too' : 'this office'],
    ...(view.contentSha256 === null ? [] : [['sha256', view.contentSha256] as const]),
    ['proposed by', view.proposedBy],
    ...(view.settledBy === null ? [] : [['settled by', view.settledBy] as const]),
  ]).join('\n'),
});
