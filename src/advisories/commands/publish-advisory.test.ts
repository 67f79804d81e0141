/** Publication as an act: all of it or nothing, once, and only with a verified fix. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { Stage } from '#test/permissions';
import { startTestServer, type TestServer } from '#test/server';

let server: TestServer;
let stage: Stage;
before(async () => {
  server = await startTestServer();
  stage = new Stage(server);
});
after(() => server.close());

interface Problem {
  code: string;
  errors?: { pointer: string; detail: string }[];
}

async function asCoordinator(method: string, path: string, body?: unknown): Promise<Response> {
  const sender = await stage.requests.as('coordinator');
  return await stage.requests.send(sender, { method, path, body });
}

/** States of case and advisory, and how many events their log has: what a refusal must not change. */
async function standing(caseId: string): Promise<unknown> {
  const { rows } = await stage.asOwner(
    `select c.state as case_state, a.state, a.published_at, a.csaf,
        (select count(*) from advisories.affected_package p where p.advisory_id = a.id) as packages,
        (select count(*) from zone_outer.event e where e.log = 'case:' || c.id) as events,
        (select count(*) from zone_outer.event e where e.subject = a.id) as public_events
     from clearinghouse.root_case c left join advisories.advisory a on a.case_id = c.id where c.id = $1`,
    [caseId],
  );
  assert.equal(rows.length, 1);
  return rows[0];
}

test('a draft that is not fit is refused with its places, and the case stays where it was', async () => {
  const caseId = await stage.case('fix_verified');
  const id = await stage.draft(caseId);
  await stage.asOwner(
    `update advisories.advisory set document = jsonb_set(document, '{impact}', '""') where id = $1`,
    [id],
  );
  const before = await standing(caseId);
  const response = await asCoordinator('POST', `/api/advisories/${id}/publication`);
  assert.equal(response.status, 422);
  const { errors } = (await response.json()) as Problem;
  assert.deepEqual(
    errors?.map(({ pointer }) => pointer),
    ['/impact'],
  );
  assert.deepEqual(await standing(caseId), before);
});

test('publication without a verified fix is refused by name', async () => {
  for (const state of ['open', 'coordinating'] as const) {
    const caseId = await stage.case(state);
    const id = await stage.draft(caseId);
    const before = await standing(caseId);
    const response = await asCoordinator('POST', `/api/advisories/${id}/publication`);
    assert.deepEqual(
      [response.status, ((await response.json()) as Problem).code],
      [409, 'fix_not_verified'],
    );
    assert.deepEqual(await standing(caseId), before);
  }
});

test('ten who publish at once publish once', async () => {
  const caseId = await stage.case('fix_verified');
  const id = await stage.draft(caseId);
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => asCoordinator('POST', `/api/advisories/${id}/publication`)),
  );
  const statuses = answers.map(({ status }) => status).sort();
  assert.deepEqual(statuses, [204, ...Array.from({ length: 9 }, () => 409)]);
  const { rows } = await stage.asOwner<{ type: string; n: string }>(
    `select type, count(*) as n from zone_outer.event where type in
       ('advisories.advisory_published', 'advisories.advisory_public', 'clearinghouse.case_published')
       and (subject = $1 or subject = $2) group by type order by type`,
    [caseId, id],
  );
  assert.deepEqual(
    rows.map(({ type, n }) => [type, Number(n)]),
    [
      ['advisories.advisory_public', 1],
      ['advisories.advisory_published', 1],
      ['clearinghouse.case_published', 1],
    ],
  );
});

test('what is published is the text that was hashed, byte for byte, for everybody', async () => {
  const id = await stage.advisory('published');
  const shown = (await (
    await stage.requests.send('nobody', { method: 'GET', path: `/api/advisories/${id}` })
  ).json()) as { csafSha256: string; osvSha256: string; caseId: null };
  assert.equal(shown.caseId, null);
  for (const [format, sha256] of [
    ['csaf', shown.csafSha256],
    ['osv', shown.osvSha256],
  ] as const) {
    const response = await stage.requests.send('nobody', {
      method: 'GET',
      path: `/advisories/${id}/${format}.json`,
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    assert.equal(createHash('sha256').update(bytes).digest('hex'), sha256, format);
    assert.ok(bytes.length > 500 && JSON.parse(bytes.toString('utf8')));
  }
});

test('a published advisory is not rewritten', async () => {
  const caseId = await stage.case('published');
  const before = await standing(caseId);
  const response = await asCoordinator('POST', `/api/cases/${caseId}/advisory`, { title: 'other' });
  assert.ok([409, 422].includes(response.status));
  assert.deepEqual(await standing(caseId), before);
});

/** Everything a coordinator and a worker can do to a case, in any order. */
const steps = ['take', 'fix_verified', 'fix_refused', 'draft', 'publish', 'close'] as const;

test('no sequence of steps publishes a case that has no verified fix', async () => {
  let published = 0;
  let kept = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...steps), { minLength: 3, maxLength: 9 }),
      async (sequence) => {
        const caseId = await stage.case('open');
        let advisoryId = 'SP-2026-0000';
        let isVerified = false;
        for (const step of sequence) {
          if (step === 'take') await asCoordinator('POST', `/api/cases/${caseId}/owner`);
          else if (step === 'close') await asCoordinator('POST', `/api/cases/${caseId}/closure`);
          else if (step === 'draft') {
            const drafted = await stage.draft(caseId).catch(() => undefined);
            advisoryId = drafted ?? advisoryId;
          } else if (step === 'publish')
            await asCoordinator('POST', `/api/advisories/${advisoryId}/publication`);
          else {
            const done = await stage.fix(caseId, step === 'fix_verified').catch(() => undefined);
            isVerified ||= done !== undefined && step === 'fix_verified';
          }
        }
        const { rows } = await stage.asOwner<{ state: string; published: boolean }>(
          `select c.state, coalesce(a.state = 'published', false) as published from clearinghouse.root_case c
         left join advisories.advisory a on a.case_id = c.id where c.id = $1`,
          [caseId],
        );
        const isOut = rows[0]?.published === true;
        // An advisory is out exactly when its case says so.
        assert.equal(
          isOut,
          ['published', 'closed'].includes(rows[0]?.state ?? ''),
          sequence.join(' '),
        );
        assert.ok(!isOut || isVerified, sequence.join(' '));
        if (isOut) published += 1;
        else kept += 1;
      },
    ),
    {
      numRuns: 40,
      examples: [
        [['take', 'fix_verified', 'draft', 'publish', 'close']],
        [['take', 'fix_verified', 'fix_refused', 'draft', 'publish']],
        [['take', 'draft', 'publish', 'fix_refused', 'publish']],
        [['draft', 'publish', 'close', 'take', 'publish']],
      ],
    },
  );
  assert.ok(published >= 2 && kept >= 2, `${published} published, ${kept} not`);
});
