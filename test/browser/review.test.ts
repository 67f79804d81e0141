/**
 * An engagement in the browser, from a newcomer’s question to the receipt of destruction, for the developer and
 * the evaluating office. Real server and worker. The steps build on each other.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { startTestServer, type TestServer } from '#test/server';
import { contact, focused, inspect, newReader, openBrowser, signInAs } from './browser.ts';
import { askedEngagement } from './determinations.fixture.ts';
import {
  Actions,
  callerOf,
  cardOf,
  putForwardNewTerms,
  signedDetermination,
  deskOf,
  type Call,
  type Desk,
} from './review.fixture.ts';

const browser = await openBrowser();
const actionsMax = 8;
const flaggedMsMax = 30_000;

describe('an engagement in the browser', { skip: browser === undefined && 'no chromium' }, () => {
  const chromium = browser as Browser;
  let server: TestServer;
  let call: Call;
  let developer: Page;
  let evaluator: Page;
  /** Path of the engagement that most steps are about. */
  let engagement: string;
  /** Where the developer types. */
  let desk: Desk;
  const submissionId = () => engagement.split('/').at(-1) ?? '';
  before(async () => {
    server = await startTestServer({ config: { contact } });
    await server.startWorker('inner');
    call = callerOf(server);
    developer = await newReader(chromium, server.url);
    evaluator = await newReader(chromium, server.url);
  });
  after(async () => {
    // First the readers: a live page would complain of the server's going.
    await browser?.close();
    await server.close();
  });

  it('takes a newcomer to a question in at most eight actions, and out again in two', async () => {
    const into = new Actions();
    await developer.goto('/');
    await into.click(developer.getByRole('button', { name: 'Dara Larch' }));
    await developer.getByText('No window open. Nothing is required of you.').waitFor();
    await inspect(developer, 'review-empty');
    await into.click(developer.getByRole('link', { name: 'Ask whether a model is covered' }));
    await into.fill(developer.getByLabel('Model'), 'merlin-2');
    await into.fill(developer.getByLabel('What is it?'), 'a small model for code');
    await into.fill(developer.getByLabel('What do you expect it can do?'), 'mends type errors');
    await into.choose(developer.getByLabel('Whom to ask'), 'Tern Office (invented)');
    await into.click(developer.getByRole('button', { name: 'Check your answers' }));
    await into.click(developer.getByRole('button', { name: 'Ask this question' }));
    await developer
      .getByRole('heading', { name: 'You asked for an assessment', level: 1 })
      .waitFor();
    assert.ok(into.count <= actionsMax, `${into.count} actions to a question`);
    await developer.getByText('This is voluntary. You can withdraw.').waitFor();
    assert.match(
      await developer.getByRole('group', { name: 'the reference number' }).innerText(),
      /^question_/,
    );
    const receipt = developer.getByRole('group', { name: 'the receipt' });
    assert.match((await receipt.textContent()) ?? '', /descriptor [0-9a-f]{64} event /);
    await inspect(developer, 'question-asked');

    const out = new Actions();
    await out.click(developer.getByRole('button', { name: 'Withdraw' }));
    await developer
      .getByText('Access ends now; the evaluators are told; no reason needed.')
      .waitFor();
    await inspect(developer, 'withdraw');
    await out.click(developer.getByRole('button', { name: 'Withdraw now' }));
    await developer.getByText('Withdrawn', { exact: true }).waitFor();
    assert.equal(out.count, 2, 'actions to withdraw');
    assert.match(await focused(developer), /^You withdrew from merlin-2\./);
    await developer.getByRole('link', { name: 'Review' }).first().click();
    await developer.getByText('No window open. Nothing is required of you.').waitFor();
  });

  it('leaves an engagement from the first page in two actions, and says that it is done', async () => {
    await askedEngagement(server, call, 'merlin-3');
    await developer.goto('/');
    await developer.getByRole('link', { name: 'merlin-3' }).first().waitFor();
    const out = new Actions();
    await out.click(developer.getByRole('button', { name: 'Withdraw from merlin-3' }));
    await out.click(developer.getByRole('button', { name: 'Withdraw now' }));
    await developer.getByText('No window open. Nothing is required of you.').waitFor();
    assert.equal(out.count, 2, 'actions to withdraw');
    assert.match(await focused(developer), /^You withdrew from merlin-3\./);
    assert.equal(await developer.getByRole('button', { name: /^Withdraw/ }).count(), 0);
    await inspect(developer, 'review-withdrawn');
  });

  it('leads to what is missing, and is asked by the keyboard alone', async () => {
    await developer.goto('/review/ask');
    await developer.getByRole('button', { name: 'Check your answers' }).press('Enter');
    const missing = developer.getByRole('alert');
    await missing.getByRole('link', { name: /^Model:/ }).press('Enter');
    assert.equal(await focused(developer), 'Model');
    await inspect(developer, 'ask');
    const keys = developer.keyboard;
    await keys.type('kestrel-9');
    await keys.press('Tab');
    await keys.type('a large language model, trained further on code');
    await keys.press('Tab');
    await keys.type('finds faults in C programs; that rests on our own tests');
    await keys.press('Tab');
    assert.equal(await focused(developer), 'Contact');
    await keys.press('Tab');
    await keys.type('Tern');
    await keys.press('Enter');
    await developer.getByRole('button', { name: 'Check your answers' }).press('Enter');
    await developer.getByRole('heading', { name: 'Check your answers', level: 1 }).waitFor();
    assert.equal(await focused(developer), 'Check your answers');
    assert.equal(await developer.getByText('Not given').count(), 3, 'what was left out is said');
    await developer.getByRole('button', { name: 'Change an answer' }).press('Enter');
    await developer.getByText('Planned dates, and more').press('Enter');
    await developer
      .getByLabel('Planned release to the public, UTC')
      .fill(new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 16));
    await developer.getByRole('button', { name: 'Check your answers' }).press('Enter');
    await developer.getByRole('button', { name: 'Change an answer' }).press('Enter');
    assert.ok(await developer.getByLabel('Planned release to the public, UTC').isVisible());
    await developer.getByRole('button', { name: 'Check your answers' }).press('Enter');
    await inspect(developer, 'check-answers');
    await developer.getByRole('button', { name: 'Ask this question' }).press('Enter');
    await developer.getByRole('link', { name: 'Go to the engagement' }).press('Enter');
    await developer.getByRole('heading', { name: 'kestrel-9', level: 1 }).waitFor();
    engagement = new URL(developer.url()).pathname;
    await cardOf(developer, 'Would this model be covered?').getByText('its policy').waitFor();
    await inspect(developer, 'engagement-asked');
  });

  it('opens nothing sealed to an evaluator who has not said whether they have an interest', async () => {
    await signInAs(evaluator, 'Eli Tern');
    // To ask is a developer's: whoever types the address is led to their own first page.
    await evaluator.goto('/review');
    await evaluator.getByRole('heading', { name: 'Runs', level: 1 }).waitFor();
    const next = evaluator.getByRole('region', { name: 'Do next' });
    await next.getByText(/^Until \d/).waitFor();
    await inspect(evaluator, 'runs-asked');
    await next
      .getByRole('link', {
        name: /^kestrel-9: Larch Labs \(invented\) asks .* take it up, 13 days 23 hours left$/,
      })
      .click();
    await evaluator.getByRole('heading', { name: 'kestrel-9', level: 1 }).waitFor();
    const card = cardOf(evaluator, 'Would this model be covered?');
    await card.getByText('What was asked is sealed.').waitFor();
    assert.equal(await card.getByRole('button', { name: 'Read what was asked' }).count(), 0);
    await card.getByRole('button', { name: 'Take it up' }).click();
    await card.getByText('Taken up', { exact: true }).waitFor();
    await inspect(evaluator, 'engagement-undeclared');
    await card.getByRole('link', { name: 'Documents' }).click();
    await evaluator.getByRole('button', { name: 'Declare it' }).click();
    assert.equal(await focused(evaluator), 'I have none');
    await evaluator.getByText('I have none').click();
    await inspect(evaluator, 'declare');
    await evaluator.getByRole('button', { name: 'Declare it' }).click();
    await evaluator.getByText('Eli Tern: has none').waitFor();
    await evaluator.getByRole('link', { name: 'Overview' }).click();
    await card.getByRole('button', { name: 'Read what was asked' }).click();
    await evaluator.keyboard.type('to answer it');
    await evaluator.keyboard.press('Enter');
    await card.getByText('a large language model, trained further on code').waitFor();
  });

  it('makes nothing of an engagement be there for whoever declares an interest', async () => {
    const leaving = await newReader(chromium, server.url);
    await signInAs(leaving, 'Emil Tern');
    await leaving.goto(`${engagement}/documents`);
    await leaving.getByText('I have an interest').click();
    await leaving.getByLabel('What kind?').fill('a brother works at Larch Labs');
    await leaving.getByRole('button', { name: 'Declare it' }).click();
    await leaving.getByRole('button', { name: 'Declare it and leave' }).click();
    await leaving.getByRole('heading', { name: 'Submissions', level: 1 }).waitFor();
    await leaving.getByRole('link', { name: 'merlin-2' }).waitFor();
    assert.equal(await leaving.getByRole('link', { name: 'kestrel-9' }).count(), 0);
    for (const part of ['', '/documents', '/assessment', '/partners', '/reads', '/ledger']) {
      await leaving.goto(`${engagement}${part}`);
      await leaving.getByRole('alert').waitFor();
      assert.match(
        (await leaving.getByRole('alert').textContent()) ?? '',
        /nothing here that you may see/i,
        part,
      );
    }
    await leaving.context().close();
  });

  it('asks for more, is told what it asked for, and answers without access', async () => {
    const asked = cardOf(evaluator, 'Would this model be covered?');
    await asked.getByRole('button', { name: 'Ask for more' }).click();
    assert.equal(await focused(evaluator), 'What do you still need to know?');
    await evaluator.keyboard.type('How large is it, and what did your own tests measure?');
    await evaluator.keyboard.press('Enter');
    await asked.getByText('More is needed', { exact: true }).waitFor();

    await developer.goto('/review');
    const next = developer.getByRole('region', { name: 'Do next' });
    await next.getByText(/No deadline; waiting since \d/).waitFor();
    await inspect(developer, 'review');
    await next.getByRole('link', { name: /needs to know more/ }).click();
    const card = cardOf(developer, 'Would this model be covered?');
    await card.getByText('How large is it, and what did your own tests measure?').waitFor();
    await card.getByRole('button', { name: 'Add what they asked for' }).click();
    const what = developer.getByLabel('What is it?');
    assert.equal(await what.inputValue(), 'a large language model, trained further on code');
    await inspect(developer, 'supplement');
    await what.fill('a model of 400 billion parameters, trained further on code');
    await developer.getByRole('button', { name: 'Send it' }).click();
    await card.getByText('Taken up', { exact: true }).waitFor();

    await asked.getByText('Taken up', { exact: true }).waitFor();
    await asked.getByRole('button', { name: 'Answer without access' }).click();
    await evaluator.keyboard.type('Faults are measured, not described: it needs a run.');
    await evaluator.keyboard.press('Enter');
    await card.getByText('Answered', { exact: true }).waitFor();
    await card.getByText('Faults are measured, not described: it needs a run.').waitFor();
  });

  it('has terms read and accepted by their digest, and says so when they changed meanwhile', async () => {
    const accept = { name: 'I read this text, and my side accepts it' };
    await developer.goto(`${engagement}/documents`);
    await developer
      .getByRole('link', { name: 'Terms of access to a model before its release' })
      .click();
    await developer
      .getByText(/^Nothing under these terms can/)
      .first()
      .waitFor();
    await putForwardNewTerms(server);
    await developer.getByRole('button', accept).click();
    await developer.getByRole('alert').waitFor();
    await developer.getByText(/^This version was replaced\./).waitFor();
    assert.equal(await developer.getByRole('button', accept).count(), 0);
    await inspect(developer, 'terms-changed');
    await developer.getByRole('link', { name: 'Read version 2, which replaced this one' }).click();
    const address = new URL(developer.url()).pathname;
    await developer.getByText('A second version of these terms.').first().waitFor();
    await evaluator.goto(address);
    for (const page of [developer, evaluator]) {
      await page.getByRole('button', accept).click();
      await page.getByRole('heading', { name: 'Who accepted it' }).waitFor();
    }
    await inspect(developer, 'terms');
    await developer.goto(`${engagement}/documents`);
    await developer.getByText('Accepted by both', { exact: true }).waitFor();
    await inspect(developer, 'documents');
    await developer.getByRole('link', { name: 'Overview' }).click();
    await developer
      .getByText('Terms of access accepted for the evaluator: sample version 2', { exact: true })
      .waitFor();
  });

  it('is paused, narrowed and resumed by the developer, and says what that leaves', async () => {
    await developer.goto(engagement);
    const partners = developer.getByRole('checkbox', { name: /^Trusted partners/ });
    await developer.getByText('You take part in all of it').click();
    await partners.press('Space');
    await inspect(developer, 'scope');
    await developer.getByRole('button', { name: 'Take part in these' }).click();
    await developer.getByText('You take part in 2 of 3 parts').waitFor();
    await evaluator.goto(engagement);
    await evaluator.getByText(/takes no part in: trusted partners\./).waitFor();
    await partners.press('Space');
    await developer.getByRole('button', { name: 'Take part in these' }).click();
    await developer.getByText('You take part in all of it').waitFor();
    await developer.getByRole('button', { name: 'Pause' }).click();
    await evaluator.getByText(/Nothing new begins\. Access in force goes on/).waitFor();
    await inspect(evaluator, 'paused');
    await developer.getByRole('button', { name: 'Resume' }).click();
    await evaluator.getByText('Taking part is voluntary.').waitFor();
  });

  it('nominates a partner by one signed text, which the other side refuses, adds, and ends alone', async () => {
    desk = await deskOf(server, call, 'developer');
    const theirs = await deskOf(server, call, 'evaluator');
    await nominate(developer, engagement, desk);
    await evaluator.goto(`${engagement}/partners`);
    const fen = cardOf(evaluator, 'Fen Water Utility (invented)');
    await fen.getByRole('button', { name: 'Refuse it' }).click();
    await fen.getByLabel('Reason, as the criteria list them').selectOption({ index: 1 });
    await fen.getByRole('button', { name: 'Refuse it' }).click();
    await fen
      .getByRole('alert')
      .getByRole('link', { name: /because/ })
      .click();
    assert.equal(await focused(evaluator), 'In words');
    await evaluator.keyboard.type('it did not show that the pumps are its own');
    await inspect(evaluator, 'refuse-partner');
    await theirs.type(await commandIn(fen, 'the command that adds the partner'));
    await theirs.close();
    await evaluator.reload();
    await fen.getByText('Added by both sides', { exact: true }).waitFor();
    await evaluator.getByText('too few to say').first().waitFor();
    await accepted(call, engagement);
    await evaluator.reload();
    await fen.getByRole('link', { name: 'Ask for its access' }).click();
    await evaluator.getByLabel('Pseudonym').fill('fen-1');
    await evaluator.getByLabel('Name', { exact: true }).fill('Pia Fen (invented)');
    await evaluator.getByLabel('SHA-256 of the runner’s public key').fill('ef'.repeat(32));
    assert.equal(await evaluator.getByLabel('Endpoints').inputValue(), 'POST /v1/messages');
    await inspect(evaluator, 'partner-access');
    await evaluator.getByRole('button', { name: 'Ask for it' }).click();
    await evaluator.getByRole('alert').getByText('No gateway is connected').waitFor();
    await evaluator.goto(`${engagement}/partners`);
    await evaluator.getByRole('button', { name: 'End it now' }).click();
    await fen.getByText('Ended', { exact: true }).waitFor();
    await developer.goto(`${engagement}/partners`);
    await cardOf(developer, 'Fen Water Utility (invented)')
      .getByText(/Eli Tern/)
      .first()
      .waitFor();
    await cardOf(developer, 'Fen Water Utility (invented)')
      .getByText('Some characters here would not be visible')
      .first()
      .waitFor();
    await inspect(developer, 'partners');
  });

  it('lets a refusal be appealed against, with a reason of the criteria shown', async () => {
    await nominate(developer, engagement, desk);
    await desk.close();
    const { items } = await call<{ items: { id: string }[] }>(
      'evaluator',
      'GET',
      `/api${engagement}/partnerships`,
    );
    await call('evaluator', 'POST', `/api/partnerships/${items[0]?.id}/refusal`, {
      code: 'no_defensive_use',
      because: 'it would protect nobody, as it said itself',
    });
    await developer.goto(`${engagement}/partners`);
    const refused = cardOf(developer, 'Fen Water Utility (invented)').filter({
      hasText: 'Refused',
    });
    await refused.getByText('no_defensive_use').waitFor();
    await refused.getByRole('button', { name: 'Appeal' }).click();
    await refused.getByLabel('Why do you appeal?').fill('Its task protects a county’s water.');
    await refused.getByRole('button', { name: 'File the appeal' }).click();
    const appeal = cardOf(developer, 'Against a refused partner');
    await appeal.getByText(/policy, not a legal right/).waitFor();
    await inspect(developer, 'partner-appeal');
    await appeal.getByRole('button', { name: 'Take the appeal back' }).click();
    await appeal.getByText('Taken back', { exact: true }).waitFor();
  });

  it('tells the developer part by part, what is withheld until when, and takes an appeal', async () => {
    await developer.goto(`${engagement}/assessment`);
    await developer.getByText(/There is no determination\. None is needed for anything/).waitFor();
    await inspect(developer, 'assessment-none');
    const id = await signedDetermination(server, submissionId());
    for (const who of ['determiner', 'determinerColleague'] as const) {
      await call(who, 'POST', `/api${engagement}/declaration`, { hasInterest: false });
    }
    const part = (tier: string) => `/api/determinations/${id}/assessments/${tier}`;
    const text = 'Not covered: it stayed below the threshold of one suite on one day.';
    await call('determiner', 'POST', `${part('reason')}/withholding`, {
      reasonClass: 'sealed_tasks',
      reason: 'it would show two sealed tasks',
      reviewBy: new Date(Date.now() + 60 * 86_400_000).toISOString().replace(/\.\d+Z/, 'Z'),
    });
    await call('determiner', 'POST', `${part('outcome')}/proposal`, { text });
    const { tiers } = await call<{ tiers: { tier: string; contentSha256: string }[] }>(
      'determinerColleague',
      'GET',
      `/api/determinations/${id}/assessments`,
    );
    const { contentSha256 } = tiers.find(({ tier }) => tier === 'outcome') ?? {};
    await call('determinerColleague', 'POST', `${part('outcome')}/release`, { contentSha256 });

    await developer.reload();
    const card = cardOf(developer, 'Determination by Tern Office (invented)');
    await card.getByText(/^It would show sealed tasks.*looked at again by/).waitFor();
    assert.equal(await card.getByText(text).count(), 0, 'nothing is shown before it is opened');
    await card.getByRole('button', { name: 'Read this part: outcome' }).click();
    await developer.keyboard.type('to plan our release');
    await developer.keyboard.press('Enter');
    await card.getByText(text).waitFor();
    await inspect(developer, 'assessment');
    await card.getByText(/29 days 23 hours left/).waitFor();
    await card.getByRole('button', { name: 'Appeal' }).click();
    await card.getByLabel('Why do you appeal?').fill('The suite ran without our tool harness.');
    await card.getByRole('button', { name: 'File the appeal' }).click();
    await cardOf(developer, 'Against a determination')
      .getByText('Filed', { exact: true })
      .waitFor();

    await evaluator.goto(`${engagement}/assessment`);
    await cardOf(evaluator, 'Determination by Tern Office (invented)')
      .getByText('Told', { exact: true })
      .waitFor();
    assert.equal(await evaluator.getByRole('button', { name: /Read this part/ }).count(), 0);
  });

  it('shows who read what, and has a second person look at what stands out', async () => {
    const [question] = (
      await call<{ items: { id: string }[] }>('evaluator', 'GET', `/api${engagement}/questions`)
    ).items;
    for (let read = 0; read < 21; read += 1) {
      await call('evaluator', 'GET', `/api/questions/${question?.id}/content?purpose=looking`);
    }
    await flagged(call, engagement);
    await developer.goto(`${engagement}/reads?only=unusual`);
    await developer.getByText('Stands out: to be looked at').first().waitFor();
    const [first] = await developer.getByRole('button', { name: 'Say what you found' }).all();
    await first?.click();
    await developer.getByLabel('What did you find?').fill('a loop in a script, told to us');
    await inspect(developer, 'reads');
    await developer.getByRole('button', { name: 'Keep it' }).click();
    await developer.getByText('Stood out: explained').waitFor();
    await developer.getByRole('link', { name: 'All', exact: true }).click();
    await developer.getByText('“to plan our release”').waitFor();
  });

  it('is destroyed by a second person once it is over, and leaves a receipt', async () => {
    await developer.goto(engagement);
    await developer.getByRole('button', { name: 'Withdraw' }).click();
    await developer.keyboard.press('Escape');
    assert.equal(await focused(developer), 'Withdraw', 'Escape gives the focus back');
    await developer.getByRole('button', { name: 'Withdraw' }).click();
    await developer.getByRole('button', { name: 'Withdraw now' }).click();
    await developer.getByText(/Access has ended and nothing more can begin/).waitFor();
    assert.match(await focused(developer), /^You withdrew from kestrel-9\./);
    const sealed = developer.getByRole('region', { name: 'What was sealed' });
    await sealed.getByRole('button', { name: 'Ask that it be destroyed' }).click();
    await developer.keyboard.type('we took part to its end');
    await developer.keyboard.press('Enter');
    await sealed.getByText(/A second person does it\./).waitFor();
    assert.equal(await sealed.getByRole('button').count(), 0, 'whoever asked does not do it');
    await inspect(developer, 'engagement-withdrawn');
    await evaluator.goto(engagement);
    const theirs = evaluator.getByRole('region', { name: 'What was sealed' });
    await theirs.getByRole('button', { name: 'Destroy it, as the second person' }).click();
    await evaluator.getByRole('button', { name: 'Destroy it now' }).click();
    await theirs.getByText(/No key opens it any more/).waitFor();
    await sealed.getByRole('link', { name: 'Receipt, to print' }).click();
    const receipt = developer.getByRole('group', { name: 'the receipt' });
    assert.match((await receipt.textContent()) ?? '', /kestrel-9/);
    await inspect(developer, 'destroyed');
  });
});

