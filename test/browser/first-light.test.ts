/**
 * One vulnerability on its way through the browser: a finder watches it proved, a coordinator brings it
 * to a published fix, an operator patches it and keeps the receipt. Real server, real worker, real
 * sandbox; the steps build on each other.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { packBundle } from '#proof';
import { fixture, openTestSandbox } from '#test/bundles';
import { startTestServer, type TestServer } from '#test/server';
import { contact, focused, inspect, newReader, openBrowser, signInAs } from './browser.ts';

const browser = await openBrowser();
const sandbox = browser === undefined ? undefined : await openTestSandbox();
await sandbox?.close();
const missing = browser === undefined ? 'no chromium' : sandbox === undefined && 'no sandbox';

/** Reproducing, or checking a fix, in the sandbox. */
const proofMsMax = 90_000;
const title = 'greet.sh runs the visitor’s name';

describe('first light in the browser', { skip: missing }, () => {
  const chromium = browser as Browser;
  let server: TestServer;
  let reportId: string;
  let coordinator: Page;
  before(async () => {
    server = await startTestServer({ config: { contact } });
    reportId = await submit(server, 'finder');
    coordinator = await newReader(chromium, server.url);
    await signInAs(coordinator, 'Cora Heron');
  });
  after(async () => {
    // First the readers: a live page would complain of the server's going.
    await browser?.close();
    await server.close();
  });

  it('shows a finder the evidence as it arrives, and what the verdict is worth', async () => {
    const page = await newReader(chromium, server.url);
    await signInAs(page, 'Ada Finch');
    await page.getByRole('link', { name: title }).click();
    await page.getByText('Waiting for a worker.').waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    await inspect(page, 'report-waiting');
    await server.startWorker();
    // Nobody reloads the page.
    await page.getByText('Run 1: hit', { exact: true }).waitFor({ timeout: proofMsMax });
    await page.getByText('Benign input 1: miss', { exact: true }).waitFor({ timeout: proofMsMax });
    const verdict = page.getByRole('region', { name: 'Confirmed' });
    await verdict.waitFor({ timeout: proofMsMax });
    await verdict.getByText('5 of 5 runs hit; 0 on the benign input.').waitFor();
    await verdict.getByRole('heading', { name: /Assurance: (Observed|Differential)/ }).waitFor();
    await verdict.getByText(/^[0-9a-f]{64}$/).waitFor();
    await inspect(page, 'report');
  });

  it('asks what sealed content is opened for, and writes it where the finder sees it', async () => {
    const page = coordinator;
    await page.goto(`/reports/${reportId}`);
    await page.getByRole('button', { name: 'Download the bundle' }).click();
    assert.match(await focused(page), /What do you need the bundle/);
    await page.getByRole('button', { name: 'Download the bundle' }).click();
    await page.getByText('Say it in a few words.').waitFor();
    await page.keyboard.type('to call the maintainer');
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download the bundle' }).click();
    const download = await downloading;
    assert.equal(download.suggestedFilename(), `${reportId}.tar.gz`);
    assert.ok(statSync(await download.path()).size > 100);
    const row = page.getByRole('row', { name: /Cora Heron.*to call the maintainer/ });
    await row.waitFor();
  });

  it('lets a coordinator take the case and see a bad fix refused, live', async () => {
    const page = coordinator;
    await page.goto('/cases');
    await page.getByRole('link', { name: /CH-0001/ }).click();
    await page.getByText('Nobody has this case yet.').waitFor();
    await inspect(page, 'case-open');
    await page.getByRole('button', { name: 'Take this case' }).click();
    await page.getByText('Took the case', { exact: true }).waitFor();
    await proposeDiff(page, 'exit 0');
    await page.getByText('Fix refused', { exact: true }).waitFor({ timeout: proofMsMax });
    await page.getByRole('region', { name: 'Fixes' }).getByText('Refused').waitFor();
  });

  it('offers publication only after a fix is verified', async () => {
    const page = coordinator;
    assert.equal(await page.getByRole('link', { name: 'Check and publish' }).count(), 0);
    await proposeDiff(page, 'echo "welcome, $name"');
    await page
      .getByRole('region', { name: 'Next' })
      .getByText('A fix is verified.')
      .waitFor({ timeout: proofMsMax });
  });

  it('shows each fault of a draft in its place, then publishes after one last look', async () => {
    const page = coordinator;
    await page.getByRole('link', { name: 'Draft the advisory' }).click();
    const draft = page.getByLabel('The advisory, as JSON');
    await page.getByRole('button', { name: 'Keep the draft' }).click();
    const fault = page.getByRole('alert').getByRole('link', { name: '/summary' }).first();
    await fault.click();
    assert.match(await focused(page), /The advisory, as JSON/);
    assert.equal(await page.evaluate<string>('getSelection()?.toString()'), '""');
    await inspect(page, 'draft-faults');
    await draft.fill(JSON.stringify(advisory));
    await page.getByRole('button', { name: 'Keep the draft' }).click();
    await page.getByRole('heading', { name: /Check SP-\d{4}-\d{4} before/ }).waitFor();
    await page.getByText('This cannot be undone.').waitFor();
    await inspect(page, 'publish');
    await page.getByRole('button', { name: 'Publish now' }).click();
    await page.waitForURL('**/advisories/*');
    await page.getByRole('heading', { name: advisory.title, level: 1 }).waitFor();
    await page.getByRole('link', { name: 'CSAF 2.0' }).waitFor();
    await inspect(page, 'advisory');
  });

  it('tells the whole story in the case’s timeline', async () => {
    const page = coordinator;
    await page.goto('/cases');
    await page.getByRole('link', { name: /CH-0001/ }).click();
    await page.getByText('The case is public', { exact: true }).waitFor();
    const told = await page.getByRole('listitem').getByRole('strong').allTextContents();
    for (const each of ['Case opened', 'Fix refused', 'Fix verified', 'The case is public']) {
      assert.ok(told.includes(each), `${each} is missing from ${told.join(', ')}`);
    }
    await inspect(page, 'case');
    await page.getByRole('button', { name: 'Close the case' }).click();
    await page.getByText('Case closed', { exact: true }).waitFor();
    // The timeline is live and the case is read again: the one may come before the other.
    await page.getByRole('heading', { name: 'Next' }).waitFor({ state: 'detached' });
  });

  it('gives an operator one card in plain words, and a signed receipt', async () => {
    const page = await newReader(chromium, server.url);
    await signInAs(page, 'Omar Rook');
    await addSystem(page, 'Front desk, ground floor');
    await page.getByText('Front desk, ground floor: 1 to patch').waitFor();
    await page.getByText('1 not checked').first().waitFor();
    await inspect(page, 'systems');
    await page.getByRole('link', { name: 'See what there is to do' }).click();
    await page.getByRole('heading', { name: /^1 thing to patch/, level: 1 }).waitFor();
    const card = page.getByRole('article', { name: 'Update greet-visitor to 1.0.1' });
    await card.getByText('How to do it').click();
    await card.getByText('about one minute').waitFor();
    await page.getByRole('figure').waitFor();
    const words = (await page.getByRole('main').textContent()) ?? '';
    assert.doesNotMatch(words, /CVSS|CWE|exploit|vulnerab/i, 'no jargon on this page');
    await inspect(page, 'home');
    await card.getByRole('button', { name: 'Done' }).click();
    await card.getByRole('button', { name: 'Record it as done' }).click();
    await card.getByText('Write a few words first.').waitFor();
    await card.getByLabel('What did you check?').fill('Updated, and the desk greets visitors.');
    await card.getByRole('button', { name: 'Record it as done' }).click();
    await page.getByRole('heading', { name: 'Receipt', level: 1 }).waitFor();
    await page.getByText('Updated, and the desk greets visitors.').waitFor();
    await page.getByRole('button', { name: 'Print' }).waitFor();
    await inspect(page, 'receipt');
    await page.getByRole('link', { name: 'Back to what there is to do' }).click();
    await page.getByRole('heading', { name: /^Nothing to do/, level: 1 }).waitFor();
  });

  it('counts what cannot be patched as protected, not patched', async () => {
    const page = await newReader(chromium, server.url);
    await signInAs(page, 'Nia Crane');
    await addSystem(page, 'Branch terminal');
    await page.getByRole('link', { name: 'See what there is to do' }).click();
    await page.getByRole('button', { name: 'Can’t patch' }).click();
    await page.keyboard.type('The maker has not approved it; it stands behind its own firewall.');
    await page.getByRole('button', { name: 'Record it as protected, not patched' }).click();
    await page.getByRole('heading', { name: 'Receipt', level: 1 }).waitFor();
    await page.getByRole('link', { name: 'Back to what there is to do' }).click();
    const protectedOnes = page.getByRole('region', { name: 'Protected, not patched' });
    await protectedOnes.getByText('Branch terminal').waitFor();
    assert.equal(await page.getByRole('heading', { name: 'Patched', exact: true }).count(), 0);
  });
});

