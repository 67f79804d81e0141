/** What people meet before anything has happened: sign-in, empty pages, errors, the keyboard. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { startTestServer, type TestServer } from '#test/server';
import { contact, focused, inspect, newReader, openBrowser, signInAs } from './browser.ts';

const browser = await openBrowser();

describe('a first visit', { skip: browser === undefined && 'no chromium' }, () => {
  const chromium = browser as Browser;
  let server: TestServer;
  before(async () => {
    server = await startTestServer({ config: { contact } });
  });
  after(async () => {
    // First the readers: a live page would complain of the server's going.
    await browser?.close();
    await server.close();
  });

  it('comes back, after sign-in, to the page that was asked for', async () => {
    const page = await newReader(chromium, server.url);
    await page.goto('/tokens');
    await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
    await inspect(page, 'sign-in');
    await page.getByRole('button', { name: 'Ada Finch' }).click();
    await page.getByRole('heading', { name: 'API tokens', level: 1 }).waitFor();
    assert.match(page.url(), /\/tokens$/);
  });

  it('shows each office its own areas, and lets a person leave', async () => {
    const page = await newReader(chromium, server.url);
    const areas = page.getByRole('navigation', { name: 'Areas' }).getByRole('link');
    await signInAs(page, 'Cora Heron');
    await page.getByText('No cases.').waitFor();
    assert.deepEqual(await areas.allTextContents(), [
      'Reports',
      'Cases',
      'Advisories',
      'API tokens',
    ]);
    await inspect(page, 'cases-empty');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
    await signInAs(page, 'Omar Rook');
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.deepEqual(await areas.allTextContents(), [
      'Home',
      'Systems',
      'Advisories',
      'API tokens',
    ]);
    await page.goto('/cases');
    await page.getByRole('alert').waitFor();
    assert.match(
      (await page.getByRole('alert').textContent()) ?? '',
      /nothing here that you may see/i,
    );
  });

  it('says what each empty page is for and what to do next', async () => {
    const page = await newReader(chromium, server.url);
    await page.goto('/advisories');
    await page.getByText('Nothing is published yet.').waitFor();
    await inspect(page, 'advisories-empty');
    await page.goto('/not-yet');
    await inspect(page, 'not-yet');
    await page.goto('/advisories/SP-2026-9999');
    await page.getByRole('alert').waitFor();
    await page.goto('/no/such/page');
    await page.getByRole('heading', { name: 'There is nothing here that you may see' }).waitFor();

    await signInAs(page, 'Ada Finch');
    await page.getByText('Reports are tested in the order received.').waitFor();
    await page.getByText('No protection promised.').waitFor();
    await inspect(page, 'reports-empty');
    await signInAs(page, 'Omar Rook');
    await page.getByRole('link', { name: 'See or add your systems' }).waitFor();
    await inspect(page, 'home-empty');
  });

  it('is walked by keyboard: past the header, to a page, and told where one is', async () => {
    const page = await newReader(chromium, server.url);
    await signInAs(page, 'Ada Finch');
    await page.getByRole('heading', { name: 'Reports', level: 1 }).waitFor();
    await page.goto('/reports');
    await page.getByRole('heading', { name: 'Reports', level: 1 }).waitFor();
    await page.keyboard.press('Tab');
    assert.match(await focused(page), /Skip to the page/);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    assert.equal(await focused(page), 'API tokens', 'the first stop inside the page');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/tokens');
    await page.getByRole('heading', { name: 'API tokens', level: 1 }).waitFor();
    assert.equal(await focused(page), 'API tokens', 'the new page’s heading has the focus');
    await page.getByRole('button', { name: 'Make the token' }).press('Enter');
    assert.equal(await focused(page), 'What is it for?', 'the field at fault has the focus');
  });

  it('shows the secret of a token once, and revokes it on a second word', async () => {
    const page = await newReader(chromium, server.url);
    await signInAs(page, 'Ada Finch');
    await page.goto('/tokens');
    await page.getByLabel('What is it for?').fill('nightly scan');
    await page.getByText('Submit reports').click();
    await page.getByRole('button', { name: 'Make the token' }).click();
    const secret = (await page.getByLabel('the token', { exact: true }).textContent()) ?? '';
    assert.match(secret, /^spt_/);
    const submitted = await fetch(`${server.url}/api/session`, {
      headers: { authorization: `Bearer ${secret}` },
    });
    assert.equal(
      ((await submitted.json()) as { person: { name: string } }).person.name,
      'Ada Finch',
    );
    await inspect(page, 'tokens');
    await page.reload();
    await page.getByRole('rowheader', { name: 'nightly scan' }).waitFor();
    assert.equal(await page.getByText(secret).count(), 0);
    await page.getByRole('button', { name: 'Revoke nightly scan' }).click();
    await page.getByRole('button', { name: 'Revoke for good nightly scan' }).click();
    await page.getByText('Revoked').waitFor();
  });

  it('says in production that sign-in is not built', async () => {
    const production = await startTestServer({ config: { dev: false } });
    const page = await newReader(chromium, production.url);
    try {
      await page.goto('/');
      await page.getByText('Production sign-in is not built yet').waitFor();
      assert.equal(await page.getByRole('main').getByRole('button').count(), 0);
    } finally {
      await page.context().close();
      await production.close();
    }
  });
});
