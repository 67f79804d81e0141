/**
 * Where a threshold lies is told to nobody to whom it was not shown: not to the office that is consulted, not to an
 * overseer, not to the developer, by no text and no member of anything that they may read.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { textOf } from '#gateway';
import { plantedThreshold } from './evaluations.ts';
import type { Role } from './requests.ts';
import { parameterOf, requestFor } from './subjects.ts';
import { sessionRows } from './table.ts';
import { Walk } from './walk.ts';

let walk: Walk;
before(async () => void (walk = await Walk.begin()));
after(() => walk.close());

const readers = ['consultee', 'overseer', 'developer', 'developerColleague', 'partner'] as const;
const others = ['rivalEvaluator', 'rivalDeveloper', 'finder', 'operator'] as const;
const reason =
  'The reason that two officials give, in as many words of their own as a reason has to have, and then a few more of them so that nobody doubts it.';
/** As a share and in percent, however the point is written. */
const tells = (text: string): boolean => /(?<!\d)(0?[.,]4321|43[.,]21)/.test(text);

/** A signed determination of a real run, on which an office was consulted, and whose people declared. */
async function determined(): Promise<Record<string, string>> {
  const { stage } = walk;
  const post = async (role: Role, path: string, body: object, status = 200) =>
    await stage.must(role, status, { method: 'POST', path, body });
  const get = async (role: Role, path: string) =>
    await stage.must(role, 200, { method: 'GET', path });
  const runId = await stage.evaluations.determinable();
  const { rows } = await stage.asOwner<{ submissionId: string; thresholdId: string }>(
    'select submission_id as "submissionId", threshold_id as "thresholdId" from evaluation.run where id = $1',
    [runId],
  );
  const { submissionId = '', thresholdId = '' } = rows[0] ?? {};
  for (const role of ['determiner', 'determinerColleague'] as const)
    await post(role, `/api/submissions/${submissionId}/declaration`, { hasInterest: false }, 204);
  const answerBy = textOf(new Date(Date.now() + 7 * 86_400_000));
  const opened = await post(
    'determiner',
    `/api/submissions/${submissionId}/determinations`,
    {
      runId,
      consultees: [{ organisationId: walk.server.people.consultee.organisationId, answerBy }],
    },
    201,
  );
  const { id, content } = (await opened.json()) as {
    id: string;
    content: { proposal: { outcome: string }; linkedSamples: { position: number }[] };
  };
  const asked = `/api/consultations/${id}`;
  await post('consultee', `${asked}/declaration`, { hasInterest: false }, 204);
  await post('consultee', `${asked}/answer`, { view: 'no_view', words: 'we did not measure it' });
  const determination = `/api/determinations/${id}`;
  for (const { position } of content.linkedSamples)
    await post('determiner', `${determination}/samples/${position}`, {});
  const outcome = { met: 'covered', not_met: 'not_covered' }[content.proposal.outcome];
  await post('determiner', `${determination}/decision`, {
    outcome: outcome ?? 'cannot_tell',
    reason,
  });
  for (const role of ['determiner', 'determinerColleague'] as const) {
    const shown = await (await get(role, `${determination}/statement`)).text();
    const [head = '', said = ''] = shown.split('\n');
    const note = stage.engagements.lineOf(walk.server.people[role].id, `${head}\n${said}\n`);
    await post(role, `${determination}/signatures`, { note });
  }
  return { submissionId, thresholdId, runId, determinationId: id, consultationId: id };
}

test('a threshold that was shown to nobody is read in no answer by whoever was not shown it', async () => {
  const ids = await determined();
  const routes = [...new Set(sessionRows().map(({ route }) => route))].filter((route) =>
    route.startsWith('GET /api'),
  );
  const told: string[] = [];
  const answered = new Map<string, string[]>();
  for (const role of [...readers, ...others])
    for (const route of routes) {
      const name = parameterOf(route);
      const id = name === undefined ? '' : ids[name];
      if (id === undefined || route.includes('/live')) continue;
      const { requests } = walk.stage;
      const sent = requestFor(walk.stage, route, id, walk.server.people[role].id);
      const response = await requests.send(await requests.as(role), sent);
      const text = await response.text();
      if (response.status === 200) answered.set(role, [...(answered.get(role) ?? []), route]);
      if (tells(text)) told.push(`${role}: ${route}`);
    }
  assert.deepEqual(told, []);
  // It looked where the answers are.
  for (const [role, route] of [
    ['consultee', 'GET /api/consultations/:consultationId/content'],
    ['overseer', 'GET /api/determinations/:determinationId'],
    ['overseer', 'GET /api/determinations/:determinationId/statement'],
    ['overseer', 'GET /api/runs/:runId'],
    ['developer', 'GET /api/submissions/:submissionId/determinations'],
  ] as const)
    assert.ok(answered.get(role)?.includes(route), `${role} ${route}`);
  const opening = await walk.stage.must('evaluator', 200, {
    method: 'GET',
    path: `/api/thresholds/${ids['thresholdId']}/opening?purpose=to+see+that+it+is+there`,
  });
  assert.ok(tells(await opening.text()));
  assert.ok(tells(String(plantedThreshold)));
});
