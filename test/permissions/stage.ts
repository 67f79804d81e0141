/**
 * Reports, cases, advisories and actions in every state there is, made by the commands and routes that
 * make them in earnest. Two things no command of this release does are done in the database as its owner:
 * nothing calls an action not affected, and nothing withdraws an advisory.
 */
import pg from 'pg';
import { checkFix, validateReport, type ProofOutcome } from '#clearinghouse';
import { service } from '#platform/auth';
import { contextOf } from '#platform/context';
import { logIdOf, logs, type LogName } from '#platform/ledger';
import type { Zone } from '#platform/keys';
import { packBundle } from '#proof';
import type { TestServer } from '#test/server';
import { Determinations } from './determinations.ts';
import { Engagements } from './engagements.ts';
import { Exports } from './exports.ts';
import { Evaluations } from './evaluations.ts';
import { Partnerships } from './partnerships.ts';
import { Reviews } from './reviews.ts';
import { Requests, type Role, type Sent } from './requests.ts';

export type ReportState =
  'received' | 'validating' | 'held' | 'confirmed' | 'likely_same' | 'not_confirmed';
export type CaseState = 'open' | 'coordinating' | 'fix_verified' | 'published' | 'closed';
export type AdvisoryState = 'draft' | 'draft_unfixed' | 'published' | 'withdrawn';
export type LogState = 'finder' | 'case' | 'operator' | 'programme' | 'engagement';
export type ActionState = 'due' | 'confirmed' | 'mitigated' | 'not_affected';

export interface BundleWords {
  title?: string;
  summary?: string;
  /** What the trigger feeds the target. */
  trigger?: string | Uint8Array;
  /** The target's own source; another source is another root cause. */
  source?: string;
  toolPrivacy?: 'private' | 'enterprise' | 'public' | 'unknown';
}

/** A small, whole, valid bundle as a finder sends it. */
export function archiveOf(words: BundleWords = {}): Uint8Array {
  const party = { name: 'Ada Finch (invented)' };
  const report = {
    format: 'sallyport-report/1',
    title: words.title ?? 'greet.sh runs the visitor’s name',
    ...(words.summary === undefined ? {} : { summary: words.summary }),
    target: { source: { folder: 'source' }, revision: 'test' },
    environment: { kind: 'shell' },
    trigger: { command: ['/target/greet.sh'], stdin: 'trigger.txt' },
    oracle: { kind: 'file-written', path: '/planted/pwned' },
    benign: { stdin: 'benign.txt' },
    provenance: {
      finder: party,
      toolPrivacy: words.toolPrivacy ?? 'private',
      humanSigner: party,
      aiUse: 'assisted',
    },
  };
  const text = (value: string) => Buffer.from(value, 'utf8');
  return packBundle(
    new Map<string, Uint8Array>([
      ['report.json', text(JSON.stringify(report))],
      ['source/greet.sh', text(words.source ?? '#!/bin/sh\nread name; eval "echo $name"\n')],
      ['trigger.txt', Buffer.from(words.trigger ?? '$(touch /planted/pwned)\n')],
      ['benign.txt', text('Ada\n')],
    ]),
  );
}

const never = new AbortController().signal;

export class Stage {
  readonly server: TestServer;
  readonly requests: Requests;
  readonly engagements: Engagements;
  readonly evaluations: Evaluations;
  readonly determinations: Determinations;
  readonly partnerships: Partnerships;
  readonly reviews: Reviews;
  readonly exports: Exports;
  #count = 0;

  constructor(server: TestServer) {
    this.server = server;
    this.requests = new Requests(server);
    this.engagements = new Engagements(this);
    this.evaluations = new Evaluations(this);
    this.determinations = new Determinations(this);
    this.partnerships = new Partnerships(this);
    this.reviews = new Reviews(this);
    this.exports = new Exports(this);
  }

  /** Sends as the role and insists on the status. */
  async must(role: Role, status: number, sent: Sent): Promise<Response> {
    const response = await this.requests.send(await this.requests.as(role), sent);
    if (response.status !== status)
      throw new Error(`${sent.method} ${sent.path}: ${response.status} ${await response.text()}`);
    return response;
  }

  async submit(words: BundleWords = {}, role: Role = 'finder'): Promise<string> {
    const number = ++this.#count;
    const source = words.source ?? `#!/bin/sh\n# ${number}\nread name; eval "echo $name"\n`;
    const response = await this.must(role, 202, {
      method: 'POST',
      path: '/api/reports',
      body: archiveOf({ ...words, source }),
      headers: { 'content-type': 'application/gzip', 'idempotency-key': `stage-key-${number}` },
    });
    return ((await response.json()) as { reportId: string }).reportId;
  }

