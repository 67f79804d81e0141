/**
 * INVARIANT (tier by tier): until two officials tell the developer a tier, nothing that the developer or a third party
 * can ask for holds a threshold's value, which way a score or a determination went, or what was said of it. The
 * whole way is walked over HTTP with words planted in it, and every route is asked after each stretch: by its people,
 * about everything the engagement has, with the stream of its events listened to meanwhile.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { allRoutes } from '#app';
import { textOf } from '#gateway';
import { logIdOf, logs } from '#platform/ledger';
import { startTestServer, type TestServer } from '#test/server';
import { plantedThreshold } from './evaluations.ts';
import type { Role } from './requests.ts';
import { Stage } from './stage.ts';
import { parameterOf, requestFor } from './subjects.ts';

const dayMs = 86_400_000;
const side: readonly Role[] = ['developer', 'developerColleague', 'developerKeyless'];
const outsiders: readonly (Role | 'nobody')[] = [
  ...['nobody', 'finder', 'coordinator', 'operator', 'administrator'],
  ...['partner', 'rivalDeveloper', 'rivalEvaluator'],
] as (Role | 'nobody')[];
const people = [...side, ...outsiders];

const plant = (what: string): string =>
  `planted ${what} 7c1f: words that nobody is told before it is time`;
const words = {
  view: plant('view'),
  dissent: plant('dissent'),
  reason: `${plant('reason')}, ${plant('reason')}, ${plant('reason')}`,
  text: plant('text'),
};
/** As a share and in percent; and which way anything went, as a value. */
const escaped = (amount: number): string => String(amount).replace('.', '\\.');
// In percent it could be the seconds of an instant, and either the digits of a longer number.
const value = new RegExp(
  `(?<!\\d)${escaped(plantedThreshold)}(?!\\d)|(?<![\\d:])${escaped(100 * plantedThreshold)}(?!\\d)`,
);
const outcome = /"(?:met|not_met|cannot_tell|covered|not_covered)"|planted \w+ 7c1f/;
/** The interface as it is published lists every word there can be. */
const published = /^GET \/(api\/openapi\.json|docs\/)/;

let server: TestServer;
let stage: Stage;
let routes: string[];
let ids: Record<string, string>;
let heard = '';
const listening = new AbortController();

before(async () => {
  server = await startTestServer();
  stage = new Stage(server);
  const neverGrows = { onGrowth: () => () => undefined, close: async () => undefined };
  routes = allRoutes(server.config, neverGrows, server.zones)
    .map(({ method, path }) => `${method} ${path}`)
    .filter((route) => !published.test(route) && !/session$/.test(route));
  await stage.engagements.grant('complete');
  await stage.determinations.prepare();
  await stage.evaluations.prepare();
  const made = await stage.evaluations.determinableAndShared();
  const logId = logIdOf(server.keys.inner, logs.engagement(made.submissionId));
  ids = { ...made, logId, documentSha256: await stage.engagements.terms() };
  void listen();
});
after(async () => {
  listening.abort();
  await server.close();
});

async function listen(): Promise<void> {
  const sent = { method: 'GET', path: `/api/submissions/${ids['submissionId']}/live` };
  const { cookie } = (await stage.requests.as('developer')) as { cookie: string };
  const response = await fetch(`${server.url}${sent.path}`, {
    headers: { cookie, 'sec-fetch-site': 'same-origin' },
    signal: listening.signal,
  });
  try {
    for await (const bytes of response.body ?? []) heard += Buffer.from(bytes).toString('utf8');
  } catch (error) {
    if (!listening.signal.aborted) throw error;
  }
}

interface Answer {
  who: string;
  route: string;
  status: number;
  text: string;
}

/** What each is answered on each route about each thing of the engagement. */
async function asked(
  who: readonly (Role | 'nobody')[],
  which: readonly string[],
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const role of who)
    for (const route of which) {
      const name = parameterOf(route);
      const id = name === undefined ? '' : ids[name];
      if (id === undefined) continue;
      const personId = server.people[role === 'nobody' ? 'finder' : role].id;
      const sender = await stage.requests.as(role);
      const sent = requestFor(stage, route, id, personId);
      const response = await stage.requests.send(sender, sent);
      const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
      if (isStream === true) await response.body?.cancel();
      const text = isStream === true ? '' : inside(await response.text());
      answers.push({ who: role, route, status: response.status, text });
    }
  return answers;
}

/** With what an envelope carries in base64. */
function inside(text: string): string {
  const payload = /"payload":"([A-Za-z0-9+/=]+)"/.exec(text)?.[1];
  return payload === undefined ? text : text + Buffer.from(payload, 'base64').toString('utf8');
}

const reads = (): string[] => routes.filter((route) => route.startsWith('GET '));
const telling = (answers: readonly Answer[], what: RegExp): string[] =>
  answers.filter(({ text }) => what.test(text)).map(({ who, route }) => `${who} ${route}`);

async function assertUntold(): Promise<void> {
  await server.sequence('inner');
  await server.checkpoint('inner');
  const answers = await asked(people, reads());
  assert.deepEqual(telling(answers, value), []);
  assert.deepEqual(telling(answers, outcome), []);
  const seen = answers.filter(({ who, status }) => who === 'developer' && status === 200);
  assert.ok(seen.length > 25, `the developer reads ${seen.length} answers`);
}

