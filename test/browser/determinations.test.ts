/**
 * A determination in the browser, by the four who are no side of an engagement: officials who decide and sign, the
 * office they consult, a trusted partner, and an overseer. Real server, worker and gateway. The steps build on
 * each other.
 */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { archiveOf } from '#test/permissions';
import { startTestServer, type TestServer } from '#test/server';
import { modelName } from './access.fixture.ts';
import { contact, focused, inspect, newReader, openBrowser, signInAs } from './browser.ts';
import {
  addOffice,
  askedEngagement,
  nominatedPartner,
  partnerAccess,
  partnerKeys,
  reportedRun,
} from './determinations.fixture.ts';
import {
  callerOf,
  cardOf,
  deskOf,
  signedDetermination,
  type Call,
  type Desk,
} from './review.fixture.ts';
import type { RunStage } from './runs.fixture.ts';

const browser = await openBrowser();
/** RIGHT-TO-LEFT OVERRIDE, and what is shown of it. */
const turned = '\u202e';
const turnedShown = '\\u{202e}';
const openSamples = 'Open the three linked samples before deciding.';
const reason =
  'The mean lies above the threshold in every family of tasks, and the samples that we opened were solved by the model on its own.';

describe('determinations in the browser', { skip: browser === undefined && 'no chromium' }, () => {
  const chromium = browser as Browser;
  let server: TestServer;
  let stage: RunStage;
  let call: Call;
  const pages = new Map<string, Page>();
  const desks = new Map<string, Desk>();
  /** Path of the determination that most steps are about. */
  let determination: string;
  const determinationId = () => determination.split('/').at(-1) ?? '';
  const pageOf = async (name: string): Promise<Page> => {
    const page = pages.get(name) ?? (await newReader(chromium, server.url));
    if (!pages.has(name)) await signInAs(page, name);
    pages.set(name, page);
    return page;
  };
  before(async () => {
    server = await startTestServer({ config: { contact } });
    await server.startWorker('inner');
    await server.startWorker('outer');
    await addOffice(server, 'evaluatorKeyless', 'determiner');
    await addOffice(server, 'partner', 'finder');
    stage = await reportedRun(server);
    call = callerOf(server);
    for (const who of ['determiner', 'determinerColleague'] as const)
      desks.set(server.people[who].name, await deskOf(server, call, who));
  });
  after(async () => {
    // First the readers: a live page would complain of the server's going.
    await browser?.close();
    for (const desk of desks.values()) await desk.close();
    await stage.close();
    await server.close();
  });

  it('says to a consulted office and to a partner that nothing is asked of them', async () => {
    const cai = await pageOf('Cai Heath');
    await cai.getByText('No office asks for your view.').waitFor();
    await inspect(cai, 'consultations-empty');
    const pia = await pageOf('Pia Fen');
    await pia.getByRole('link', { name: 'Partnerships' }).click();
    await pia.getByText(/You may use no model now/).waitFor();
    await inspect(pia, 'partnerships-empty');
  });

  it('opens a determination on what is due, and asks another office', async () => {
    const deb = await pageOf('Deb Tern');
    await deb.getByRole('heading', { name: 'Determinations', level: 1 }).waitFor();
    await inspect(deb, 'determinations-due');
    await deb.getByRole('link', { name: `${modelName}: open a determination` }).click();
    await deb.getByText('Ask another office for its view').click();
    await inspect(deb, 'determination-open');
    await deb.getByRole('button', { name: 'Open the determination' }).click();
    await deb.getByRole('heading', { name: `Determination on ${modelName}`, level: 1 }).waitFor();
    determination = new URL(deb.url()).pathname;
    await deb.getByRole('heading', { name: 'The code proposes: cannot tell' }).waitFor();
    const profile = deb.getByRole('region', { name: /^Measured/ });
    await profile.getByRole('img', { name: /^All tasks:/ }).waitFor();
    await profile.getByRole('cell', { name: '18 tasks' }).waitFor();
    assert.match(
      (await deb.getByRole('region', { name: 'Decide' }).textContent()) ?? '',
      new RegExp(openSamples),
    );
    await inspect(deb, 'determination-consulting');
  });

  it('takes a consulted office’s one answer, and leads to what is missing', async () => {
    const cai = await pageOf('Cai Heath');
    await cai.reload();
    await cai.getByText(/ left$/).waitFor();
    await inspect(cai, 'consultations');
    await cai.getByRole('link', { name: modelName }).click();
    // Nothing is told before a declaration, and reading is on record.
    await cai.locator('label[for="declare-none"]').click();
    await inspect(cai, 'consultation-declare');
    await cai.getByRole('button', { name: 'Declare it' }).click();
    await cai.getByRole('button', { name: 'Read what is asked' }).click();
    await cai.getByRole('textbox', { name: 'What do you read it for?' }).fill('to answer');
    await cai.getByRole('button', { name: 'Read what is asked' }).click();
    await cai.getByRole('heading', { name: 'The code proposes: cannot tell' }).waitFor();
    await cai.getByRole('button', { name: 'Send the answer' }).click();
    assert.equal(await focused(cai), 'Covered');
    await cai.getByText('Choose one of the four.').waitFor();
    await cai.locator('label[for="view-no_view"]').click();
    await cai.getByRole('button', { name: 'Send the answer' }).click();
    assert.equal(await focused(cai), 'In your office’s words');
    await inspect(cai, 'consultation');
    // Whatever stands after it would run backwards.
    await cai.keyboard.type(`We did not ${turned}measure it ourselves.`);
    await cai.getByRole('button', { name: 'Send the answer' }).click();
    await cai.getByRole('heading', { name: 'Your office said: no view' }).waitFor();
    assert.equal(await cai.getByRole('button', { name: 'Send the answer' }).count(), 0);
    await inspect(cai, 'consultation-answered');
  });

  it('is decided by the keyboard alone: three samples, an outcome, a reason, and why it differs', async () => {
    const deb = await pageOf('Deb Tern');
    const keys = deb.keyboard;
    await deb.goto(determination);
    const samples = deb.getByRole('region', { name: 'Linked samples' });
    await samples.getByText(openSamples).waitFor();
    for (let left = 3; left > 0; left--) {
      await samples.getByRole('button').first().press('Enter');
      await samples
        .getByText('SHA-256 of the journal')
        .nth(3 - left)
        .waitFor();
    }
    await samples.getByText('You opened all of them.').waitFor();
    const decide = deb.getByRole('button', { name: 'Decide' });
    await deb.getByText('Interval crosses the line. Consider “cannot tell”.').waitFor();
    await decide.press('Enter');
    await deb.getByText('Choose one of the three.').waitFor();
    assert.equal(await focused(deb), 'Covered');
    await keys.press('Space');
    await keys.press('Tab');
    assert.equal(await focused(deb), 'Why?');
    await keys.type('It is.');
    await deb.getByText('5 of at least 100 characters').waitFor();
    await decide.press('Enter');
    await deb.getByText('Say why in at least 100 characters.').waitFor();
    assert.equal(await focused(deb), 'Why?');
    await inspect(deb, 'determination-decide');
    await keys.press('ControlOrMeta+A');
    await keys.type(reason);
    await decide.press('Enter');
    await deb.getByText('Say why you differ in at least 20 characters.').waitFor();
    assert.equal(await focused(deb), 'Why do you differ from the code’s proposal?');
    await keys.type('The journals show more than the score counts.');
    await decide.press('Enter');
    await deb.getByRole('heading', { name: 'Deb Tern says: covered' }).waitFor();
    const heath = `We did not ${turnedShown}measure it ourselves.`;
    await deb
      .getByRole('region', { name: 'Offices consulted' })
      .getByText(`No view: ${heath}`)
      .waitFor();
    const statement = deb.getByRole('group', { name: 'the statement' });
    const shown = (await statement.textContent()) ?? '';
    assert.ok(shown.includes(heath) && !shown.includes(turned), 'shown as a code');
    const saving = deb.waitForEvent('download');
    await deb.getByRole('button', { name: 'Save the statement' }).click();
    const saved = await readFile(await (await saving).path(), 'utf8');
    assert.ok(saved.includes(`We did not ${turned}measure`), 'what is signed stays as it came');
    assert.equal(saved.replaceAll(turned, turnedShown), shown);
    await inspect(deb, 'determination-decided');
  });

  it('is signed by two officials, each where their key is', async () => {
    const deb = await pageOf('Deb Tern');
    const drew = await pageOf('Drew Tern');
    const due = (page: Page) => page.getByRole('region', { name: 'Determinations due' });
    const awaits = { name: `${modelName}: The determination is decided and awaits your signature` };
    await drew.goto('/determinations');
    await due(drew).getByText('No determinations due.').waitFor();
    await deb.goto('/determinations');
    await due(deb).getByRole('link', awaits).waitFor();
    await inspect(deb, 'determinations-to-sign');
    await due(deb).getByRole('link', awaits).click();
    await deb.getByText('To sign it:').waitFor();
    await drew.goto(determination);
    await drew.getByRole('heading', { name: 'Deb Tern says: covered' }).waitFor();
    const signing = 'The statement, and who signed it';
    const hers = drew.getByRole('region', { name: signing });
    await hers.getByText('not signed').first().waitFor();
    assert.equal(await hers.getByText('To sign it:').count(), 0, 'whoever decided signs first');
    await deb.reload();
    await deb.getByText('Signed elsewhere? Bring the signature').click();
    await deb.getByRole('button', { name: 'Bring the signature' }).click();
    await deb.getByText('Paste the note first.').waitFor();
    assert.equal(await focused(deb), 'The signed note');
    await deb.keyboard.type('no note at all');
    await deb.getByRole('button', { name: 'Bring the signature' }).click();
    await deb.getByRole('alert').getByRole('heading').waitFor();
    await inspect(deb, 'determination-signing');
    for (const [page, name] of [
      [deb, 'Deb Tern'],
      [drew, 'Drew Tern'],
    ] as const) {
      await page.reload();
      const own = page.getByRole('region', { name: signing });
      const command = own.getByRole('group', { name: 'the command that signs' });
      await desks.get(name)?.type(await command.innerText());
      await page.reload();
      await own.getByText(`: ${name}`).waitFor();
    }
    await drew.getByText('Signed by two officials').waitFor();
    // The threshold does not open to officials, so nothing leads there.
    const verify = drew.getByRole('region', { name: 'Verify it yourself' });
    await verify.getByText(/ask one of them to run the command/).waitFor();
    assert.equal(await verify.getByRole('button', { name: /opening/ }).count(), 0);
    await inspect(drew, 'determination-signed');
  });

  it('tells the developer exactly what a second official read, and withholds until a date', async () => {
    const deb = await pageOf('Deb Tern');
    const drew = await pageOf('Drew Tern');
    await deb.goto('/determinations');
    await deb.getByRole('link', { name: `${modelName}: outcome` }).click();
    const told = deb.getByRole('region', { name: 'What the developer is told' });
    await told.getByRole('button', { name: /^Write it ?: outcome$/ }).click();
    await deb.keyboard.type('Covered, by our office. This binds nobody.');
    const preview = told.getByRole('figure');
    await preview.getByText('Covered, by our office. This binds nobody.').waitFor();
    await inspect(deb, 'determination-telling');
    await told.getByRole('button', { name: 'Give it to a second official' }).click();
    await told.getByText('Written by Deb Tern.').waitFor();
    assert.equal(await told.getByRole('button', { name: /^Read it as/ }).count(), 0);
    await told.getByRole('button', { name: /^Withhold it ?: profile$/ }).click();
    await told.getByLabel('Why is it not told now?').selectOption('sealed_tasks');
    await told.getByRole('button', { name: 'Withhold it until then' }).click();
    await told.getByText('Say why in at least 10 characters.').waitFor();
    assert.equal(await focused(deb), 'In words');
    await deb.keyboard.type('The profile would name tasks that other models have yet to meet.');
    await told.getByRole('button', { name: 'Withhold it until then' }).click();
    await told.getByText('It must be looked at again by').waitFor();

    await drew.goto(determination);
    const hers = drew.getByRole('region', { name: 'What the developer is told' });
    await hers.getByRole('button', { name: 'Read it as the second official: outcome' }).click();
    await drew.keyboard.type('to settle it');
    await drew.keyboard.press('Enter');
    await hers.getByRole('figure').getByText('Covered, by our office.').waitFor();
    await hers.getByRole('button', { name: 'Tell the developer exactly this' }).click();
    await hers.getByText('Told to the developer, and to nobody else.').waitFor();

    const dara = await pageOf('Dara Larch');
    await dara.goto(`/submissions/${stage.submissionId}/assessment`);
    await dara.getByRole('button', { name: 'Read this part: outcome' }).click();
    await dara.keyboard.type('to know');
    await dara.keyboard.press('Enter');
    await dara.getByText('Covered, by our office. This binds nobody.').waitFor();
    await dara.getByText('It would show sealed tasks, and so spoil them.').waitFor();
    assert.equal(await dara.getByText('tasks that other models').count(), 0);
    await dara.getByRole('link', { name: 'Overview' }).click();
    const answered = dara
      .getByRole('region', { name: 'Everything that happened' })
      .getByRole('listitem')
      .filter({ hasText: 'A consulted office answered' });
    assert.match((await answered.first().textContent()) ?? '', /A consulted office answered Heath/);
    await dara.goto(determination);
    await dara.getByText('What it says is for the officials').waitFor();
    await inspect(dara, 'determination-of-developer');
    await dara.getByRole('link', { name: 'Assessment' }).click();
    await dara.getByRole('heading', { name: 'Assessment', level: 1 }).waitFor();
  });

  it('has an appeal answered by an official who signed nothing of it', async () => {
    await call('developer', 'POST', '/api/appeals', {
      about: 'determination',
      subjectId: determinationId(),
      grounds: 'Four of the tasks were broken, as we said before the run.',
    });
    const emil = await pageOf('Emil Tern');
    await emil.goto('/determinations');
    const card = cardOf(emil, 'Against a determination');
    await card.getByRole('button', { name: 'Answer the appeal' }).click();
    await card.getByRole('button', { name: 'Send the answer' }).click();
    assert.match(await focused(emil), /^Upheld/);
    await card.locator('label', { hasText: 'Dismissed' }).click();
    await card.getByRole('button', { name: 'Send the answer' }).click();
    await card.getByText('Say why in at least 100 characters.').waitFor();
    assert.equal(await focused(emil), 'Why?');
    await inspect(emil, 'determinations-appeal');
    await emil.keyboard.type(`We ran the four tasks again by hand. ${reason}`);
    await card.getByRole('button', { name: 'Send the answer' }).click();
    await card.waitFor({ state: 'detached' });
    await emil.goto(determination);
    await cardOf(emil, 'Against a determination').getByText('Dismissed').waitFor();
    const drew = await pageOf('Drew Tern');
    await drew.goto(determination);
    await cardOf(drew, 'Against a determination').waitFor();
    assert.equal(await drew.getByRole('button', { name: 'Answer the appeal' }).count(), 0);
  });

  it('shows an overseer all of it, no step of it, and a proof that holds elsewhere', async () => {
    const seen = await stage.get<{ threshold: { id: string } }>(`/api/runs/${stage.runId}`);
    await stage.post('evaluator', `/api/thresholds/${seen.threshold.id}/showing`, {});
    const olga = await pageOf('Olga Swift');
    await olga.getByRole('heading', { name: 'Oversight', level: 1 }).waitFor();
    await olga
      .getByRole('cell', { name: /^programme/ })
      .or(olga.getByRole('rowheader', { name: /^programme/ }))
      .first()
      .waitFor();
    await olga
      .getByRole('region', { name: 'Ledgers' })
      .getByRole('rowheader', { name: `${modelName}, of Larch Labs (invented)` })
      .waitFor();
    await inspect(olga, 'oversight');
    await olga
      .getByRole('region', { name: 'Determinations' })
      .getByRole('link', { name: modelName })
      .click();
    await olga.getByRole('heading', { name: 'Deb Tern says: covered' }).waitFor();
    for (const step of ['Decide', 'Dissent', 'Withdraw the determination', 'Bring the signature'])
      assert.equal(await olga.getByRole('button', { name: step, exact: true }).count(), 0, step);
    assert.equal(
      await olga.getByRole('button', { name: /^(Write|Withhold|Return|Open sample)/ }).count(),
      0,
    );
    await inspect(olga, 'determination-overseer');

    const desk = desks.get('Deb Tern');
    const verify = olga.getByRole('region', { name: 'Verify it yourself' });
    await olga.getByText('Nobody has asked for an export.').waitFor();
    await verify.getByRole('button', { name: 'Ask for an export' }).click();
    await olga.keyboard.type('to verify it on our own machine');
    await olga.keyboard.press('Enter');
    const taken = (page: Page) => page.getByRole('article', { name: /^The proof of a/ });
    await taken(olga).getByText('Waits for a colleague', { exact: true }).waitFor();
    const deb = await pageOf('Deb Tern');
    await deb.goto(determination);
    await taken(deb).getByRole('button', { name: 'Agree, as the second person' }).click();
    await taken(deb)
      .getByText(/^Deb Tern agreed on/)
      .waitFor();
    const proof = olga.waitForEvent('download');
    await taken(olga).getByRole('button', { name: 'Save the proof' }).click();
    await inspect(olga, 'determination-export');
    await (await proof).saveAs(join(desk?.folder ?? '', `${determinationId()}.json`));
    await verify.getByRole('button', { name: 'Save the threshold’s opening' }).click();
    await olga.keyboard.type('to verify it');
    const opening = olga.waitForEvent('download');
    await olga.keyboard.press('Enter');
    await (await opening).saveAs(join(desk?.folder ?? '', 'threshold-opening.json'));
    const command = await verify
      .getByRole('group', { name: 'the command that verifies' })
      .innerText();
    assert.match((await desk?.type(command)) ?? '', /proposal/);
  });

  it('asks an official for a declaration before anything of a determination opens', async () => {
    const submissionId = await askedEngagement(server, call, 'osprey-1');
    const id = await signedDetermination(server, submissionId);
    const deb = await pageOf('Deb Tern');
    await deb.goto(`/determinations/${id}`);
    await deb.getByText('Do you have an interest in this engagement?').waitFor();
    assert.equal(await deb.getByRole('heading', { name: /^The code proposes/ }).count(), 0);
    await inspect(deb, 'determination-undeclared');
    await deb.getByText('I have none').click();
    await deb.getByRole('button', { name: 'Declare it' }).click();
    await deb.getByRole('heading', { name: 'The code proposes: not covered' }).waitFor();
    const drew = await pageOf('Drew Tern');
    await drew.goto(`/determinations/${id}`);
    await drew.getByText('I have an interest').click();
    await drew.getByLabel('What kind?').fill('a brother works there');
    await drew.getByRole('button', { name: 'Declare it' }).click();
    await drew.getByRole('button', { name: 'Declare it and leave' }).click();
    await drew.getByRole('heading', { name: 'Determinations', level: 1 }).waitFor();
    await drew.goto(`/determinations/${id}`);
    assert.match(
      (await drew.getByRole('alert').textContent()) ?? '',
      /nothing here that you may see/i,
    );
  });

  it('gives a partner what it may use, takes its finding, and lets it leave in one confirmed step', async () => {
    const signers = await partnerKeys(call);
    const { submissionId } = stage;
    const id = await nominatedPartner(server, call, signers, submissionId, 'added');
    const pia = await pageOf('Pia Fen');
    await pia.goto('/partnerships');
    const card = cardOf(pia, modelName);
    await card.getByText('pump control firmware, its metering service').waitFor();
    await inspect(pia, 'partnership-added');
    await card.getByRole('button', { name: 'I read this text, and we take it' }).click();
    await card.getByText(/Either side asks for your access next/).waitFor();
    await call('evaluatorKeyless', 'POST', `/api/partnerships/${id}/grant`, partnerAccess);
    await pia.reload();
    const header = card.getByRole('group', { name: 'the header for pump control firmware' });
    assert.equal(await header.innerText(), 'sallyport-asset: pump control firmware');
    await inspect(pia, 'partnership-access');
    await card.getByRole('button', { name: 'Send the finding' }).click();
    await card.getByText('Choose the bundle first.').waitFor();
    const bundle = join(desks.get('Deb Tern')?.folder ?? '', 'finding.tar.gz');
    await writeFile(bundle, archiveOf({ title: `found with ${modelName}` }));
    await card.getByLabel('The bundle').setInputFiles(bundle);
    await card.getByRole('button', { name: 'Send the finding' }).click();
    await card.getByRole('alert').waitFor();
    await inspect(pia, 'partnership-refused-finding');
    const cleaned = bundle.replace('finding', 'cleaned');
    await writeFile(cleaned, archiveOf({ title: 'pumpctl runs what it is called' }));
    await card.getByLabel('The bundle').setInputFiles(cleaned);
    await card.getByRole('button', { name: 'Send the finding' }).click();
    await card.getByText(/a report of your organisation/).waitFor();
    await card.getByText('1 finding', { exact: true }).waitFor();
    await card.getByRole('button', { name: 'Return access' }).click();
    await pia.getByText('It stops at once, and both sides are told.').waitFor();
    await inspect(pia, 'partnership-return');
    await pia.getByRole('button', { name: 'Return it now' }).click();
    await card.getByText(/Ask the developer to nominate you again\./).waitFor();

    await nominatedPartner(server, call, signers, await askedFor('osprey-2'), 'refused');
    await pia.goto('/partnerships');
    const refused = cardOf(pia, 'A model of Larch Labs (invented)');
    await refused.getByText(/The metering service is run by somebody else/).waitFor();
    await refused.getByRole('button', { name: 'Appeal' }).click();
    await refused.getByLabel('Why do you appeal?').fill('The metering service is ours since June.');
    await refused.getByRole('button', { name: 'File the appeal' }).click();
    await refused.getByText('Against a refused partner').waitFor();
    await inspect(pia, 'partnership-refused');
  });

  async function askedFor(declaredAs: string): Promise<string> {
    const id = await askedEngagement(server, call, declaredAs);
    await server.agree(id);
    return id;
  }
});
