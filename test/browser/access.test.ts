/**
 * Access to an unreleased model in the browser, for both sides: its thirty days, a grant from question to
 * end, budgets and ledger as they fill, and a verification in words. Real server, worker, gateway and
 * witnesses; the model is scripted. The steps build on each other.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Download, Locator, Page } from 'playwright-core';
import { startTestServer, type TestServer } from '#test/server';
import { ask, type Answered } from '../../demo/runner.ts';
import { askedFor, firstRequests, nineDays } from './access-days.fixture.ts';
import {
  clockBehind,
  dayMs,
  modelName,
  openAccessStage,
  type AccessStage,
} from './access.fixture.ts';
import { contact, focused, inspect, newReader, openBrowser, signInAs } from './browser.ts';

const browser = await openBrowser();
const card = (page: Page, runner: string): Locator =>
  page.getByRole('article', { name: `Government review for ${runner}` });

const agreeTo = (page: Page, taken: string): Promise<void> =>
  page
    .getByRole('article', { name: taken })
    .getByRole('button', { name: 'Agree, as the second person' })
    .click();

describe('access in the browser', { skip: browser === undefined && 'no chromium' }, () => {
  const chromium = browser as Browser;
  let server: TestServer;
  let stage: AccessStage;
  let developer: Page;
  let evaluator: Page;
  /** Of the evaluator’s office. */
  let colleague: Page;
  let grantId: string;
  let stream: Promise<Answered>;
  before(async () => {
    const clock = clockBehind(9 * dayMs);
    server = await startTestServer({ clock, config: { contact } });
    await server.startWorker('inner');
    stage = await openAccessStage(server, clock);
    await nineDays(stage, clock);
    developer = await newReader(chromium, server.url);
    evaluator = await newReader(chromium, server.url);
  });
  after(async () => {
    // First the readers: a live page would complain of the server's going.
    await browser?.close();
    await stage.close();
    await server.close();
  });

  it('shows both sides the same days, and every event on them', async () => {
    for (const [page, name] of [
      [developer, 'Dara Larch'],
      [evaluator, 'Eli Tern'],
    ] as const) {
      await signInAs(page, name);
      await page.getByRole('link', { name: 'Submissions' }).first().click();
      await page.getByRole('link', { name: modelName }).click();
      await page.getByRole('heading', { name: modelName, level: 1 }).waitFor();
      const days = page.getByRole('figure', { name: /^Day 10 of 30: 20 days \d+ hours? left$/ });
      await days.waitFor();
      for (const each of [
        /: .*Grant in force at the gateway/,
        /: .*First request: the window opened/,
        /^Government review, evaluator-7: revoked: window from .*; ended /,
      ]) {
        await days.getByRole('img', { name: each }).waitFor();
      }
      await page.getByText('Live', { exact: true }).waitFor();
      const told = page.getByRole('region', { name: 'Everything that happened' });
      for (const each of ['Submission opened', 'Grant revoked', 'Grant declined']) {
        await told.getByText(each, { exact: true }).waitFor();
      }
    }
    await inspect(developer, 'submission-quiet');
  });

  it('takes a question and exact terms on the page, each seen by the other side at once', async () => {
    await evaluator.getByRole('link', { name: 'Ask for access' }).click();
    await evaluator.getByRole('heading', { name: 'Ask for access', level: 1 }).waitFor();
    await evaluator.getByRole('button', { name: 'Ask for it' }).click();
    await evaluator.getByRole('alert').getByRole('link', { name: '/body/purpose' }).click();
    assert.equal(await focused(evaluator), 'What for?');
    await evaluator.keyboard.type('To measure what it can do, on the agreed suites.');
    await inspect(evaluator, 'ask');
    await evaluator.getByLabel('Pseudonym').fill('evaluator-8');
    await evaluator.getByLabel('Office or team').fill('Capability team');
    await evaluator.getByLabel('Name', { exact: true }).fill('Noor Field (invented)');
    await evaluator.getByLabel('SHA-256 of the runner’s public key').fill(stage.runner.keySha256);
    await evaluator.getByLabel('Requests', { exact: true }).fill('100');
    await evaluator.getByLabel('Tokens, in and out').fill('12,000');
    await evaluator.getByRole('button', { name: 'Ask for it' }).click();
    await card(evaluator, 'evaluator-8').getByText('Asked for', { exact: true }).waitFor();

    // Nobody reloads the developer's page.
    await card(developer, 'evaluator-8').getByRole('link', { name: 'Write the terms' }).click();
    await developer.getByRole('heading', { name: 'Write the terms', level: 1 }).waitFor();
    assert.equal(await developer.getByLabel('Tokens, in and out').inputValue(), '12000');
    await inspect(developer, 'offer');
    await developer.getByRole('button', { name: 'Offer these terms' }).click();
    await card(evaluator, 'evaluator-8').getByText('Terms offered', { exact: true }).waitFor();
    const sign = await command(card(evaluator, 'evaluator-8'), 'the command that signs');
    grantId = /grant_\w+/.exec(sign)?.[0] ?? '';
    await inspect(evaluator, 'submission-offered');
  });

  it('is in force once four people signed, and says so to whoever looks', async () => {
    for (const [who, page] of [
      ['developer', developer],
      ['evaluator', evaluator],
    ] as const) {
      const grant = card(page, 'evaluator-8');
      await stage.type(who, await command(grant, 'the command that signs'));
      await grant.getByText(/^[13] signatures? of four still missing\./).waitFor();
      await stage.sign(grantId, [`${who}Colleague`]);
    }
    for (const page of [developer, evaluator]) {
      await card(page, 'evaluator-8').getByText('In force', { exact: true }).waitFor();
      await card(page, 'evaluator-8')
        .getByText(/^In force and not used yet\./)
        .waitFor();
    }
  });

  it('fills the budget while a request runs, without a reload', async () => {
    // It stops in the middle and stays open, so that what is seen is not over before one looks.
    stage.model.next({ fault: { kind: 'stall', afterPieces: 10 } });
    stream = ask(stage.runner, modelName, 1500);
    for (const page of [developer, evaluator]) {
      const grant = card(page, 'evaluator-8');
      await grant.getByText('1 of 100 requests spent', { exact: true }).waitFor();
      await grant.getByText(/^1 request running now/).waitFor();
      await grant.getByText(/^1,\d\d\d reserved$/).waitFor();
      await grant
        .getByText(/^In use since .* It closes by itself in (7 days|6 days 23 hours)/)
        .waitFor();
    }
    await inspect(developer, 'submission');
  });

  it('lists every entry of the ledger, by kind and by runner', async () => {
    const page = evaluator;
    await page.getByRole('link', { name: /^Access ledger: \d+ entries$/ }).click();
    await page.getByRole('heading', { name: 'Access ledger', level: 1 }).waitFor();
    const rows = page
      .getByRole('table', { name: /^Entries of the access ledger/ })
      .locator('tbody tr');
    await rows.filter({ hasText: 'Window opened' }).waitFor();
    await page.getByLabel('Kind').selectOption({ label: 'Requests admitted' });
    await page.getByLabel('Runner').selectOption({ label: 'evaluator-7' });
    await page.getByRole('button', { name: 'Show these' }).click();
    await page.waitForURL(/type=gateway\.request_admitted/);
    await rows.filter({ hasText: 'Window opened' }).waitFor({ state: 'detached' });
    assert.equal(await rows.count(), firstRequests);
  });

  it('takes what is shown out as a file once a colleague agreed, and the developer sees it', async () => {
    const page = evaluator;
    await page.getByText('Nobody has asked for an export.').waitFor();
    await page.getByRole('button', { name: 'Ask for an export' }).click();
    assert.equal(await focused(page), 'What is the file for?');
    await page.keyboard.type('too short');
    await page.keyboard.press('Enter');
    await page.getByText('Say it in at least 10 characters.').waitFor();
    await page.keyboard.type(', so more words');
    await page.keyboard.press('Enter');
    const asked = page.getByRole('article', { name: 'The access ledger' });
    await asked.getByText('Waits for a colleague', { exact: true }).waitFor();
    await asked
      .getByText(/“too short, so more words”\. Only entries of evaluator-7, of the kind “Requests/)
      .waitFor();
    assert.equal(await asked.getByRole('link').count(), 0);
    assert.equal(await asked.getByRole('button', { name: /^Agree/ }).count(), 0);
    await inspect(page, 'export-asked');
    colleague = await newReader(chromium, server.url);
    await signInAs(colleague, 'Esra Tern');
    await colleague.goto(`/submissions/${stage.submissionId}/ledger`);
    await agreeTo(colleague, 'The access ledger');
    await asked.getByText('Two people agree', { exact: true }).waitFor();
    const csv = await textOf(downloaded(page, 'Download as CSV'));
    assert.match(csv, /^index,at,type,runner/);
    assert.equal(csv.trim().split('\r\n').length, 1 + firstRequests);
    const json = JSON.parse(await textOf(downloaded(page, 'Download as JSON'))) as {
      runner: string;
    }[];
    assert.equal(json.filter(({ runner }) => runner === 'evaluator-7').length, firstRequests);
    await inspect(page, 'export-agreed');
    for (const told of [/^Asked to take out the access ledger$/, /^Agreed that it be taken out$/])
      await developer.getByText(told).first().waitFor();
    await developer.getByText('Exported the access ledger', { exact: true }).first().waitFor();
  });

  it('gives a developer its own at once', async () => {
    await developer.goto(`/submissions/${stage.submissionId}/ledger`);
    assert.match(await textOf(downloaded(developer, 'Export as CSV')), /^index,at,type,runner/);
    const seen = developer.getByRole('article', { name: 'The access ledger' });
    await seen.getByText(/^Esra Tern agreed on/).waitFor();
    assert.equal(await seen.getByRole('button').or(seen.getByRole('link')).count(), 0);
    await developer.goto(`/submissions/${stage.submissionId}`);
  });

  it('pages through the entries of a runner', async () => {
    const page = evaluator;
    const rows = page
      .getByRole('table', { name: /^Entries of the access ledger/ })
      .locator('tbody tr');
    await page.getByLabel('Kind').selectOption({ label: 'Every kind' });
    await page.getByRole('button', { name: 'Show these' }).click();
    await page.getByRole('link', { name: 'Next page' }).click();
    await page.waitForURL(/runner=evaluator-7&cursor=/);
    await rows.filter({ hasText: 'Grant put in force' }).waitFor();
    assert.equal(await rows.filter({ hasText: 'evaluator-7' }).count(), await rows.count());
  });

  it('verifies the log and says in words what that proves, and what it does not', async () => {
    const page = evaluator;
    await page.getByRole('link', { name: 'Show all' }).click();
    await page.getByRole('button', { name: 'Verify', exact: true }).click();
    const verdict = page.getByRole('heading', { name: /^It holds: \d+ entries, all recomputed$/ });
    await verdict.waitFor();
    assert.match(await focused(page), /What this proves/);
    const held = page.getByRole('region', { name: 'Does the log hold?' });
    await held
      .getByText(/^Cosigned by larch\.example\/witness .* and tern\.example\/witness/)
      .waitFor();
    await held.getByText(/^That an entry is true:/).waitFor();
    await inspect(page, 'access-ledger');
    await held.getByText('Verify it on your own machine').click();
    await held.getByRole('button', { name: 'Ask for the log' }).click();
    await page.keyboard.type('to verify it on my own machine');
    await page.keyboard.press('Enter');
    await agreeTo(colleague, 'The gateway’s whole log');
    const archive = await downloaded(page, 'Download the log');
    await archive.saveAs(join(stage.desk('evaluator'), archive.suggestedFilename()));
    await stage.type('evaluator', await command(held, 'the command that unpacks the log'));
    const said = await stage.type('evaluator', await command(held, 'the command that verifies it'));
    assert.match(said, /2 of 2 cosigned/);
  });

  it('ends it by one signature of one side, and cuts what runs', async () => {
    const ending = await command(card(developer, 'evaluator-8'), 'the command that ends it');
    await stage.type('developer', ending);
    const { isWhole } = await stream;
    assert.equal(isWhole, false);
    await evaluator.getByText('Cut: revoked', { exact: true }).waitFor();
    const ended = card(developer, 'evaluator-8');
    await developer.getByText('3 grants over', { exact: true }).waitFor();
    await ended
      .getByText(
        /^Ended by Larch Labs \(invented\) \(Dara Larch\) on .* Used: 1 request, [1-9]\d* tokens\.$/,
      )
      .waitFor();
    await inspect(developer, 'submission-ended');
  });

  it('opens a runner’s name after one person asked and one of the other side agreed', async () => {
    const ways = (page: Page) => {
      const found = card(page, 'evaluator-8');
      return found.getByRole('group').filter({ hasText: 'Who is behind evaluator-8' });
    };
    await evaluator.goto(`/submissions/${stage.submissionId}`);
    for (const page of [developer, evaluator]) {
      await ways(page).getByText('Who is behind evaluator-8').click();
    }
    await ways(developer).getByRole('button', { name: 'Ask for the name' }).click();
    await developer.keyboard.type('too short');
    await ways(developer).getByRole('button', { name: 'Ask for the name' }).click();
    await developer.getByText('Say it in at least 10 characters.').waitFor();
    await developer.keyboard.type(', so once more');
    await ways(developer).getByRole('button', { name: 'Ask for the name' }).click();
    await ways(evaluator).getByRole('button', { name: 'Agree that the name be opened' }).click();
    await ways(developer).getByRole('button', { name: 'Read the name' }).click();
    await developer.keyboard.type('the dispute of November');
    await ways(developer).getByRole('button', { name: 'Read the name' }).click();
    await ways(developer).getByText('Noor Field (invented)', { exact: true }).waitFor();
    await evaluator.getByText('Read sealed content', { exact: true }).waitFor();
  });

  it('lets whoever asked take it back with a button, before anything is in force', async () => {
    await askedFor(stage, 'evaluator-9');
    await evaluator.goto(`/submissions/${stage.submissionId}`);
    const asked = card(evaluator, 'evaluator-9');
    await asked.getByRole('button', { name: 'Withdraw' }).click();
    assert.equal(await focused(evaluator), 'Do you want to say why?');
    await evaluator.keyboard.type('We ask again in January.');
    await evaluator.getByRole('button', { name: 'Withdraw it' }).click();
    await developer.getByText('Grant withdrawn', { exact: true }).waitFor();
    await developer.getByText('We ask again in January.', { exact: true }).waitFor();
    await card(evaluator, 'evaluator-9')
      .getByText(/It was never used\./)
      .waitFor();
  });
});

const command = (within: Locator, name: string): Promise<string> =>
  within.getByRole('group', { name }).innerText();

async function downloaded(page: Page, link: string): Promise<Download> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: link }).click();
  return await downloading;
}

const textOf = async (download: Promise<Download>): Promise<string> =>
  readFileSync(await (await download).path(), 'utf8');
