/**
 * Every page of the inner door in a real Chromium, with 1,000 engagements and a million events in the inner
 * zone. Target (issue): p95 at most 300 ms a page. A page counts as there when its data is: nothing on it says
 * that it is loading.
 *
 * A few engagements are made by the routes; the rest are copies of their rows, and the events are written in
 * bulk, in the sizes that real ones have. One process serves, so the browser's work takes its cores too.
 */
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Stage } from '#test/permissions';
import { startTestServer, type TestServer } from '#test/server';
import { newReader, openBrowser, signInAs } from '../test/browser/browser.ts';
import { percentile } from './percentile.ts';

const engagements = 1_000;
const eventsEach = 1_000;
const loads = 30;
const targetMs = 300;
const waitMsMax = 20_000;

export async function benchReview(): Promise<void> {
  const browser = await openBrowser();
  if (browser === undefined) return console.log('review: not measured without a browser');
  const server = await startTestServer();
  try {
    const ids = await makeEngagements(server);
    await multiply(server, ids);
    console.log(
      `pages of the inner door, ${engagements} engagements, ${engagements * eventsEach} events, Chromium ${browser.version()}; target p95 ${targetMs} ms`,
    );
    for (const [who, pages] of pagesOf(ids)) {
      const page = await newReader(browser, server.url);
      await signInAs(page, who);
      for (const path of pages) await measure(page, who, path);
      await page.context().close();
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

interface Made {
  submissionId: string;
  questionId: string;
  determinationId: string;
  consultationId: string;
}

async function makeEngagements(server: TestServer): Promise<Made> {
  const stage = new Stage(server);
  await stage.engagements.grant('complete');
  await stage.evaluations.prepare();
  const determinationId = await stage.reviews.determination('signed');
  const questionId = await stage.reviews.question('asked');
  const consultationId = await stage.determinations.consultation('asked');
  const { rows } = await asOwner(server, (owner) =>
    owner.query<{ id: string }>(
      'select submission_id as id from review.determination where id = $1',
      [determinationId],
    ),
  );
  return {
    submissionId: rows[0]?.id ?? '',
    questionId,
    determinationId,
    consultationId,
  };
}

/** Copies of one engagement with its question and determination, and what each log would hold. */
async function multiply(server: TestServer, { submissionId, questionId, determinationId }: Made) {
  await asOwner(server, async (owner) => {
    const copy = (table: string, id: string, changes: string, more: string[] = []) =>
      owner.query(
        `insert into ${table} select (jsonb_populate_record(each, jsonb_build_object(${changes}))).*
         from ${table} each, generate_series(2, ${engagements}) n where each.id = $1`,
        [id, ...more],
      );
    await copy(
      'access.submission',
      submissionId,
      `'id', 'sub_copy_' || n, 'declared_as', 'kestrel ' || n, 'model_key', 'kestrel ' || n,
       'opened_at', each.opened_at - n * interval '1 minute'`,
    );
    await copy(
      'review.question',
      questionId,
      `'id', 'question_copy_' || n, 'submission_id', 'sub_copy_' || n`,
    );
    await copy(
      'review.determination',
      determinationId,
      `'id', 'determination_copy_' || n, 'submission_id', 'sub_copy_' || n`,
    );
    for (let from = 0; from < engagements; from += 100) await fill(owner, submissionId, from);
    await owner.query('vacuum analyze');
  });
}

/** A hundred logs of a thousand events: samples of runs mostly, as a real one. */
async function fill(owner: pg.Client, submissionId: string, from: number): Promise<void> {
  await owner.query(
    `with made as (
       select 'engagement:' || case when n = 0 then $1 else 'sub_copy_' || (n + 1) end as log, k,
         gen_random_uuid()::text || n || '.' || k as nonce
       from generate_series($2::int, $2::int + 99) n, generate_series(1, ${eventsEach}) k
     ), event as (
       insert into zone_inner.event (log, subject, type, version, at, actor, commitment)
       select log, 'run_copy', 'evaluation.sample_recorded', 1, now() - k * interval '1 second', 'service:bench',
         sha256(convert_to(nonce, 'UTF8')) from made
       returning position, log, commitment
     ), body as (
       insert into zone_inner.event_body (position, salt, body)
       select position, commitment, '{"payload":{"position":1,"chain":"' || encode(commitment, 'hex') || '"}}' from event
     ), placed as (
       select position, log, commitment,
         row_number() over (partition by log order by position) - 1
           + coalesce((select size from zone_inner.log l where l.log = event.log), 0) as index from event
     ), grown as (
       insert into zone_inner.log as l (log, size) select log, count(*) from event group by log
       on conflict (log) do update set size = l.size + excluded.size
     )
     insert into zone_inner.leaf (log, index, position, hash) select log, index, position, commitment from placed`,
    [submissionId, from],
  );
}

function pagesOf(made: Made): [who: string, pages: string[]][] {
  const engagement = `/submissions/${made.submissionId}`;
  const parts = ['', '/documents', '/assessment', '/partners', '/reads', '/ledger'];
  const shared = parts.map((part) => `${engagement}${part}`);
  return [
    [
      'Dara Larch',
      ['/review', '/review/ask', `/review/questions/${made.questionId}`, '/submissions', ...shared],
    ],
    ['Eli Tern', ['/runs', '/submissions', ...shared, `${engagement}/runs`]],
    ['Deb Tern', ['/determinations', `/determinations/${made.determinationId}`]],
    ['Cai Heath', ['/consultations', `/consultations/${made.consultationId}`]],
    ['Pia Fen', ['/partnerships']],
    ['Olga Swift', ['/oversight', '/submissions', ...shared]],
  ];
}

const isThere =
  'document.querySelector("main h1") !== null && document.querySelector(".sp-loading, .sp-problem") === null';

type Page = Awaited<ReturnType<typeof newReader>>;

async function measure(page: Page, who: string, path: string): Promise<void> {
  const times: number[] = [];
  for (let load = 0; load <= loads; load++) {
    const startedAt = performance.now();
    await page.goto(path, { waitUntil: 'commit' });
    while (!(await page.evaluate<boolean>(isThere))) {
      if (performance.now() - startedAt > waitMsMax) throw new Error(`${path} did not come`);
      await sleep(4);
    }
    // The first fills the browser's cache.
    if (load > 0) times.push(performance.now() - startedAt);
    await sleep(20);
  }
  const [half, p95] = [percentile(times, 0.5), percentile(times, 0.95)];
  const verdict = p95 <= targetMs ? 'within' : 'MISSES';
  const name = path.replace(/_[0-9a-z]{20,}/, '…');
  console.log(
    `  ${who.padEnd(11)} ${name.padEnd(44)} p50 ${half.toFixed(0).padStart(4)} ms  p95 ${p95.toFixed(0).padStart(4)} ms  ${verdict}`,
  );
}

async function asOwner<T>(server: TestServer, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: server.databaseUrl });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}