  /** The finder's report in a state. */
  async report(state: ReportState, words: BundleWords = {}): Promise<string> {
    if (state === 'likely_same') return await this.#likelySame();
    const id = await this.submit(words);
    if (state === 'received') return id;
    if (state === 'validating') {
      // As a worker that died half-way leaves it.
      await this.validate(id, () => Promise.reject(new Error('the worker died'))).catch(() => 0);
      return id;
    }
    await this.validate(id, async () =>
      state === 'held'
        ? { kind: 'sandbox-failed', reason: 'no sandbox here' }
        : decided(state === 'confirmed', id),
    );
    return id;
  }

  /** What a worker does with a report, with what the proof shows given. */
  async validate(id: string, prove: () => Promise<ProofOutcome>): Promise<void> {
    await validateReport(this.#worker(), id, prove, never);
  }

  /** Confirmed, and one fix stops it and an earlier one: a coordinator is to decide. */
  async #likelySame(): Promise<string> {
    const source = `#!/bin/sh\n# pair ${++this.#count}\nread name; eval "echo $name"\n`;
    const one = await this.submit({ source, trigger: 'one\n' });
    const two = await this.submit({ source, trigger: 'two\n' });
    for (const id of [one, two]) {
      const outcome = decided(true, id);
      if (outcome.kind !== 'decided') throw new Error('a decided outcome is decided');
      const { crash: _crash, ...verdict } = outcome.verdict;
      await this.validate(id, async () => ({ ...outcome, verdict, fixKey: `diff:${source}` }));
    }
    return two;
  }

  async case(state: CaseState, words: BundleWords = {}): Promise<string> {
    const reportId = await this.report('confirmed', words);
    const response = await this.must('coordinator', 200, {
      method: 'GET',
      path: `/api/reports/${reportId}`,
    });
    const { caseId } = (await response.json()) as { caseId: string };
    if (state === 'open') return caseId;
    const step = (path: string, status: number, body?: unknown) =>
      this.must('coordinator', status, {
        method: 'POST',
        path: `/api/cases/${caseId}/${path}`,
        ...(body === undefined ? {} : { body }),
      });
    await step('owner', 204);
    if (state === 'coordinating') return caseId;
    await this.fix(caseId, true);
    if (state === 'fix_verified') return caseId;
    await this.draft(caseId);
    await this.#publish(caseId);
    if (state === 'closed') await step('closure', 204);
    return caseId;
  }

  /** A fix of the case, proposed and checked, as a worker would find it. */
  async fix(caseId: string, isVerified: boolean, diff = '--- a\n+++ b\n'): Promise<string> {
    const response = await this.must('coordinator', 202, {
      method: 'POST',
      path: `/api/cases/${caseId}/fixes`,
      body: { kind: 'diff', diff },
    });
    const { fixId } = (await response.json()) as { fixId: string };
    const result = {
      verdict: isVerified ? 'verified' : 'refused',
      stopped: isVerified ? ['trigger'] : [],
      regressions: [],
      negativeControls: '1 of 1 benign inputs unchanged',
    };
    const check = async () => ({ kind: 'decided' as const, isVerified, result });
    await checkFix(this.#worker(), fixId, check, never);
    return fixId;
  }

  async draft(caseId: string): Promise<string> {
    const response = await this.must('coordinator', 200, {
      method: 'POST',
      path: `/api/cases/${caseId}/advisory`,
      body: advisoryDraft(`greeter-${++this.#count}`),
    });
    return ((await response.json()) as { id: string }).id;
  }

  async advisory(state: AdvisoryState): Promise<string> {
    const caseId = await this.case(state === 'draft_unfixed' ? 'coordinating' : 'fix_verified');
    const id = await this.draft(caseId);
    if (state === 'draft' || state === 'draft_unfixed') return id;
    await this.#publish(caseId);
    if (state === 'withdrawn')
      await this.asOwner(`update advisories.advisory set state = 'withdrawn' where id = $1`, [id]);
    return id;
  }

  async #publish(caseId: string): Promise<void> {
    const found = await this.must('coordinator', 200, {
      method: 'GET',
      path: `/api/cases/${caseId}/advisory`,
    });
    const { id } = (await found.json()) as { id: string };
    await this.must('coordinator', 204, {
      method: 'POST',
      path: `/api/advisories/${id}/publication`,
    });
  }

