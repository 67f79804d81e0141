/** Nothing the system says means permission; and the guard would see it if something did. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { startTestServer, type TestServer } from '#test/server';
import { operationsOf, wordsOfOperation } from './api-words.ts';
import { linesOf } from './cli-words.ts';
import { wordsOfDatabase } from './database-words.ts';
import { rowsIn, sentencesOf, wordsOfEvents } from './document-words.ts';
import { wordsOfHeaders } from './header-words.ts';
import { judge } from './judge.ts';
import { listed, same } from './page.ts';
import { hitsIn, type Utterance } from './permission.ts';
import { readSystem, wordsOfProblems } from './running.ts';
import { senses } from './senses.ts';
import { wordsOfText } from './source-words.ts';

let server: TestServer;
/** Read once; the seeded examples need none of it. */
let reading: Promise<Record<string, Utterance[]>> | undefined;
const system = () => (reading ??= readSystem(server));

before(async () => void (server = await startTestServer()));
after(() => server.close());

test('no word of the system means permission, and every other sense is listed and needed', async () => {
  const { unexplained, unneeded } = judge(
    Object.values(await system())
      .flat()
      .flatMap(hitsIn),
  );
  assert.deepEqual(
    unexplained.map(({ place, word, text }) => `${place}: \`${word}\` in \`${text}\``),
    [],
  );
  assert.deepEqual(unneeded, []);
});

test('a sense has its reason, and a word that stands alone is excused by its exact place only', () => {
  for (const { reason, phrases, places } of senses) {
    assert.ok(reason.length > 20, reason);
    if (places.some((place) => place.endsWith('*')))
      assert.deepEqual(
        phrases.filter((phrase) => !/\p{L} [\p{L}…]|\/\p{L}/u.test(phrase)),
        [],
        reason,
      );
  }
});

/** The least that each source says: a reader that sees less has lost its source. */
const least: Readonly<Record<string, number>> = {
  'the API': 4000,
  'the database': 600,
  headers: 20,
  problems: 180,
  events: 350,
  templates: 60,
  'the command line’s help': 60,
  'the command line': 800,
  'the pages': 3000,
  'the server': 3000,
  'the gateway': 300,
};

test('every source is seen', async () => {
  const said = Object.entries(await system()).map(([name, { length }]) => [name, length] as const);
  assert.deepEqual(
    said.map(([name]) => name),
    Object.keys(least),
  );
  for (const [name, count] of said) assert.ok(count >= (least[name] ?? 0), `${name}: ${count}`);
});

test('every header of any answer is on the page of words about models', async () => {
  const names = new Set(
    (await system())['headers']?.flatMap(({ place }) => /^header (\S+)$/.exec(place)?.[1] ?? []),
  );
  assert.ok(names.size >= 8, `${names.size} headers`);
  same('Headers', names, listed('Headers'));
});

/** A field, a state, a heading that means permission, as each source would say it; and the words to be found. */
const seeded: Readonly<Record<string, { words: string[]; said: () => Utterance[] }>> = {
  'the API': {
    words: ['clearance', 'cleared', 'approved', 'certified', 'blocked'],
    said: () => operationsOf(seededApi).flatMap(wordsOfOperation),
  },
  headers: {
    words: ['permit', 'on hold'],
    said: () => wordsOfHeaders(new Map([['x-release-permit', new Map([['on-hold', 'GET /']])]])),
  },
  problems: {
    words: ['cleared', 'approved'],
    said: () =>
      wordsOfProblems({
        not_cleared: { status: 409, title: 'Not cleared', meaning: 'Wait until it is approved.' },
      }),
  },
  events: {
    words: ['certified', 'eligibility', 'may be released'],
    said: () =>
      wordsOfEvents(
        rowsIn(
          '| `review.model_certified` | engagement | model | `eligibility` | It may be released. |',
        ),
      ),
  },
  templates: {
    words: ['passes', 'licensed', 'authorised'],
    said: () =>
      sentencesOf(
        'documents/terms/sample-1.md',
        'A model that passes is licensed.\nIts release is authorised.',
      ),
  },
  'the command line’s help': {
    words: ['approve'],
    said: () => linesOf('sallyport submission', 'usage: sallyport submission approve ID'),
  },
  'the command line': {
    words: ['compliant'],
    said: () => wordsOfText('cli/submission/view.ts', 'const line = `the model is ${x}compliant`;'),
  },
  'the pages': {
    words: ['approved', 'cleared', 'withheld', 'may be released'],
    said: () =>
      wordsOfText(
        'web/src/submissions/SubmissionPage.tsx',
        `export const Badge = () => <p title="Approved"><b>Cleared</b>: may be <i>released</i> {'withheld'}</p>;`,
      ),
  },
  'the server': {
    words: ['unlicensed', 'sanctioned'],
    said: () =>
      wordsOfText('src/review/question-state.ts', `const states = ['unlicensed', 'sanctioned'];`),
  },
  'the gateway': {
    words: ['held', 'gated'],
    said: () =>
      wordsOfText(
        'gateway/status-view.ts',
        'const page = `<p>Release held: ${x}, the model is gated</p>`;',
      ),
  },
};
const seededApi = {
  paths: {
    '/api/submissions/{submissionId}/clearance': {
      get: {
        summary: 'Whether a model is cleared',
        responses: {
          200: {
            schema: { properties: { isApproved: {}, state: { enum: ['certified', 'blocked'] } } },
          },
        },
      },
    },
  },
};

for (const [name, { words, said }] of Object.entries(seeded))
  test(`a permission that ${name} would tell is found, and no listed sense excuses it`, () => {
    const { unexplained } = judge(said().flatMap(hitsIn));
    assert.deepEqual([...new Set(unexplained.map(({ word }) => word))].sort(), [...words].sort());
  });

test('a permission in a table of the inner zone is found, in every part of its definition', async () => {
  const owner = new pg.Client({ connectionString: server.databaseUrl });
  await owner.connect();
  try {
    await owner.query(`
      create table review.verdict (state text check (state in ('compliant')), is_eligible boolean default false,
        words text default 'ready for release');
      create index licensed on review.verdict (state);
      comment on table review.verdict is 'which models are vetted'`);
    const found = (await wordsOfDatabase(server.databaseUrl)).flatMap(hitsIn);
    const words = judge(found).unexplained.map(({ place, word }) => [place, word]);
    assert.deepEqual(
      words.sort().map(([place, word]) => `${place} ${word}`),
      ['compliant', 'eligible', 'licensed', 'ready for release', 'vetted'].map(
        (word) => `review.verdict ${word}`,
      ),
    );
  } finally {
    await owner.query('drop table review.verdict');
    await owner.end();
  }
});
