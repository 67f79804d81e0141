/**
 * What officials do when they do not go along, in the browser: one dissents, one takes a determination back, one
 * returns what a developer would be told. By the keyboard, since they write. Real server, worker and gateway.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startTestServer, type TestServer } from '#test/server';
import { modelName } from './access.fixture.ts';
import { contact, focused, inspect, newReader, openBrowser, signInAs } from './browser.ts';
import { addOffice, askedEngagement, reportedRun } from './determinations.fixture.ts';
import { callerOf, signedDetermination, type Call } from './review.fixture.ts';
import type { RunStage } from './runs.fixture.ts';

const browser = await openBrowser();
const reason =
  'The interval crosses the line in two families of tasks, so that nobody can tell from this run on which side of it the model lies.';
const dissent = 'Two of the families were measured well enough to say that it is covered.';
const why = 'A family of tasks turned out to be broken; we measure it again.';

describe('second thoughts in the browser', { skip: browser === undefined && 'no chromium' }, () => {
  const chromium = browser as Browser;
  let server: TestServer;
  let stage: RunStage;
  let call: Call;
  const pages = new Map<string, Page>();
  /** Path of a determination that Deb decided. */
  let determination: string;
  const pageOf = async (name: string): Promise<Page> => {
    const page = pages.get(name) ?? (await newReader(chromium, server.url));
    if (!pages.has(name)) await signInAs(page, name);
    pages.set(name, page);
    return page;
  };
  before(async () => {
    server = await startTestServer({ config: { contact } });
    await server.startWorker('inner');
    await addOffice(server, 'evaluatorKeyless', 'determiner');
    stage = await reportedRun(server);
    call = callerOf(server);
    const { submissionId, runId } = stage;
    for (const who of ['determiner', 'determinerColleague', 'evaluatorKeyless'] as const)
      await call(who, 'POST', `/api/submissions/${submissionId}/declaration`, {
        hasInterest: false,
      });
    const path = `/api/submissions/${submissionId}/determinations`;
    const opened = await call<{ id: string; content: { linkedSamples: { position: number }[] } }>(
      'determiner',
      'POST',
      path,
      { runId, consultees: [] },
    );
    const step = `/api/determinations/${opened.id}`;
    for (const { position } of opened.content.linkedSamples)
      await call('determiner', 'POST', `${step}/samples/${position}`, {});
    const decided = { outcome: 'cannot_tell', reason, differsBecause: null };
    await call('determiner', 'POST', `${step}/decision`, decided);
    determination = `/determinations/${opened.id}`;
  });
  after(async () => {
    // First the readers: a live page would complain of the server's going.
    await browser?.close();
    await stage.close();
    await server.close();
  });

  it('keeps a dissent in the official’s own words, for good, and in what is signed', async () => {
    const emil = await pageOf('Emil Tern');
    const keys = emil.keyboard;
    await emil.goto(determination);
    await emil.getByRole('heading', { name: 'Deb Tern says: cannot tell' }).waitFor();
    const said = emil.getByRole('region', { name: 'Dissent' });
    await said.getByText('Nobody dissented.').waitFor();
    await said.getByRole('button', { name: 'Dissent', exact: true }).press('Enter');
    assert.equal(await focused(emil), 'What do you not agree with?');
    await keys.type('I do not.');
    await keys.press('Tab');
    assert.equal(await focused(emil), 'Record the dissent');
    await keys.press('Enter');
    await said.getByText('Say it in at least 20 characters.').waitFor();
    assert.equal(await focused(emil), 'What do you not agree with?');
    await inspect(emil, 'determination-dissenting');
    await keys.press('ControlOrMeta+A');
    await keys.type(dissent);
    await keys.press('Tab');
    await keys.press('Enter');
    await said.getByText(dissent).waitFor();
    await said.getByText(/^Emil Tern, /).waitFor();
    // Said once; and who dissents does not sign.
    assert.equal(await emil.getByRole('button', { name: 'Dissent', exact: true }).count(), 0);
    assert.equal(await emil.getByRole('button', { name: 'Bring the signature' }).count(), 0);
    await inspect(emil, 'determination-dissented');

    const deb = await pageOf('Deb Tern');
    await deb.goto(determination);
    await deb.getByRole('region', { name: 'Dissent' }).getByText(dissent).waitFor();
    // Whoever decided has no dissent to give.
    assert.equal(await deb.getByRole('button', { name: 'Dissent', exact: true }).count(), 0);
    const signing = deb.getByRole('region', { name: 'The statement, and who signed it' });
    assert.match((await signing.textContent()) ?? '', new RegExp(dissent));
  });

  it('is taken back before it is signed, in words that both sides read, and another can be opened', async () => {
    const deb = await pageOf('Deb Tern');
    const keys = deb.keyboard;
    await deb.goto(determination);
    await deb.getByRole('button', { name: 'Withdraw the determination' }).press('Enter');
    assert.equal(await focused(deb), 'Why is it withdrawn?');
    await keys.press('Enter');
    await deb.getByText('Say it in at least 10 characters.').waitFor();
    assert.equal(await focused(deb), 'Why is it withdrawn?');
    await inspect(deb, 'determination-withdrawing');
    await keys.type(why);
    await keys.press('Enter');
    await deb.getByText('Withdrawn by the office', { exact: true }).waitFor();
    await deb.getByText(/The office took it back before it was signed/).waitFor();
    assert.equal(await deb.getByText('not signed').count(), 0);
    for (const step of ['Withdraw the determination', 'Decide', 'Bring the signature'])
      assert.equal(await deb.getByRole('button', { name: step, exact: true }).count(), 0, step);
    await deb.getByRole('region', { name: 'Dissent' }).getByText(dissent).waitFor();
    await inspect(deb, 'determination-withdrawn');

    const dara = await pageOf('Dara Larch');
    await dara.goto(`/submissions/${stage.submissionId}`);
    const happened = dara.getByRole('region', { name: 'Everything that happened' });
    await happened.getByText('Determination withdrawn by the office', { exact: true }).waitFor();
    await happened.getByText(why).waitFor();
    assert.equal(await dara.getByText(dissent).count(), 0);

    await deb.goto('/determinations');
    await deb.getByRole('link', { name: `${modelName}: open a determination` }).waitFor();
  });

  it('stands with why and its dissent on the next one’s page, and with why on the developer’s', async () => {
    const { submissionId, runId } = stage;
    const path = `/api/submissions/${submissionId}/determinations`;
    const body = { runId, consultees: [] };
    const { id } = await call<{ id: string }>('determiner', 'POST', path, body);
    const deb = await pageOf('Deb Tern');
    await deb.goto(`/determinations/${id}`);
    const before = deb.getByRole('region', { name: 'Withdrawn before' });
    await before.getByText(`Deb Tern: ${why}`).waitFor();
    await before.getByText(dissent).waitFor();
    await inspect(deb, 'determination-withdrawn-before');
    const dara = await pageOf('Dara Larch');
    await dara.goto(`/submissions/${submissionId}/assessment`);
    await dara.getByText(why).waitFor();
    // Of the one that is open, and not of the one that was taken back.
    assert.equal(await dara.getByText(/What it says is told/).count(), 1);
    await inspect(dara, 'assessment-withdrawn');
    assert.equal(await dara.getByText(dissent).count(), 0);
    await dara.goto(determination);
    await dara.getByText(why).waitFor();
    await dara.getByRole('link', { name: 'Assessment' }).click();
    await dara.getByRole('heading', { name: 'Assessment', level: 1 }).waitFor();
  });

  it('returns what the developer would be told, and whoever wrote it reads why', async () => {
    const submissionId = await askedEngagement(server, call, 'osprey\u202e-3');
    const id = await signedDetermination(server, submissionId);
    for (const who of ['determiner', 'determinerColleague'] as const)
      await call(who, 'POST', `/api/submissions/${submissionId}/declaration`, {
        hasInterest: false,
      });
    await call('determiner', 'POST', `/api/determinations/${id}/assessments/outcome/proposal`, {
      text: 'Not covered; see the profile.',
    });
    const drew = await pageOf('Drew Tern');
    const keys = drew.keyboard;
    await drew.goto(`/determinations/${id}`);
    const told = drew.getByRole('region', { name: 'What the developer is told' });
    await told
      .getByRole('button', { name: 'Read it as the second official: outcome' })
      .press('Enter');
    assert.equal(await focused(drew), 'What do you read it for?');
    await keys.type('to settle it');
    await keys.press('Enter');
    await told.getByText('Not covered; see the profile.').waitFor();
    await told.getByRole('button', { name: /^Return it ?: outcome$/ }).press('Enter');
    assert.equal(await focused(drew), 'Why is it returned?');
    await inspect(drew, 'determination-returning');
    await keys.type('It names a profile that is not told.');
    await keys.press('Enter');
    const returned = /^Returned, to be written anew or withheld: “It names a profile/;
    await told.getByText(returned).waitFor();
    assert.equal(
      await told.getByRole('button', { name: 'Tell the developer exactly this' }).count(),
      0,
    );
    assert.equal(await told.getByText('Not covered; see the profile.').count(), 0);
    await inspect(drew, 'determination-returned');

    const deb = await pageOf('Deb Tern');
    await deb.goto(`/determinations/${id}`);
    const hers = deb.getByRole('region', { name: 'What the developer is told' });
    await hers.getByText(returned).waitFor();
    await hers.getByRole('button', { name: /^Write it ?: outcome$/ }).press('Enter');
    await deb.keyboard.type('Not covered, by our office. This binds nobody.');
    await hers.getByRole('button', { name: 'Give it to a second official' }).press('Enter');
    await hers.getByText('Written by Deb Tern.').waitFor();
    assert.equal(await hers.getByText(returned).count(), 0);

    const dara = await pageOf('Dara Larch');
    await dara.goto(`/submissions/${submissionId}/assessment`);
    await dara.getByText('Outcome', { exact: true }).waitFor();
    assert.equal(await dara.getByText(/It names a profile|Not covered/).count(), 0);
    // A name that turns what stands after it is seen to do so, in every list.
    await dara.goto('/review');
    await dara.getByRole('link', { name: 'osprey\\u{202e}-3', exact: true }).first().waitFor();
    assert.ok(!((await dara.getByRole('main').textContent()) ?? '').includes('\u202e'));
  });
});
