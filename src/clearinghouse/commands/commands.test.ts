/** Validation, grouping and fix checks against a real database: twice, at once, and half-way. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { service } from '#platform/auth';
import { contextOf, type Context } from '#platform/context';
import { Stage, type BundleWords } from '#test/permissions';
import { startTestServer, type TestServer } from '#test/server';
import { checkFix, type FixOutcome } from './check-fix.ts';
import { validateReport, type ProofOutcome } from './validate-report.ts';

let server: TestServer;
let stage: Stage;
let worker: Context;
let count = 0;
const never = new AbortController().signal;

before(async () => {
  server = await startTestServer();
  stage = new Stage(server);
  worker = contextOf(server.zones.outer, service('validator'));
});
after(() => server.close());

const source = (): string => `#!/bin/sh\n# ${++count}\nread name; eval "echo $name"\n`;

function proved(frames: string[] | null, fixKey: string | null = null): ProofOutcome {
  return {
    kind: 'decided',
    isConfirmed: true,
    fixKey,
    evidence: Buffer.from('{}'),
    verdict: {
      verdict: 'confirmed',
      assurance: 'observed',
      hits: 5,
      runs: 5,
      benignHits: 0,
      oracle: 'file-written',
      tier: null,
      evidenceSha256: null,
      ...(frames === null
        ? {}
        : { crash: { type: 'Test', state: frames, securityRelevant: true } }),
    },
  };
}

interface Shown {
  state: string;
  caseId: string | null;
  duplicateOf: string | null;
  candidate: { caseId: string } | null;
}

async function show(id: string): Promise<Shown> {
  return (await (
    await stage.must('coordinator', 200, { method: 'GET', path: `/api/reports/${id}` })
  ).json()) as Shown;
}

async function eventsOf(log: string): Promise<string[]> {
  const { rows } = await stage.asOwner<{ type: string }>(
    'select type from zone_outer.event where log = $1 order by xid, position',
    [log],
  );
  return rows.map(({ type }) => type.split('.')[1] ?? '');
}

/** A report confirmed with these frames, or, with none, by its bytes alone. */
async function confirmed(
  words: BundleWords,
  frames: string[] | null,
  fixKey: string | null = null,
  role: 'finder' | 'rival' = 'finder',
): Promise<string> {
  const id = await stage.submit(words, role);
  await stage.validate(id, async () => proved(frames, fixKey));
  return id;
}

test('nobody but the validator validates or checks', async () => {
  const id = await stage.submit();
  const ctx = contextOf(server.zones.outer, service('matcher'));
  await assert.rejects(
    validateReport(ctx, id, async () => proved(null), never),
    /only the validator/,
  );
  await assert.rejects(
    checkFix(ctx, 'fix_x', async () => fixed, never),
    /only the validator/,
  );
  assert.equal((await show(id)).state, 'received');
});

test('a verdict is reached once, however many workers run the proof', async () => {
  const id = await stage.submit();
  let running = 0;
  const everybody = Promise.withResolvers<void>();
  const run = (frames: string[]) =>
    validateReport(
      worker,
      id,
      async () => {
        if (++running === 3) everybody.resolve();
        await everybody.promise;
        return proved(frames);
      },
      never,
    );
  await Promise.all([run(['a']), run(['b']), run(['c'])]);
  const { caseId } = await show(id);
  assert.ok(caseId);
  const { rows } = await stage.asOwner<{ n: string }>(
    `select count(*) as n from zone_outer.event where subject = $1 and type = 'clearinghouse.verdict_reached'`,
    [id],
  );
  assert.equal(Number(rows[0]?.n), 1);
  // And again, after it was decided: nothing happens, not even a read.
  const before = await eventsOf(`finder:${server.people.finder.organisationId}`);
  await validateReport(worker, id, () => Promise.reject(new Error('ran again')), never);
  assert.deepEqual(await eventsOf(`finder:${server.people.finder.organisationId}`), before);
});

test('a worker that dies half-way is followed by another, and a failing sandbox refutes nothing', async () => {
  const id = await stage.submit();
  const dies = () => Promise.reject(new Error('killed'));
  await assert.rejects(validateReport(worker, id, dies, never), /killed/);
  assert.equal((await show(id)).state, 'validating');
  await stage.validate(id, async () => ({ kind: 'sandbox-failed', reason: 'no tier' }));
  assert.equal((await show(id)).state, 'held');
  await stage.validate(id, async () => proved(['after all']));
  assert.equal((await show(id)).state, 'confirmed');
});