const advisory = {
  title: 'greet-visitor runs what a visitor types',
  summary: 'The visitor’s name is read again as shell.',
  details: '',
  impact: 'A visitor can run programs on the front desk’s computer.',
  affected: [
    {
      ecosystem: 'npm',
      purl: 'pkg:npm/greet-visitor',
      ranges: [{ introduced: '1.0.0', fixed: '1.0.1' }],
      versions: [],
    },
  ],
  aliases: [],
  severity: [],
  references: [],
  credits: [{ name: 'Ada Finch', role: 'finder', consent: 'given' }],
  remediation: [
    {
      kind: 'update',
      what: 'Update greet-visitor to 1.0.1.',
      downtime: 'about one minute',
      restart: 'service',
      check: 'The desk greets a visitor whose name has a semicolon in it.',
    },
  ],
  timeline: [],
  tlp: 'CLEAR',
  language: 'en',
};

const inventory = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  components: [
    {
      type: 'library',
      name: 'greet-visitor',
      version: '1.0.0',
      purl: 'pkg:npm/greet-visitor@1.0.0',
    },
    { type: 'library', name: 'made-in-house', version: '7' },
  ],
};

async function submit(server: TestServer, who: 'finder'): Promise<string> {
  const folder = fixture('shell-injection');
  const files = new Map<string, Uint8Array>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(relative(folder, path), readFileSync(path));
  }
  const report = JSON.parse(String(Buffer.from(files.get('report.json') ?? []))) as object;
  files.set('report.json', Buffer.from(JSON.stringify({ ...report, title })));
  const response = await server.as(who).post('/api/reports', packBundle(files), {
    'content-type': 'application/gzip',
    'idempotency-key': 'first-light-in-the-browser',
  });
  assert.equal(response.status, 202, await response.clone().text());
  return ((await response.json()) as { reportId: string }).reportId;
}

/** Replaces the faulty line of the fixture by another. */
async function proposeDiff(page: Page, line: string): Promise<void> {
  const diff = [
    '--- a/greet.sh',
    '+++ b/greet.sh',
    '@@ -4,2 +4,2 @@',
    ' read -r name',
    '-eval "echo welcome, $name"',
    `+${line}`,
    '',
  ].join('\n');
  await page.getByRole('button', { name: 'Propose a fix' }).click();
  await page.getByText('A diff', { exact: true }).first().click();
  await page
    .getByLabel('Unified diff')
    .setInputFiles({ name: 'greet.diff', mimeType: 'text/x-diff', buffer: Buffer.from(diff) });
  await page.getByRole('button', { name: 'Propose and check it' }).click();
  await page.getByRole('button', { name: 'Propose and check it' }).waitFor({ state: 'detached' });
}

async function addSystem(page: Page, name: string): Promise<void> {
  await page.goto('/systems');
  await page.getByLabel('What you call it').fill(name);
  await page.getByLabel('The list of what it runs').setInputFiles({
    name: 'inventory.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(inventory)),
  });
  await page.getByRole('button', { name: 'Add and check it' }).click();
}
