/**
 * A real Chromium for journeys through the real UI. On a host without one the journeys say so and are
 * left out; under CI they fail, because a UI nobody looked at is not tested.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright-core';
import { buildWeb } from '../../scripts/build-web.ts';
import { findTools, installLine } from '../../scripts/host-tools.ts';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const widths = [1280, 360] as const;
const heightPx = 900;
/** One step of a journey; a proof in the sandbox has its own, longer limit. */
const stepMsMax = 15_000;
/** The pages whose pictures the docs show, and how much of each from the top, in pixels. */
const pictured = new Map([
  ['home', Infinity],
  ['report', Infinity],
  ['case', Infinity],
  ['advisory', Infinity],
  ['submission', 1320],
  ['access-ledger', 1500],
  ['review', 1300],
  ['engagement-asked', 1400],
  ['determination-decide', 1500],
  ['partners', 1200],
  ['oversight', 1200],
  ['run', 1260],
  ['transcript', 960],
]);
const screenshots = join(import.meta.dirname, '../../docs/screenshots');

/** Every page names a person to call. */
export const contact = { name: 'Sam Ibis', telephone: '+1 555 0100' };

/** Builds the UI and starts the browser; undefined, with the reason printed, where there is none. */
export async function openBrowser(): Promise<Browser | undefined> {
  const tool = findTools().find(({ name }) => name === 'Chromium');
  if (tool?.path === undefined) {
    const mend = tool === undefined ? '' : installLine([tool]);
    if (process.env['CI'] === 'true') throw new Error(`CI needs a browser: ${mend}`);
    process.stderr.write(
      `browser tests skipped: no chromium; set CHROMIUM_PATH or type\n  ${mend}\n`,
    );
    return undefined;
  }
  await buildWeb();
  return await chromium.launch({ executablePath: tool.path, headless: true, args: flags });
}

/** A reader with nothing in their browser yet. Whatever the pages complain about fails the journey. */
export async function newReader(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: widths[0], height: heightPx },
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(stepMsMax);
  page.on('pageerror', (error) => {
    throw new Error(`the page broke: ${error.message}`);
  });
  page.on('console', (message) => {
    // A refusal is part of some journeys, and the browser notes each; so is `503`, which says `in a moment`.
    if (message.type() === 'error' && !/status of (4\d\d|503)/.test(message.text())) {
      throw new Error(`the page complains: ${message.text()}`);
    }
  });
  return page;
}

export async function signInAs(page: Page, name: string): Promise<void> {
  await page.goto('/sign-in');
  // Whoever holds two offices stands there twice.
  await page.getByRole('button', { name }).first().click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
}

/**
 * What every page owes its readers: no axe violation (WCAG 2.2 AA), one `h1` that the tab is named after,
 * nothing wider than a narrow screen. With SALLYPORT_SCREENSHOTS set, also the pictures for the docs.
 */
export async function inspect(page: Page, name: string): Promise<void> {
  const heading = page.getByRole('heading', { level: 1 });
  assert.equal(await heading.count(), 1, `${name}: one h1`);
  assert.equal(await page.title(), `${await heading.textContent()} · Sallyport`);
  const foot = page.getByRole('contentinfo');
  assert.match((await foot.textContent()) ?? '', new RegExp(`${contact.name} \\+1 555 0100`));
  for (const width of widths) {
    await page.setViewportSize({ width, height: heightPx });
    const wider = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    assert.ok(wider <= 0, `${name}: ${wider} px wider than ${width}`);
  }
  await page.setViewportSize({ width: widths[0], height: heightPx });
  await axe(page, name);
  const heightMax = pictured.get(name);
  if (process.env['SALLYPORT_SCREENSHOTS'] !== undefined && heightMax !== undefined) {
    await picture(page, name, heightMax);
  }
}

async function picture(page: Page, name: string, heightMax: number): Promise<void> {
  const whole = await page.evaluate<number>('document.documentElement.scrollHeight');
  await page.screenshot({
    path: join(screenshots, `${name}.png`),
    fullPage: true,
    clip: { x: 0, y: 0, width: widths[0], height: Math.min(whole, heightMax) },
  });
}

async function axe(page: Page, name: string): Promise<void> {
  const { violations, passes } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  assert.ok(passes.length > 10, `${name}: axe saw a page`);
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  assert.deepEqual(found, [], name);
}

/** The accessible element that has the focus, as its text. */
export async function focused(page: Page): Promise<string> {
  return await page.evaluate<string>(
    "document.activeElement?.labels?.[0]?.textContent ?? document.activeElement?.textContent ?? ''",
  );
}