test('two workers that confirm one cause at one instant meet in one case', async () => {
  const shared = source();
  const ids: string[] = [];
  for (let index = 0; index < 6; index++)
    ids.push(
      await stage.submit(
        { source: shared, trigger: `${index}\n` },
        index % 2 === 0 ? 'finder' : 'rival',
      ),
    );
  await Promise.all(ids.map((id) => stage.validate(id, async () => proved(['one', 'cause']))));
  const shown = await Promise.all(ids.map(show));
  assert.equal(new Set(shown.map(({ caseId }) => caseId)).size, 1);
  assert.equal(shown.filter(({ duplicateOf }) => duplicateOf === null).length, 1);
  const log = await eventsOf(`case:${shown[0]?.caseId}`);
  assert.equal(log.filter((type) => type === 'case_opened').length, 1);
  assert.equal(log.filter((type) => type === 'report_joined').length, 6);
});

test('equal frames on another target, and other frames on this one, are other cases', async () => {
  const [here, elsewhere] = [source(), source()];
  const ids = [
    await confirmed({ source: here, trigger: '1' }, ['f', 'g']),
    await confirmed({ source: elsewhere, trigger: '2' }, ['f', 'g']),
    await confirmed({ source: here, trigger: '3' }, ['f', 'h']),
    await confirmed({ source: here, trigger: '4' }, ['f', 'g'], null, 'rival'),
  ];
  const cases = (await Promise.all(ids.map(show))).map(({ caseId }) => caseId);
  assert.equal(new Set(cases).size, 3);
  assert.equal(cases[3], cases[0]);
});

test('one fix that stops both only proposes: a coordinator says the same, or not', async () => {
  const shared = source();
  const first = await confirmed({ source: shared, trigger: 'a' }, null, 'version:2.0.0');
  const [same, other] = [
    await confirmed({ source: shared, trigger: 'b' }, null, 'version:2.0.0'),
    await confirmed({ source: shared, trigger: 'c' }, null, 'version:2.0.0'),
  ];
  const { caseId } = await show(first);
  for (const id of [same, other]) {
    const { caseId: none, candidate } = await show(id);
    assert.deepEqual([none, candidate?.caseId], [null, caseId]);
  }
  const place = (id: string, to: string | null, status: number) =>
    stage.must('coordinator', status, {
      method: 'POST',
      path: `/api/reports/${id}/case`,
      body: { caseId: to },
    });
  const foreign = await stage.case('open');
  await place(same, foreign, 404);
  await place(same, 'case_none', 404);
  await place(same, caseId, 204);
  await place(other, null, 204);
  await place(other, null, 409);
  assert.deepEqual([(await show(same)).caseId, (await show(same)).duplicateOf], [caseId, first]);
  const own = await show(other);
  assert.ok(own.caseId !== null && own.caseId !== caseId && own.duplicateOf === null);
});

test('one report that cannot be kept makes its whole case so', async () => {
  const shared = source();
  const first = await confirmed({ source: shared, trigger: 'a' }, ['k']);
  const { caseId } = await show(first);
  const eligibility = async () =>
    (
      (await (
        await stage.must('coordinator', 200, { method: 'GET', path: `/api/cases/${caseId}` })
      ).json()) as { embargoEligibility: string }
    ).embargoEligibility;
  assert.equal(await eligibility(), 'eligible');
  await confirmed({ source: shared, trigger: 'b', toolPrivacy: 'public' }, ['k']);
  assert.equal(await eligibility(), 'none');
  await confirmed({ source: shared, trigger: 'c', toolPrivacy: 'private' }, ['k']);
  assert.equal(await eligibility(), 'none');
});

const fixed: FixOutcome = {
  kind: 'decided',
  isVerified: true,
  result: {
    verdict: 'verified',
    stopped: ['trigger'],
    regressions: [],
    negativeControls: '1 of 1',
  },
};

