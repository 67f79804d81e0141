/**
 * What officials, a consulted office, a partner and an overseer need behind their pages: a run that was measured,
 * reported on and signed for, and a partner that both sides added; by the API, as another journey would.
 */
import { textOf } from '#gateway';
import { newSigner, signatureLine, signNote } from '#standards/tlog';
import { Stage } from '#test/permissions';
import type { TestServer } from '#test/server';
import type { Call } from './review.fixture.ts';
import { families, openRunStage, tasksInFamily, type RunStage } from './runs.fixture.ts';

const dayMs = 86_400_000;

/** Of every family a third is solved, so that the bounds lie on both sides of the threshold. */
const solvedInFamily = 2;

/** For a determination: complete, held against its threshold, reported on by two people. */
export async function reportedRun(server: TestServer): Promise<RunStage> {
  const stage = await openRunStage(server);
  const { runId, submissionId, grantId, post } = stage;
  const run = `/api/runs/${runId}`;
  await post('evaluatorColleague', `${run}/queue`, {});
  await stage.start();
  await stage.report(
    Object.values(families).flatMap((stem) =>
      Array.from({ length: tasksInFamily }, (_, at) => ({
        task: `${stem}-${at + 1}`,
        value: at < solvedInFamily ? 1 : 0,
        // The threshold was committed a moment ago.
        lastedS: 0,
      })),
    ),
  );
  await post('evaluator', `${run}/end`, { as: 'complete' });
  await post('evaluatorColleague', `${run}/decision`, {});
  const { evaluationReportId } = await post<{ evaluationReportId: string }>(
    'evaluator',
    `/api/submissions/${submissionId}/evaluation-reports`,
    { grantId, isShared: true },
  );
  await post('evaluatorColleague', `/api/evaluation-reports/${evaluationReportId}/signature`, {});
  return stage;
}

/** Gives somebody one more office in their own organisation; no command of ours does that yet. */
export async function addOffice(
  server: TestServer,
  who: 'evaluatorKeyless' | 'partner',
  office: 'determiner' | 'finder',
): Promise<void> {
  const { id, organisationId } = server.people[who];
  await new Stage(server).asOwner(
    `insert into membership.office (person_id, organisation_id, office, opens_at)
     values ($1, $2, $3, now() - interval '1 day')`,
    [id, organisationId, office],
  );
}

/** A question to Tern Office, of which nobody declared anything yet; its engagement's id. */
export async function askedEngagement(
  server: TestServer,
  call: Call,
  declaredAs: string,
): Promise<string> {
  const { submissionId } = await call<{ submissionId: string }>(
    'developer',
    'POST',
    '/api/questions',
    {
      evaluatorId: server.people.evaluator.organisationId,
      declaredAs,
      descriptor: { what: 'a small model for code', capabilities: 'mends type errors' },
      contact: 'Dara Larch',
    },
  );
  return submissionId;
}

/** Of a person of each side who has no key yet. */
export async function partnerKeys(call: Call) {
  const signers = {
    developerKeyless: newSigner('larch/dina'),
    evaluatorKeyless: newSigner('tern/emil'),
  };
  for (const who of ['developerKeyless', 'evaluatorKeyless'] as const)
    await call(who, 'POST', '/api/approver-key', { vkey: signers[who].key.vkey });
  return signers;
}

/** What is asked for on a partner's surface. */
export const partnerAccess = {
  runner: { pseudonym: 'fen-1', keySha256: 'ef'.repeat(32), name: 'Pia Fen (invented)' },
  endpoints: [{ method: 'POST', path: '/v1/messages' }],
  lengthS: 3600,
  budget: {
    requests: 10,
    tokens: 10_000,
    streamsMax: 1,
    outputTokensMax: 100,
    contextTokensMax: 1000,
    requestBytesMax: 10_000,
  },
};

/** Fen Water Utility, nominated by the developer; added by the evaluator, or refused. */
export async function nominatedPartner(
  server: TestServer,
  call: Call,
  signers: Awaited<ReturnType<typeof partnerKeys>>,
  submissionId: string,
  as: 'added' | 'refused',
): Promise<string> {
  const of = `/api/submissions/${submissionId}`;
  const { documents } = await call<{
    documents: { sha256: string; kind: string; codes: { code: string }[] }[];
  }>('developerKeyless', 'GET', '/api/documents');
  const criteria = documents.find(({ kind }) => kind === 'partner_criteria');
  const { text } = await call<{ text: string }>(
    'developerKeyless',
    'POST',
    `${of}/partnership-statement`,
    {
      organisationId: server.people.partner.organisationId,
      category: 'utility',
      criteriaSha256: criteria?.sha256,
      criteriaMet: 'runs the water works of a county and looks for faults in their controls',
      surface: 'the messages API',
      endpoints: [{ method: 'POST', path: '/v1/messages' }],
      assets: ['pump control firmware', 'its metering service'],
      expiresAt: textOf(new Date(Date.now() + 60 * dayMs)),
      relation: 'none_declared',
      relationWords: 'neither organisation declared one',
    },
  );
  const note = signNote(text, [signers.developerKeyless]);
  const { id } = await call<{ id: string }>('developerKeyless', 'POST', `${of}/partnerships`, {
    note,
  });
  const step = `/api/partnerships/${id}`;
  if (as === 'added')
    await call('evaluatorKeyless', 'POST', `${step}/signatures`, {
      note: signatureLine(text, signers.evaluatorKeyless),
    });
  else
    await call('evaluatorKeyless', 'POST', `${step}/refusal`, {
      code: criteria?.codes[0]?.code,
      because: 'The metering service is run by somebody else.',
    });
  return id;
}
