/**
 * Takes one report after another along the whole path, over HTTP, as its people would. A request that is
 * cut off is sent again with the same key: only what was answered counts as acknowledged.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { packageRoot } from '#app';
import { enrol } from '#membership';
import { service, type Office } from '#platform/auth';
import { contextOf, type ZoneParts } from '#platform/context';
import { packBundle, readBundle, type Bundle } from '#proof';

export interface Acknowledged {
  reportId: string;
  key: string;
  /** How far its path was acknowledged. */
  steps: string[];
}

type Who = 'finder' | 'coordinator' | 'operator';

/** A cut-off request is tried again this long before the test gives up. */
const retryMsMax = 90_000;
const restMs = 150;

export class Traveller {
  readonly acknowledged: Acknowledged[] = [];
  readonly #people: Record<Who, string>;
  readonly #url: () => string;
  #bundle: Bundle | undefined;
  #isStopped = false;
  readonly #cookies = new Map<string, string>();

  private constructor(people: Record<Who, string>, url: () => string) {
    this.#people = people;
    this.#url = url;
  }

  static async enrol(office: ZoneParts, url: () => string): Promise<Traveller> {
    const one = async (name: string, given: Office) => {
      const { people } = await enrol(contextOf(office, service('test')), {
        name: `${name} (invented)`,
        people: [{ name, offices: [given] }],
      });
      return people[0]?.id ?? '';
    };
    return new Traveller(
      {
        finder: await one('Finder', 'finder'),
        coordinator: await one('Coordinator', 'coordinator'),
        operator: await one('Operator', 'operator'),
      },
      url,
    );
  }

  stop(): void {
    this.#isStopped = true;
  }

  async travelUntilStopped(): Promise<void> {
    for (let n = 0; !this.#isStopped; n++) await this.#travel(n);
  }

  /** Waits until every acknowledged report was decided: a kill may delay a verdict, never lose it. */
  async settle(msMax: number): Promise<void> {
    const end = performance.now() + msMax;
    for (const { reportId } of this.acknowledged) {
      for (;;) {
        const { state } = (await this.#ask('coordinator', 'GET', `/api/reports/${reportId}`)) as {
          state: string;
        };
        if (state === 'confirmed' || state === 'not_confirmed') break;
        if (state === 'held')
          await this.#ask('coordinator', 'POST', `/api/reports/${reportId}/validation`);
        if (performance.now() > end) throw new Error(`report ${reportId} is still ${state}`);
        await sleep(restMs);
      }
    }
  }

  async #travel(n: number): Promise<void> {
    const key = `kill-test-${n}-${Math.random().toString(36).slice(2)}`;
    const receipt = (await this.#ask('finder', 'POST', '/api/reports', await this.#archive(n), {
      'idempotency-key': key,
      'content-type': 'application/gzip',
    })) as { reportId: string };
    const entry: Acknowledged = { reportId: receipt.reportId, key, steps: ['received'] };
    this.acknowledged.push(entry);
    const caseId = await this.#untilCase(entry.reportId);
    if (caseId === undefined) return;
    await this.#ask('coordinator', 'POST', `/api/cases/${caseId}/owner`);
    entry.steps.push('taken');
  }

  /** Each report is about a copy of the fixture with one file of its own, so each opens its own case. */
  async #archive(n: number): Promise<Uint8Array> {
    this.#bundle ??= await readBundle({
      kind: 'folder',
      path: join(packageRoot, 'test/bundles/shell-injection'),
    });
    return packBundle(
      new Map([...this.#bundle.files, ['source/README', Buffer.from(`copy ${n}\n`)]]),
    );
  }

  async #untilCase(reportId: string): Promise<string | undefined> {
    while (!this.#isStopped) {
      const { state, caseId } = (await this.#ask(
        'coordinator',
        'GET',
        `/api/reports/${reportId}`,
      )) as { state: string; caseId: string | null };
      if (caseId !== null) return caseId;
      if (state === 'not_confirmed') return undefined;
      if (state === 'held')
        await this.#ask('coordinator', 'POST', `/api/reports/${reportId}/validation`);
      await sleep(restMs);
    }
    return undefined;
  }

  /** Sends until answered. A 409 after a repetition means that the first one had been done. */
  async #ask(
    who: Who,
    method: string,
    path: string,
    body?: Uint8Array,
    headers: Record<string, string> = {},
  ): Promise<unknown> {
    const end = performance.now() + retryMsMax;
    for (let attempt = 1; ; attempt++) {
      try {
        const cookie = await this.#cookie(who);
        const response = await fetch(`${this.#url()}${path}`, {
          method,
          headers: { cookie, 'sec-fetch-site': 'same-origin', ...headers },
          signal: AbortSignal.timeout(20_000),
          ...(body === undefined ? {} : { body: Buffer.from(body) }),
        });
        const text = await response.text();
        if (response.ok) return text === '' ? undefined : JSON.parse(text);
        if (response.status === 409 && attempt > 1) return undefined;
        if (response.status < 500 && response.status !== 429)
          throw new Refused(`${method} ${path}: ${response.status} ${text}`);
      } catch (error) {
        if (error instanceof Refused) throw error;
      }
      if (performance.now() > end) throw new Error(`${method} ${path} was never answered`);
      await sleep(restMs);
    }
  }

  async #cookie(who: Who): Promise<string> {
    const known = this.#cookies.get(who);
    if (known !== undefined) return known;
    const response = await fetch(`${this.#url()}/api/local/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ personId: this.#people[who] }),
    });
    const cookie = response.headers.get('set-cookie')?.split(';')[0];
    if (cookie === undefined) throw new Error('not signed in');
    this.#cookies.set(who, cookie);
    return cookie;
  }
}

class Refused extends Error {}
