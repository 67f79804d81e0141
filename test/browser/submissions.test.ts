/** Submissions before any gateway answers: opened by a developer, seen by both sides, absent for the rest. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { startTestServer, type TestServer } from '#test/server';
import { newSigner } from '#standards/tlog';
import { newListener } from '../../demo/gateway-keys.ts';
import { contact, focused, inspect, newReader, openBrowser, signInAs } from './browser.ts';

const browser = await openBrowser();
const happened = (page: Page): Locator =>
  page.getByRole('region', { name: 'Everything that happened' });

describe('submissions in the browser', { skip: browser === undefined && 'no chromium' }, () => {
  const chromium = browser as Browser;
  let server: TestServer;
  let developer: Page;
  let evaluator: Page;
  let submissionId: string;
  before(async () => {
    server = await startTestServer({ config: { contact } });
    await server.startWorker('inner');
    developer = await newReader(chromium, server.url);
    evaluator = await newReader(chromium, server.url);
  });
  after(async () => {
    // First the readers: a live page would complain of the server's going.
    await browser?.close();
    await server.close();
  });

  it('opens a submission by the id that the evaluator’s people see', async () => {
    await signInAs(evaluator, 'Eli Tern');
    await evaluator.getByRole('link', { name: 'Submissions' }).first().click();
    const id = await evaluator
      .getByRole('group', { name: 'the id of your organisation' })
      .innerText();
    await signInAs(developer, 'Dara Larch');
    await developer.getByRole('link', { name: 'Submissions' }).first().click();
    await developer.getByRole('link', { name: 'Open a submission' }).click();
    await developer.getByRole('button', { name: 'Open it' }).click();
    await developer.getByRole('alert').getByRole('link', { name: '/body/declaredAs' }).click();
    assert.equal(await focused(developer), 'Model');
    await inspect(developer, 'open');
    await developer.keyboard.type('merlin-2');
    await developer.getByLabel('Digest of the model').fill('ab'.repeat(32));
    await developer.getByLabel('Evaluating organisation').fill(id);
    await developer.getByLabel('Address of your gateway').fill('https://127.0.0.1:1');
    await developer.getByLabel('Public key of its log').fill(newSigner('larch.example/m').key.vkey);
    await developer.getByLabel('Certificate of your gateway').fill((await newListener()).cert);
    await developer.getByRole('button', { name: 'Open it' }).click();
    await developer.getByRole('heading', { name: 'merlin-2', level: 1 }).waitFor();
    submissionId = developer.url().split('/').at(-1) ?? '';
    await developer.getByRole('figure', { name: 'The thirty days have not begun' }).waitFor();
    await developer.getByText('Gateway not heard of yet').first().waitFor();
    await developer.getByRole('link', { name: 'Submissions' }).first().click();
    await evaluator.goto('/submissions');
    for (const page of [developer, evaluator]) {
      await page.getByRole('link', { name: 'merlin-2' }).waitFor();
      await inspect(page, 'submissions');
    }
  });

  it('moves the planned release and names a witness on the page, each side its own', async () => {
    const plan = developer.getByRole('region', { name: 'The model' });
    await developer.getByRole('link', { name: 'merlin-2' }).click();
    await plan.getByRole('button', { name: 'Give a date' }).click();
    await plan.getByLabel('Planned release to partners, UTC').fill('2031-05-06T07:08');
    await plan.getByRole('button', { name: 'Plan it' }).click();
    await plan.getByText('6 May 2031, 07:08 UTC', { exact: true }).waitFor();
    await evaluator.getByRole('link', { name: 'merlin-2' }).click();
    await happened(evaluator)
      .getByText('Partner release planned for 6 May 2031, 07:08 UTC', { exact: true })
      .waitFor();
    const sides = evaluator.getByRole('region', { name: 'The two sides' });
    await sides.getByRole('button', { name: 'Name your witness' }).click();
    await evaluator.keyboard.type(newSigner('tern.example/witness', 'cosignature').key.vkey);
    await sides.getByRole('button', { name: 'Name it' }).click();
    await sides.getByText('tern.example/witness', { exact: true }).waitFor();
    await happened(developer)
      .getByText('Witness named for the evaluator', { exact: true })
      .waitFor();
    await inspect(developer, 'submission-new');
  });

  it('is not there for another developer, and only to look at for an overseer', async () => {
    const rival = await newReader(chromium, server.url);
    await signInAs(rival, 'Rhea Alder');
    await rival.getByText('No window open. Nothing is required of you.').waitFor();
    for (const path of ['', '/ledger', '/ask', '/offer/grant_1']) {
      await rival.goto(`/submissions/${submissionId}${path}`);
      const refused = rival.getByRole('alert');
      await refused.waitFor();
      assert.match((await refused.textContent()) ?? '', /nothing here that you may see/i);
    }
    const overseer = await newReader(chromium, server.url);
    await signInAs(overseer, 'Olga Swift');
    await overseer.goto('/submissions');
    await overseer.getByRole('link', { name: 'merlin-2' }).click();
    await happened(overseer).getByText('Submission opened', { exact: true }).waitFor();
    assert.equal(await overseer.getByRole('main').getByRole('button').count(), 0);
    assert.equal(await overseer.getByRole('link', { name: 'Ask for access' }).count(), 0);
  });
});