const commandIn = (within: Locator, name: string): Promise<string> =>
  within.getByRole('group', { name }).innerText();

/** The partner takes its terms, on pages of its own. */
async function accepted(call: Call, engagement: string): Promise<void> {
  const { items } = await call<{ items: { id: string; statementSha256: string }[] }>(
    'evaluator',
    'GET',
    `/api${engagement}/partnerships`,
  );
  const { id, statementSha256 } = items[0] ?? {};
  await call('partner', 'POST', `/api/partnerships/${id}/acceptance`, { statementSha256 });
}

/** The worker looks at each read a moment after it happened. */
async function flagged(call: Call, engagement: string): Promise<void> {
  const end = performance.now() + flaggedMsMax;
  for (;;) {
    const path = `/api${engagement}/reads?onlyUnusual=true`;
    const { items } = await call<{ items: unknown[] }>('developer', 'GET', path);
    if (items.length > 0) return;
    if (performance.now() > end) throw new Error('no read stands out');
    await sleep(100);
  }
}

/** On the page as far as its form goes, then by the command that it shows. */
async function nominate(page: Page, engagement: string, desk: Desk): Promise<void> {
  await page.goto(`${engagement}/partners/nominate`);
  await page.getByRole('button', { name: 'Write the text to sign' }).click();
  await page
    .getByRole('alert')
    .getByRole('link', { name: /criteriaMet/ })
    .click();
  assert.equal(await focused(page), 'How does it meet the criteria?');
  await page.keyboard.type('It runs the water works of a county\u202e and mends their controls.');
  await page.getByLabel('Where does it use the model?').fill('the messages API');
  await page.getByLabel('What is on that surface?').fill('POST /v1/messages');
  await page.getByLabel('On which systems and code?').fill('pump controls\nits metering service');
  const until = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 16);
  await page.getByLabel('Until when, UTC').fill(until);
  await page.getByLabel('In words, for both sides').fill('neither declared one');
  await inspect(page, 'nominate');
  await page.getByRole('button', { name: 'Write the text to sign' }).click();
  await page
    .getByRole('group', { name: 'the text' })
    .getByText(/pump controls/)
    .waitFor();
  const text = (await page.getByRole('group', { name: 'the text' }).textContent()) ?? '';
  assert.ok(text.includes('a county\\u{202e} and') && !text.includes('\u202e'), 'shown as a code');
  await inspect(page, 'nominate-sign');
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the nomination' }).click();
  await (await saving).saveAs(join(desk.folder, 'nomination.json'));
  await desk.type(await commandIn(page.getByRole('main'), 'the command that nominates'));
  await page.getByRole('link', { name: 'the partners of this model' }).click();
  await cardOf(page, 'Fen Water Utility (invented)').first().waitFor();
}