const post = async (
  role: Role,
  path: string,
  body: object,
  status = 200,
): Promise<{ id: string }> => {
  const response = await stage.must(role, status, { method: 'POST', path, body });
  const text = await response.text();
  return (text === '' ? {} : JSON.parse(text)) as { id: string };
};

test('a run that was held against its threshold, a signed report that is shared, a finding for both', async () => {
  const [report] = await asked(
    ['developer'],
    ['GET /api/evaluation-reports/:evaluationReportId/content'],
  );
  assert.equal(report?.status, 200);
  assert.match(report.text, /"threshold":\{"commitment":"[0-9a-f]{64}","looks":1\}/);
  await assertUntold();
});

test('whoever may read the value and the outcome finds both by the same way of asking', async () => {
  const answers = await asked(['evaluator'], reads());
  const opening = 'evaluator GET /api/thresholds/:thresholdId/opening';
  assert.ok(telling(answers, value).includes(opening));
  assert.ok(telling(answers, outcome).includes('evaluator GET /api/runs/:runId'));
});

const consultee = () => ({
  organisationId: server.people.consultee.organisationId,
  answerBy: textOf(new Date(Date.now() + 7 * dayMs)),
});

/** With a consultee's no; what `determiner` opened of it is opened. */
async function opened(): Promise<string> {
  const { submissionId, runId } = ids;
  const path = `/api/submissions/${submissionId}/determinations`;
  const { id } = await post('determiner', path, { runId, consultees: [consultee()] }, 201);
  await post('consultee', `/api/consultations/${id}/declaration`, { hasInterest: false }, 204);
  const said = { view: 'not_covered', words: words.view };
  await post('consultee', `/api/consultations/${id}/answer`, said);
  const shown = await stage.must('determiner', 200, {
    method: 'GET',
    path: `/api/determinations/${id}`,
  });
  const { content } = (await shown.json()) as {
    content: { linkedSamples: { position: number }[] };
  };
  for (const { position } of content.linkedSamples)
    await post('determiner', `/api/determinations/${id}/samples/${position}`, {});
  return id;
}

test('a question; a determination with a no and dissent, taken back; another, decided and signed', async () => {
  const { submissionId = '' } = ids;
  const question = stage.reviews.bodyFor('POST /api/submissions/:submissionId/questions') ?? {};
  ids['questionId'] = (
    await post('developer', `/api/submissions/${submissionId}/questions`, question, 201)
  ).id;
  await stage.reviews.declared(submissionId);
  const first = await opened();
  ids['determinationId'] = ids['consultationId'] = first;
  await post('determinerColleague', `/api/determinations/${first}/dissent`, {
    words: words.dissent,
  });
  await assertUntold();
  await post('determiner', `/api/determinations/${first}/withdrawal`, {
    because: 'another office is asked first',
  });
  await assertUntold();

  const id = await opened();
  ids['determinationId'] = ids['consultationId'] = id;
  const said = { outcome: 'cannot_tell', reason: words.reason, differsBecause: null };
  await post('determiner', `/api/determinations/${id}/decision`, said);
  await assertUntold();
  for (const role of ['determiner', 'determinerColleague'] as const) {
    const path = `/api/determinations/${id}`;
    const note = await (
      await stage.must(role, 200, { method: 'GET', path: `${path}/statement` })
    ).text();
    const text = note.slice(0, note.lastIndexOf('\n\n') + 1) || note;
    await post(role, `${path}/signatures`, {
      note: stage.engagements.lineOf(server.people[role].id, text),
    });
  }
  await assertUntold();
  const answers = await asked(['determiner'], reads());
  assert.ok(
    telling(answers, /planted dissent 7c1f/).includes(
      'determiner GET /api/determinations/:determinationId',
    ),
  );
});

test('one tier withheld, one written and not released: the developer knows that they are, and until when', async () => {
  const tiers = `/api/determinations/${ids['determinationId']}/assessments`;
  const withheld = {
    reasonClass: 'being_checked',
    reason: words.reason,
    reviewBy: textOf(new Date(Date.now() + dayMs)),
  };
  await post('determiner', `${tiers}/profile/withholding`, withheld, 204);
  await post('determiner', `${tiers}/outcome/proposal`, { text: words.text }, 204);
  await assertUntold();
});

test('no answer to a step that is asked for tells it either, nor does the stream of events', async () => {
  const steps = routes.filter((route) => !route.startsWith('GET '));
  // Last those of the developer, which change the engagement.
  const answers = await asked([...outsiders, ...side], steps);
  assert.ok(answers.length > 500, `${answers.length} answers`);
  assert.deepEqual(telling(answers, value), []);
  assert.deepEqual(telling(answers, outcome), []);
  for (let tries = 0; tries < 50 && !heard.includes('assessment_proposed'); tries++)
    await sleep(100);
  assert.match(heard, /review\.determination_signed[^]*review\.assessment_proposed/);
  assert.doesNotMatch(heard, value);
  assert.doesNotMatch(heard, outcome);
});