  /** An action of the operator's, on a system of its own. */
  async action(state: ActionState): Promise<string> {
    const caseId = await this.case('published');
    const shown = await this.must('coordinator', 200, {
      method: 'GET',
      path: `/api/cases/${caseId}/advisory`,
    });
    const { id, affected } = (await shown.json()) as { id: string; affected: { purl: string }[] };
    const name = `system ${++this.#count}`;
    await this.must('operator', 201, {
      method: 'POST',
      path: `/api/systems?name=${encodeURIComponent(name)}`,
      body: inventoryOf(`${affected[0]?.purl}@1.0.0`),
    });
    const { rows } = await this.asOwner<{ id: string }>(
      'select id from operators.exposure where advisory_id = $1',
      [id],
    );
    const actionId = rows[0]?.id;
    if (actionId === undefined) throw new Error('no action was opened');
    if (state === 'not_affected')
      await this.asOwner(`update operators.exposure set state = 'not_affected' where id = $1`, [
        actionId,
      ]);
    else if (state !== 'due')
      await this.must('operator', 201, {
        method: 'POST',
        path: `/api/actions/${actionId}/${state === 'confirmed' ? 'done' : 'mitigated'}`,
        body: { note: 'looked at it' },
      });
    return actionId;
  }

  /** The operator's receipt for an action done. */
  async receipt(): Promise<string> {
    const actionId = await this.action('confirmed');
    const { rows } = await this.asOwner<{ id: string }>(
      'select id from operators.receipt where exposure_id = $1',
      [actionId],
    );
    return rows[0]?.id ?? '';
  }

  /** A log with a checkpoint, by its id outside. */
  async log(state: LogState): Promise<string> {
    const { people, keys } = this.server;
    const signed = async (zone: Zone, log: LogName): Promise<string> => {
      await this.server.checkpoint(zone);
      return logIdOf(keys[zone], log);
    };
    switch (state) {
      case 'finder':
        await this.submit();
        return await signed('outer', logs.finder(people.finder.organisationId));
      case 'case':
        return await signed('outer', logs.case(await this.case('open')));
      case 'operator':
        await this.action('due');
        return await signed('outer', logs.operator(people.operator.organisationId));
      case 'programme':
        return await signed('office', logs.programme);
      case 'engagement':
        return await signed('inner', logs.engagement(await this.engagements.submission('unseen')));
    }
  }

  /** SQL as the database's owner, whom nothing stops. */
  async asOwner<Row extends object>(
    text: string,
    values: unknown[] = [],
  ): Promise<pg.QueryResult<Row>> {
    const client = new pg.Client({ connectionString: this.server.databaseUrl });
    await client.connect();
    try {
      return await client.query<Row>(text, values);
    } finally {
      await client.end();
    }
  }

  #worker() {
    return contextOf(this.server.zones.outer, service('validator'));
  }
}

function decided(isConfirmed: boolean, unique: string): ProofOutcome {
  return {
    kind: 'decided',
    isConfirmed,
    fixKey: null,
    evidence: Buffer.from(`{"evidence of":"${unique}"}\n`),
    verdict: {
      verdict: isConfirmed ? 'confirmed' : 'not-confirmed',
      assurance: isConfirmed ? 'observed' : null,
      hits: isConfirmed ? 5 : 0,
      runs: 5,
      benignHits: 0,
      oracle: 'file-written',
      tier: 'bubblewrap',
      evidenceSha256: 'ab'.repeat(32),
      ...(isConfirmed
        ? { crash: { type: 'Test', state: [unique], securityRelevant: true } }
        : { reason: 'nothing happened' }),
    },
  };
}

/** CycloneDX with one component. */
export function inventoryOf(purl: string): Uint8Array {
  const [, name = '', version = ''] = /\/([^/@]+)@(.+)$/.exec(purl) ?? [];
  const components = [{ type: 'library', name, version, purl }];
  return Buffer.from(JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', components }));
}

export function advisoryDraft(name: string): object {
  return {
    title: `${name} runs what a visitor types`,
    summary: 'A name with shell characters in it is run as a command.',
    details: '',
    impact: 'A stranger can run commands on the machine.',
    affected: [
      {
        ecosystem: 'npm',
        purl: `pkg:npm/${name}`,
        ranges: [{ introduced: '0', fixed: '2.0.0' }],
        versions: [],
      },
    ],
    aliases: [],
    severity: [],
    references: [{ kind: 'web', url: 'https://sallyport.example/greeter', title: 'About it' }],
    credits: [],
    remediation: [
      {
        kind: 'update',
        what: 'Install version 2.0.0.',
        downtime: 'none',
        restart: 'service',
        check: 'The version is 2.0.0.',
      },
    ],
    timeline: [],
    tlp: 'CLEAR',
    language: 'en',
  };
}