/** A case in coordination with its reports' shared source, and a way to propose and check a fix. */
async function coordinated() {
  const shared = source();
  const first = await confirmed({ source: shared, trigger: 'first' }, ['fix']);
  const { caseId } = await show(first);
  assert.ok(caseId);
  await stage.must('coordinator', 204, { method: 'POST', path: `/api/cases/${caseId}/owner` });
  const propose = async (): Promise<string> => {
    const response = await stage.must('coordinator', 202, {
      method: 'POST',
      path: `/api/cases/${caseId}/fixes`,
      body: { kind: 'version', version: '2.0.0' },
    });
    return ((await response.json()) as { fixId: string }).fixId;
  };
  const state = async () => {
    const shown = await stage.must('coordinator', 200, {
      method: 'GET',
      path: `/api/cases/${caseId}`,
    });
    const { state: of, fixes } = (await shown.json()) as {
      state: string;
      fixes: { state: string; result: { stopped: string[] } | null }[];
    };
    return { of, fix: fixes.at(-1)?.state, stopped: fixes.at(-1)?.result?.stopped.length };
  };
  const join = (trigger: string) => confirmed({ source: shared, trigger }, ['fix']);
  return { caseId, shared, propose, state, join };
}

test('a fix is verified against every distinct reproducer, and refused by one', async () => {
  const { propose, state, join, shared } = await coordinated();
  await join('second');
  // Equal bytes are one reproducer.
  await confirmed({ source: shared, trigger: 'second' }, ['fix'], null, 'rival');
  const refusing = await propose();
  let asked = 0;
  const refuse: FixOutcome = {
    ...fixed,
    isVerified: false,
    result: { ...fixed.result, verdict: 'not-stopped', stopped: [] },
  } as FixOutcome;
  await checkFix(worker, refusing, async () => (++asked === 2 ? refuse : fixed), never);
  assert.deepEqual([asked, await state()], [2, { of: 'coordinating', fix: 'refused', stopped: 0 }]);
  const good = await propose();
  await checkFix(worker, good, async () => fixed, never);
  assert.deepEqual(await state(), { of: 'fix_verified', fix: 'verified', stopped: 2 });
  // Decided is decided.
  await checkFix(worker, good, async () => refuse, never);
  assert.deepEqual((await state()).fix, 'verified');
});

test('a reproducer that joins later takes verification back; a copy of a known one does not', async () => {
  const { caseId, propose, state, join, shared } = await coordinated();
  await checkFix(worker, await propose(), async () => fixed, never);
  await confirmed({ source: shared, trigger: 'first' }, ['fix'], null, 'rival');
  assert.equal((await state()).of, 'fix_verified');
  await join('another way in');
  assert.equal((await state()).of, 'coordinating');
  assert.ok((await eventsOf(`case:${caseId}`)).includes('case_reopened'));
  await checkFix(worker, await propose(), async () => fixed, never);
  assert.deepEqual(await state(), { of: 'fix_verified', fix: 'verified', stopped: 2 });
});

test('a reproducer that joins while the check runs is checked too, before anything is verified', async () => {
  const { propose, state, join } = await coordinated();
  let asked = 0;
  const check = async (): Promise<FixOutcome> => {
    asked += 1;
    if (asked === 1) await join('came in meanwhile');
    return fixed;
  };
  await checkFix(worker, await propose(), check, never);
  assert.deepEqual(
    [asked, await state()],
    [2, { of: 'fix_verified', fix: 'verified', stopped: 2 }],
  );
});

test('our own failure holds a fix, and it can be checked again', async () => {
  const { propose, state } = await coordinated();
  const id = await propose();
  await checkFix(worker, id, async () => ({ kind: 'sandbox-failed', reason: 'no tier' }), never);
  assert.deepEqual(await state(), { of: 'coordinating', fix: 'held', stopped: undefined });
  await checkFix(worker, id, async () => fixed, never);
  assert.equal((await state()).of, 'fix_verified');
});

test('what joins after publication keeps its credit and reopens nothing', async () => {
  const shared = source();
  const first = await confirmed({ source: shared, trigger: 'first' }, ['late']);
  const { caseId } = await show(first);
  assert.ok(caseId);
  await stage.asOwner(`update clearinghouse.root_case set state = 'published' where id = $1`, [
    caseId,
  ]);
  const late = await confirmed({ source: shared, trigger: 'late' }, ['late'], null, 'rival');
  assert.deepEqual([(await show(late)).caseId, (await show(late)).duplicateOf], [caseId, first]);
  const { rows } = await stage.asOwner<{ state: string }>(
    'select state from clearinghouse.root_case where id = $1',
    [caseId],
  );
  assert.equal(rows[0]?.state, 'published');
});
