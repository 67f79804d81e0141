/**
 * Measuring a model in the browser: a run from its plan to a decision, its samples arriving by themselves,
 * reviewed by two people; and a journal read from the reader's own disk. The steps build on each other.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startTestServer, type TestServer } from '#test/server';
import { modelName } from './access.fixture.ts';
import { contact, focused, inspect, newReader, openBrowser, signInAs } from './browser.ts';
import {
  families,
  openRunStage,
  secret,
  tasksInFamily,
  writeJournal,
  type Attempt,
  type RunStage,
} from './runs.fixture.ts';

const browser = await openBrowser();
const solved = (task: string, value = 1): Attempt => ({ task, value });
const cell = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

interface Score {
  mean: number;
  lower: number;
  upper: number;
  tasks: number;
}
interface RunSeen {
  tokensUsed: number;
  threshold: { commitment: string };
  result: {
    asReviewed: Score;
    families: { family: string; asReviewed: Score | null }[];
  };
  decisions: { outcome: string; reason: string }[];
}

interface ComparisonSeen {
  tasks: number;
  differing: unknown[];
}

describe('runs in the browser', { skip: browser === undefined && 'no chromium' }, () => {
  const chromium = browser as Browser;
  let server: TestServer;
  let stage: RunStage;
  let eli: Page;
  let esra: Page;
  let folder: string;
  before(async () => {
    server = await startTestServer({ config: { contact } });
    await server.startWorker('inner');
    stage = await openRunStage(server);
    folder = await mkdtemp(join(tmpdir(), 'sallyport-browser-runs-'));
    eli = await newReader(chromium, server.url);
    esra = await newReader(chromium, server.url);
  });
  after(async () => {
    // First the readers: a live page would complain of the server's going.
    await browser?.close();
    await stage.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });
  const seen = () => stage.get<RunSeen>(`/api/runs/${stage.runId}`);

  it('opens on what waits: here a run that needs a second person', async () => {
    await signInAs(eli, 'Eli Tern');
    await eli.getByRole('heading', { name: 'Runs', level: 1 }).waitFor();
    await eli.getByText(/: waits for a second person to queue it$/).waitFor();
    await eli.getByText('Planned', { exact: true }).first().waitFor();
    await inspect(eli, 'office-runs-planned');
  });

  it('refuses a run that cannot finish before its access ends, and plans one that can', async () => {
    await eli.getByRole('link', { name: 'Submissions' }).first().click();
    await eli.getByRole('link', { name: modelName }).click();
    await eli.getByRole('link', { name: 'Runs of this model' }).click();
    await eli.getByRole('link', { name: 'Plan a run' }).click();
    await eli.getByRole('heading', { name: 'Plan a run', level: 1 }).waitFor();
    await eli.getByText('18 samples in all.', { exact: false }).waitFor();
    // Six hours of people's time for eighteen tasks of twenty minutes.
    assert.equal(await eli.getByLabel('Hours').inputValue(), '6');
    await inspect(eli, 'plan');
    await eli.getByLabel('Hours').fill('200');
    await eli.getByRole('button', { name: 'Plan this run' }).click();
    await eli
      .getByRole('alert')
      .getByText(/^Access ends \d+ \w+ \d\d:\d\d UTC\. This run needs \d+ more hours\.$/)
      .waitFor();
    await eli.getByLabel('Hours').fill('six');
    await eli.getByRole('button', { name: 'Plan this run' }).click();
    await eli.getByRole('alert').getByRole('link', { name: /wallS/ }).click();
    assert.equal(await focused(eli), 'Hours');
    await eli.getByLabel('Hours').fill('1.5');
    await eli.locator('label[for="plan-purpose-exploration"]').click();
    await eli.getByRole('button', { name: 'Plan this run' }).click();
    const plan = eli.getByRole('region', { name: 'The plan' });
    await plan.getByText('1 hour 30 minutes after it starts').waitFor();
    await plan.getByRole('button', { name: 'Give it up' }).click();
    await plan.getByLabel('Why is it given up?').fill('another plan is better');
    await plan.getByRole('button', { name: 'Give it up' }).click();
    await eli.getByText('Withdrawn', { exact: true }).waitFor();
    await eli.getByText('Another plan is better.').waitFor();
  });

  it('leads from the submission to its runs, and says what was decided before the first sample', async () => {
    await eli.getByRole('link', { name: 'Submissions' }).first().click();
    await eli.getByRole('link', { name: modelName }).click();
    await eli.getByRole('link', { name: 'Runs of this model' }).click();
    await eli.getByRole('cell', { name: '0 of 18' }).nth(1).waitFor();
    await inspect(eli, 'runs');
    await eli
      .getByRole('row', { name: /For a determination/ })
      .getByRole('link')
      .click();
    await eli.getByRole('heading', { name: `harbour-open on ${modelName}`, level: 1 }).waitFor();
    const plan = eli.getByRole('region', { name: 'The plan' });
    await plan.getByText('cyber-review/1').waitFor();
    await plan.getByText((await seen()).threshold.commitment).waitFor();
    await plan.getByText('1 hour 30 minutes after it starts').waitFor();
    await eli.getByRole('heading', { name: '0 of 18 samples recorded' }).waitFor();
    assert.equal(await eli.getByText('attempt 1: waits').count(), 18);
    // Who planned a determination does not queue it.
    assert.equal(await eli.getByRole('button', { name: 'Queue this run' }).count(), 0);
  });

  it('shows each sample as it arrives, to whoever looks, without a reload', async () => {
    await signInAs(esra, 'Esra Tern');
    await esra.goto(`/runs/${stage.runId}`);
    await esra.getByRole('button', { name: 'Queue this run' }).click();
    await eli.getByText('Queued', { exact: true }).waitFor();
    await stage.start();
    for (const page of [eli, esra]) {
      await page.getByText('Running', { exact: true }).waitFor();
      await page.getByText(/^Access ends .*, \d+ days \d+ hours later$/).waitFor();
    }
    await stage.report([solved('crash-1'), solved('crash-2', 0.5)]);
    for (const page of [eli, esra]) {
      await cell(page, 'crash-1, attempt 1: scored 1').waitFor();
      await cell(page, 'crash-2, attempt 1: scored 0.5').waitFor();
      await page.getByRole('heading', { name: '2 of 18 samples recorded' }).waitFor();
    }
    await stage.report([
      { task: 'crash-3', disposition: 'refused', reason: 'I will not help with this' },
      { task: 'crash-4', disposition: 'sandbox_failed', reason: 'the sandbox lost its disk' },
      ...[solved('crash-5'), solved('crash-6')],
      ...['exploit-1', 'exploit-2', 'exploit-3'].map((task) => solved(task)),
      ...[solved('exploit-4', 0), { task: 'exploit-5', disposition: 'limit', reason: 'tokens' }],
    ]);
    await cell(eli, 'crash-3, attempt 1: Refused').waitFor();
    await cell(eli, 'crash-4, attempt 1: Sandbox failed').waitFor();
    await eli.getByRole('heading', { name: '11 of 18 samples recorded' }).waitFor();
    const ended = eli.getByRole('region', { name: 'How samples ended' });
    for (const each of ['Refused 1', 'Limit 1', 'Sandbox failed 1', 'Scored 8']) {
      await ended.getByRole('listitem').filter({ hasText: each }).waitFor();
    }
    await inspect(eli, 'run-running');
  });

  it('moves among the cells by arrow keys, with one stop for Tab', async () => {
    await cell(eli, 'crash-1, attempt 1: scored 1').focus();
    await eli.keyboard.press('ArrowRight');
    await eli.keyboard.press('ArrowRight');
    assert.equal((await focused(eli)).trim(), 'Refused');
    assert.equal(await eli.locator('.sp-grid button[tabindex="0"]').count(), 1);
    await eli.keyboard.press('Enter');
    const card = eli.getByRole('article', { name: 'Sample 3: crash-3, attempt 1' });
    await card.getByText('I will not help with this.').waitFor();
    await card.getByRole('button', { name: 'Close' }).click();
    await card.waitFor({ state: 'detached' });
    assert.equal((await focused(eli)).trim(), 'Refused');
  });

  it('takes a review, and a change of it from two people only', async () => {
    await cell(eli, 'crash-1, attempt 1: scored 1').click();
    const first = eli.getByRole('article', { name: 'Sample 1: crash-1, attempt 1' });
    await first.getByRole('button', { name: 'Agree with the score' }).click();
    await first.getByText('Agreed with').waitFor();
    await cell(eli, 'exploit-4, attempt 1: scored 0').click();
    const broken = eli.getByRole('article', { name: 'Sample 10: exploit-4, attempt 1' });
    await broken.getByRole('button', { name: 'Call the task broken' }).click();
    await broken.getByLabel('What is broken?').fill('its service never starts');
    await broken.getByRole('button', { name: 'Ask a second person' }).click();
    await broken.getByText('Disputed: waits for a second person').waitFor();
    await broken.getByRole('button', { name: 'Confirm the change' }).click();
    await broken
      .getByRole('alert')
      .getByText(/takes a second person; ask a colleague/)
      .waitFor();
    await cell(esra, 'exploit-4, attempt 1: scored 0, disputed').click();
    await esra.getByRole('button', { name: 'Confirm the change' }).click();
    await cell(eli, 'exploit-4, attempt 1: scored 0, changed').waitFor();
    await eli
      .getByRole('region', { name: 'How samples ended' })
      .getByText(/^Said by Eli Tern, confirmed by Esra Tern$/)
      .waitFor();
  });

  it('draws scores with intervals, and the table beside them says what the API says', async () => {
    await stage.report([
      ...[solved('exploit-6'), solved('patch-1'), solved('patch-2'), solved('patch-3', 0)],
      ...[solved('patch-4', 0.5), solved('patch-5'), solved('patch-6')],
    ]);
    await eli.getByRole('heading', { name: '18 of 18 samples recorded' }).waitFor();
    const { result } = await seen();
    const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
    const rowOf = (name: string, { mean, lower, upper, tasks }: Score) =>
      `${name} ${percent(mean)} ${percent(lower)} to ${percent(upper)} ${tasks} tasks, ${tasks} attempts`;
    const names: Record<string, string> = {
      ...{ find_crash: 'Find crash', exploit: 'Exploit', patch: 'Patch' },
    };
    const expected = [
      rowOf('All tasks', result.asReviewed),
      ...result.families.map(({ family, asReviewed }) =>
        rowOf(names[family] ?? '', asReviewed as Score),
      ),
    ];
    const table = eli.getByRole('table', { name: 'Scores by family' });
    for (const each of expected)
      await table.getByRole('row', { name: each, exact: true }).waitFor();
    assert.equal(await table.locator('tbody tr').count(), 4);
    const picture = eli.getByRole('img', { name: /^All tasks: .*; Find crash: .*; Patch: / });
    assert.equal(await picture.locator('circle').count(), 4);
  });

  it('ends complete, and says met, not met or cannot tell', async () => {
    await eli.getByRole('button', { name: 'End as complete' }).click();
    await eli.getByText('Complete', { exact: true }).waitFor();
    await eli.getByRole('button', { name: 'Take look 1' }).click();
    const threshold = eli.getByRole('region', { name: 'The threshold' });
    await threshold.getByText('Look 1: the threshold is').waitFor();
    const [decision] = (await seen()).decisions;
    assert.equal(decision?.outcome, 'met');
    await threshold.getByText('met', { exact: true }).waitFor();
    assert.match(await threshold.innerText(), /vouches for nothing/);
    assert.doesNotMatch(
      await eli.locator('main').innerText(),
      /approved|cleared|certified|passed/i,
    );
  });

  it('takes a finding with samples and uncertainty, and no other', async () => {
    await eli.getByRole('link', { name: 'Write a finding that it shows' }).click();
    await eli.getByLabel('Claim').fill('It finds crashes in parsers that it has not seen.');
    assert.equal(await eli.getByLabel('Samples that show it').inputValue(), '10');
    await eli.getByRole('button', { name: 'Write it' }).click();
    const refusal = eli.getByRole('alert');
    await refusal.getByRole('link', { name: /uncertainty/ }).click();
    assert.equal(await focused(eli), 'Uncertainty');
    await eli
      .getByLabel('Uncertainty')
      .fill('Six tasks of one family; other parsers may be harder.');
    await eli.getByLabel('Samples that show it').fill('1, five');
    await eli.getByRole('button', { name: 'Write it' }).click();
    await refusal.getByRole('link', { name: /evidence/ }).waitFor();
    await inspect(eli, 'finding');
    await eli.getByLabel('Samples that show it').fill('1, 5');
    await eli.getByLabel('Severity').selectOption('high');
    await eli.getByRole('button', { name: 'Write it' }).click();
    const findings = eli.getByRole('region', { name: 'Findings' });
    await findings.getByText('Shown by sample 1, sample 5; for this office').waitFor();
    await findings.getByRole('button', { name: 'Read the finding' }).click();
    await findings.getByLabel('What do you read it for?').fill('to see it once more');
    await findings.getByRole('button', { name: 'Read the finding' }).click();
    await findings.getByText('It finds crashes in parsers that it has not seen.').waitFor();
  });

  it('compares two complete runs on the same tasks, in a picture and a table', async () => {
    const id = await stage.explore();
    await stage.post('evaluator', `/api/runs/${id}/queue`, {});
    const other = stage.runnerOf(id);
    await other.start();
    await other.report(
      Object.values(families).flatMap((stem) =>
        Array.from({ length: tasksInFamily }, (_, at) =>
          solved(`${stem}-${at + 1}`, at < 1 ? 1 : 0),
        ),
      ),
    );
    await stage.post('evaluator', `/api/runs/${id}/end`, { as: 'complete' });
    await eli.getByRole('link', { name: 'Compare with another run' }).click();
    await eli.getByRole('heading', { name: 'Compare two runs', level: 1 }).waitFor();
    const choice = eli.getByLabel('Compare with');
    const name = await choice.locator('option').nth(1).innerText();
    await choice.selectOption({ label: name });
    const compared = await stage.get<ComparisonSeen>(
      `/api/runs/${stage.runId}/comparison?with=${id}`,
    );
    await eli.getByRole('heading', { name: 'This run scores higher than the other run' }).waitFor();
    const table = eli.getByRole('table', { name: 'Scores of both runs, by task' });
    await table.getByRole('row', { name: 'crash-2 50.0 % 0.0 % +50.0', exact: true }).waitFor();
    assert.equal(await table.locator('tbody tr').count(), compared.differing.length);
    await eli
      .getByText(`${compared.tasks - compared.differing.length} tasks with the same score`, {
        exact: false,
      })
      .waitFor();
    await eli
      .getByText('Left out of both, because the task is broken in one: exploit-4.', {
        exact: false,
      })
      .waitFor();
    const picture = eli.getByRole('img', { name: /crash-2: 50\.0 % and 0\.0 %/ });
    await picture.locator('circle').first().waitFor();
    assert.equal(await picture.locator('circle').count(), compared.differing.length);
    await inspect(eli, 'comparison');
  });

  it('takes a report from two people: read as proposed, withdrawn, proposed anew, signed', async () => {
    await eli.goto(`/runs/${stage.runId}`);
    const report = eli.getByRole('region', { name: 'Report on this access' });
    await report.getByText('For the developer too, once it is signed').click();
    await report.getByRole('button', { name: 'Propose the report' }).click();
    await report.getByText('Proposed', { exact: true }).waitFor();
    // Who proposed it does not sign it.
    assert.equal(await report.getByRole('button', { name: 'Sign it' }).count(), 0);
    const hers = esra.getByRole('region', { name: 'Report on this access' });
    await hers.getByRole('button', { name: 'Read the report' }).click();
    await hers.getByLabel('What do you read it for?').fill('to sign it');
    await hers.getByRole('button', { name: 'Read the report' }).click();
    assert.match(
      await hers.getByRole('region', { name: 'The report' }).innerText(),
      /"not_met" and|It approves/,
    );
    await hers.getByRole('button', { name: 'Withdraw it' }).click();
    await hers.getByLabel('Why is it withdrawn?').fill('the finding is missing a sample');
    await hers.getByRole('button', { name: 'Withdraw it' }).click();
    await report.getByText('Withdrawn', { exact: true }).waitFor();
    await report.getByRole('button', { name: 'No report will come' }).click();
    await report.getByLabel('Why will no report come?').fill('short');
    await report.getByRole('button', { name: 'Say that it was not completed' }).click();
    await report.getByRole('alert').getByText('Say it in at least 10 characters.').waitFor();
    await report.getByRole('button', { name: 'Not now' }).click();
    await report.getByRole('button', { name: 'Propose the report' }).click();
    await hers.getByRole('button', { name: 'Sign it' }).click();
    await report.getByText('Signed', { exact: true }).waitFor();
    await inspect(eli, 'run');
  });

  it('opens on how the model stands, with what is left to review', async () => {
    await eli.getByRole('link', { name: 'Runs', exact: true }).first().click();
    await eli.getByRole('heading', { name: 'Do next' }).waitFor();
    await eli.getByRole('heading', { name: new RegExp(`^${modelName}: mean score `) }).waitFor();
    await eli
      .getByText(/: \d+ samples to review$/)
      .first()
      .waitFor();
    await eli.getByRole('table', { name: 'Scores by family' }).waitFor();
    await inspect(eli, 'office-runs');
  });

  it('is not there for the developer', async () => {
    const page = await newReader(chromium, server.url);
    await signInAs(page, 'Dara Larch');
    await page.goto(`/submissions/${stage.submissionId}`);
    await page.getByRole('heading', { name: modelName, level: 1 }).waitFor();
    assert.equal(await page.getByRole('link', { name: 'Runs of this model' }).count(), 0);
    await page.goto(`/runs/${stage.runId}`);
    await page.getByRole('alert').waitFor();
    await page.close();
  });

  it('opens a journal from the disk and sends nothing of it anywhere', async () => {
    const path = await writeJournal(folder, 40);
    await eli.getByRole('link', { name: 'Read a journal' }).click();
    await eli.getByText('Nothing is uploaded:').waitFor();
    const sent: string[] = [];
    eli.on('request', (request) => {
      if (request.method() !== 'GET') sent.push(request.url());
    });
    await eli.getByLabel(/^The journal, a file/).setInputFiles(path);
    await eli.getByText('journal.jsonl: 202 entries of 40 samples.').waitFor();
    const list = eli.getByRole('listbox', { name: '202 entries' });
    await list.getByRole('option', { selected: true }).filter({ hasText: 'run started' }).waitFor();
    // Only what is in view is drawn.
    assert.ok((await list.getByRole('option').count()) < 60);
    const view = eli.getByRole('article', { name: 'Entry 1: run started' });
    await view.getByText('harbour-open', { exact: true }).waitFor();
    await view.getByText(/^Attachment, /).click();
    await view.getByText('"epochs": 1').waitFor();
    assert.equal((await eli.locator('main').innerText()).includes(secret), false);
    assert.deepEqual(sent, []);
  });

  it('finds, goes on to the next, and moves by keyboard; long outputs are folded, escapes inert', async () => {
    const page = eli;
    const chosen = page.getByRole('option', { selected: true });
    await page.getByRole('listbox').focus();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await chosen.filter({ hasText: 'sample started' }).waitFor();
    await page.keyboard.press('/');
    assert.equal(await focused(page), 'Find');
    await page.keyboard.type('Quay 3');
    await page.keyboard.press('Enter');
    await page.getByText('1 of 11', { exact: true }).waitFor();
    await page.getByRole('article', { name: 'Entry 15: call' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('2 of 11', { exact: true }).waitFor();
    await page.getByRole('article', { name: 'Entry 150: call' }).waitFor();
    await chosen.filter({ hasText: 'found' }).waitFor();
    await page.getByRole('button', { name: 'Previous' }).click();
    await page.getByText('1 of 11', { exact: true }).waitFor();
    await page.getByLabel('Find', { exact: true }).press('Escape');
    assert.equal(
      await page.evaluate<string>("document.activeElement?.getAttribute('role') ?? ''"),
      'listbox',
    );
    assert.equal(await page.getByLabel('Find', { exact: true }).inputValue(), 'Quay 3');
    const view = page.getByRole('article', { name: 'Entry 15: call' });
    await view.getByText('cat notes-3.txt').waitFor();
    await view.getByText(/^Attachment, 6,0\d\d characters$/).click();
    await view.getByText(/^␛\[2J␛\]0;owned␇quay 3/).waitFor();
    await page
      .getByLabel('Sample', { exact: true })
      .selectOption({ label: 'task-7/default#1: scored 1, 5 entries' });
    await page.getByRole('listbox', { name: '5 entries' }).waitFor();
    await page.getByText('Nothing found', { exact: true }).waitFor();
    await page
      .getByLabel('Sample', { exact: true })
      .selectOption({ label: 'task-3/default#1: scored 1, 5 entries' });
    await page.getByText('1 found', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('article', { name: 'Entry 15: call' }).waitFor();
    await inspect(page, 'transcript');
  });

  it('says which line is no line of a journal, and keeps what stands before it', async () => {
    const buffer = Buffer.from(
      '{"hash":"0","entry":{"at":"2026-11-27T09:30:00Z","kind":"run_ended","why":"complete"}}\nno\n',
    );
    await eli
      .getByLabel(/^The journal, a file/)
      .setInputFiles({ name: 'other.jsonl', mimeType: 'text/plain', buffer });
    await eli
      .getByRole('alert')
      .getByText(/^Line 2 is no line of a run’s journal/)
      .waitFor();
    await eli.getByRole('listbox', { name: '1 entry' }).waitFor();
  });
});
