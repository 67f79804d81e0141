/**
 * What the pages of an engagement need behind them: keys of people, calls by the API for whoever is not in the
 * browser, the actions a reader takes, counted, and a determination that two officials signed, put there as rows
 * because a run and its threshold are another journey’s.
 */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Locator, Page } from 'playwright-core';
import { putForwardDocuments, readDocuments } from '#access';
import { service, type Scope } from '#platform/auth';
import { contextOf } from '#platform/context';
import { sql } from '#platform/db';
import { newSigner } from '#standards/tlog';
import type { TestServer } from '#test/server';
import { writeKeyFile } from '../../cli/keys/key-file.ts';

const launcher = join(import.meta.dirname, '../../sallyport');
const typingMsMax = 30_000;
const documents = join(import.meta.dirname, '../../documents');

type Who = keyof TestServer['people'];
const scopes: Scope[] = ['grant:read', 'grant:write', 'review:read', 'review:write'];

export type Call = <Answer>(
  who: Who,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
) => Promise<Answer>;

/** By a token of the person’s own; what is refused is thrown. */
export function callerOf(server: TestServer): Call {
  const tokens = new Map<Who, Promise<string>>();
  return async <Answer>(who: Who, method: string, path: string, body?: object): Promise<Answer> => {
    const token = tokens.get(who) ?? server.token(who, scopes);
    tokens.set(who, token);
    const response = await fetch(`${server.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return (isJson ? JSON.parse(text) : text) as Answer;
  };
}

export interface Desk {
  folder: string;
  /** Types a command as a page shows it, where that person keeps their key; returns what it printed. */
  type(command: string): Promise<string>;
  close(): Promise<void>;
}

/** Where a person types: their key, registered, and ours to start. */
export async function deskOf(server: TestServer, call: Call, who: Who): Promise<Desk> {
  const signer = newSigner(`people.example/${who}`);
  await call(who, 'POST', '/api/approver-key', { vkey: signer.key.vkey });
  const folder = await mkdtemp(join(tmpdir(), 'sallyport-desk-'));
  writeKeyFile(join(folder, 'MY-KEY'), signer);
  await symlink(launcher, join(folder, 'sallyport'));
  return {
    folder,
    async type(command) {
      const { stdout } = await promisify(execFile)('/bin/sh', ['-c', command], {
        cwd: folder,
        env: { ...process.env, SALLYPORT_TOKEN: await server.token(who, scopes) },
        timeout: typingMsMax,
      });
      return stdout;
    },
    close: () => rm(folder, { recursive: true }),
  };
}

/** Every click and every filled field is one action, as a person would count. */
export class Actions {
  count = 0;

  async click(at: Locator): Promise<void> {
    this.count += 1;
    await at.click();
  }

  async fill(at: Locator, text: string): Promise<void> {
    this.count += 1;
    await at.fill(text);
  }

  async choose(at: Locator, label: string): Promise<void> {
    this.count += 1;
    await at.selectOption({ label });
  }
}

/** What such a determination rests on. */
const facts = {
  ...{ mean: 0.1, lower: 0.02, upper: 0.18, boundConfidence: 0.975 },
  ...{ tasks: 18, effectiveTasks: 18, toSettle: null },
};

/** Signed by two officials of Tern Office a moment ago, with the tiers of the document in force to be reviewed. */
export async function signedDetermination(
  server: TestServer,
  submissionId: string,
): Promise<string> {
  const { db } = server.zones.inner.database;
  const id = `determination_${submissionId.slice(-12)}`;
  const { determiner, determinerColleague } = server.people;
  const now = new Date();
  const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  await sql`
    insert into review.determination (id, submission_id, run_id, threshold_id, threshold_commitment,
      threshold_committed_at, first_sample_at, look, proposal, proposal_reason, proposal_facts, linked_samples,
      office, opened_by, opened_at, state, outcome, reason, statement, statement_sha256, decided_by, decided_at,
      signed_by, signed_at, appeal_until)
    values (${id}, ${submissionId}, 'run_elsewhere', 'threshold_elsewhere', ${'ab'.repeat(32)}, ${at(-90)},
      ${at(-60)}, 1, 'not_met', 'the bound lies below the threshold', ${JSON.stringify(facts)}, '{0}', ${determiner.organisationId},
      ${determiner.id}, ${at(-30)}, 'signed', 'not_covered', ${'of the run alone, '.repeat(8)}, 'text',
      ${'cd'.repeat(32)}, ${determiner.id}, ${at(-10)}, ${determinerColleague.id}, ${at(-1)}, ${at(30 * 24 * 60)})`.execute(
    db,
  );
  const tiers = ['outcome', 'reason', 'profile', 'remedies'];
  for (const [place, tier] of tiers.entries()) {
    await sql`
      insert into review.assessment (determination_id, submission_id, tier, place, state, state_since, review_by)
      values (${id}, ${submissionId}, ${tier}, ${place}, 'review_due', ${at(-1)}, ${at(14 * 24 * 60)})`.execute(
      db,
    );
  }
  return id;
}

/** The installation replaces its terms, by a file of the next version beside those that ship. */
export async function putForwardNewTerms(server: TestServer): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sallyport-terms-'));
  await cp(documents, folder, { recursive: true });
  const before = await readFile(join(folder, 'terms/sample-1.md'), 'utf8');
  const after = `${before.replace('version: 1', 'version: 2')}\nA second version of these terms.\n`;
  await writeFile(join(folder, 'terms/sample-2.md'), after);
  const ctx = contextOf(server.zones.inner, service('a test'));
  await putForwardDocuments(ctx, await readDocuments(folder));
  await rm(folder, { recursive: true });
}

/** The article of a page whose heading has this name. */
export const cardOf = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('article').filter({ has: page.getByRole('heading', { name }) });
