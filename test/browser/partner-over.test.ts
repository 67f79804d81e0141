/**
 * A trusted partner whose access is over, in the browser: that one side ended it, that time did, or that the
 * engagement went; what happened and why, that nothing of it can be used any more, and what to do next. Real server
 * and worker.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { Stage } from '#test/permissions';
import { startTestServer, type TestServer } from '#test/server';
import { contact, inspect, newReader, openBrowser, signInAs } from './browser.ts';
import {
  addOffice,
  askedEngagement,
  nominatedPartner,
  partnerAccess,
  partnerKeys,
} from './determinations.fixture.ts';
import { callerOf, cardOf, type Call } from './review.fixture.ts';

const browser = await openBrowser();
const why = 'The surface is being rebuilt; we nominate you again in spring.';
const secondsMax = 60;

describe('a partnership that is over', { skip: browser === undefined && 'no chromium' }, () => {
  const chromium = browser as Browser;
  let server: TestServer;
  let call: Call;
  let signers: Awaited<ReturnType<typeof partnerKeys>>;
  let pia: Page;
  before(async () => {
    server = await startTestServer({ config: { contact } });
    await server.startWorker('inner');
    // A partner's people find things, too.
    await addOffice(server, 'partner', 'finder');
    call = callerOf(server);
    signers = await partnerKeys(call);
    pia = await newReader(chromium, server.url);
    await signInAs(pia, 'Pia Fen');
  });
  after(async () => {
    // First the reader: a live page would complain of the server's going.
    await browser?.close();
    await server.close();
  });

  /** A partner that took the statement and uses the model; it has its page open. */
  async function inUse(
    declaredAs: string,
  ): Promise<{ id: string; submissionId: string; card: Locator }> {
    const submissionId = await askedEngagement(server, call, declaredAs);
    await server.agree(submissionId);
    const id = await nominatedPartner(server, call, signers, submissionId, 'added');
    await pia.goto('/partnerships');
    const card = cardOf(pia, declaredAs);
    await card.getByRole('button', { name: 'I read this text, and we take it' }).press('Enter');
    await card.getByText(/^You took the statement/).waitFor();
    return { id, submissionId, card };
  }

  /** Nothing is left to do but to read. */
  async function isOver(card: Locator): Promise<void> {
    await card.getByText(/Ask the developer to nominate you again\./).waitFor();
    assert.equal(await card.getByRole('button').count(), 0, 'steps of a partnership that is over');
    assert.equal(await card.getByText('Where', { exact: true }).count(), 0);
    assert.equal(await card.getByText(/ left$/).count(), 0);
    await pia.getByRole('heading', { name: /^\d partnerships? over$/ }).waitFor();
  }

  it('says that a side ended it, when, and in whose words', async () => {
    const { id, card } = await inUse('osprey-5');
    await card.getByText(/ left$/).waitFor();
    await call('developerKeyless', 'POST', `/api/partnerships/${id}/end`, { because: why });
    // The page was open; the step that it still offers is refused in words that lead on.
    await card.getByRole('button', { name: 'Return access' }).press('Enter');
    await pia.getByRole('button', { name: 'Return it now' }).press('Enter');
    await pia.getByRole('alert').first().waitFor();
    await pia.reload();
    await card.getByText('Ended', { exact: true }).waitFor();
    await card.getByText(new RegExp(`^Your access ended .* “${why}”`)).waitFor();
    await isOver(card);
    await pia.getByText('You may use no model now.').waitFor();
    await inspect(pia, 'partnership-ended');
  });

  it('says that its time was over, and takes no finding for it any more', async () => {
    const { id, card } = await inUse('osprey-6');
    await new Stage(server).asOwner(
      'update review.partnership set expires_at = now() where id = $1',
      [id],
    );
    const ended = card.getByText('Ended by time', { exact: true });
    for (let waited = 0; (await ended.count()) === 0; waited += 1) {
      assert.ok(waited < secondsMax, 'time ends it');
      await sleep(1000);
      await pia.reload();
      await card.waitFor();
    }
    await card.getByText(/^Your access ended .* Ask the developer/).waitFor();
    await isOver(card);
    await inspect(pia, 'partnership-expired');
    await assert.rejects(
      call('evaluatorKeyless', 'POST', `/api/partnerships/${id}/grant`, partnerAccess),
      /partner_not_accepted/,
    );
  });

  it('says that it ended with the engagement, whoever withdrew, and no more of that', async () => {
    const { submissionId, card } = await inUse('osprey-7');
    await call('developer', 'POST', `/api/submissions/${submissionId}/withdrawal`, {});
    const ended = card.getByText('Ended', { exact: true });
    for (let waited = 0; (await ended.count()) === 0; waited += 1) {
      assert.ok(waited < secondsMax, 'a withdrawal ends it');
      await sleep(1000);
      await pia.reload();
      await card.waitFor();
    }
    await isOver(card);
    await card.getByText(/“the engagement was withdrawn”/).waitFor();
    assert.doesNotMatch((await card.textContent()) ?? '', /Dara|the developer withdr/);
    await inspect(pia, 'partnership-gone');
  });
});
