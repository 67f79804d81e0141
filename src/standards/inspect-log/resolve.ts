/**
 * Puts back what Inspect takes out of a sample to keep it small: long texts (`attachment://`, once
 * `tc://`), the input of a model event (`input_refs`) and the messages of its request
 * (`call.call_refs`). To be done before an event is hashed or shown. One text may be referred to a
 * million times, so what comes back into one value is bounded.
 */
import type { Scratch } from './bytes.ts';
import type { InspectLogFindings } from './findings.ts';
import type { InspectLogLimits } from './limits.ts';
import { listOf, objectOf } from './migrate.ts';
import { Pool } from './pool.ts';
import type { InspectEvent, InspectSample, PooledItem } from './sample.ts';

export class Resolver {
  readonly #attachments: Pool;
  readonly #messages: Pool;
  readonly #calls: Pool;
  readonly #entry: string;
  readonly #limits: InspectLogLimits;
  readonly #findings: InspectLogFindings;
  #bytes = 0;
  #items = 0;

  /** Reads the sample's pools once. Close it, or its files stay open. */
  static async of(
    sample: InspectSample,
    entry: string,
    scratch: () => Scratch,
    limits: InspectLogLimits,
    findings: InspectLogFindings,
  ): Promise<Resolver> {
    const resolver = new Resolver(entry, scratch, limits, findings);
    try {
      for await (const item of sample.pooled()) resolver.#add(item);
      return resolver;
    } catch (error) {
      resolver.close();
      throw error;
    }
  }

  private constructor(
    entry: string,
    scratch: () => Scratch,
    limits: InspectLogLimits,
    findings: InspectLogFindings,
  ) {
    this.#entry = entry;
    this.#limits = limits;
    this.#findings = findings;
    this.#attachments = new Pool(scratch(), limits.poolItemsMax);
    this.#messages = new Pool(scratch(), limits.poolItemsMax);
    this.#calls = new Pool(scratch(), limits.poolItemsMax);
  }

  #add(item: PooledItem): void {
    if (item.pool === 'attachments') this.#attachments.add(item.name, item.value);
    else {
      const pool = item.pool === 'messages' ? this.#messages : this.#calls;
      pool.add(String(pool.size), item.value);
    }
  }

  /** A new event; what cannot be put back stays as it was stored, and is reported. */
  event(event: InspectEvent): InspectEvent {
    this.#bytes = this.#items = 0;
    return this.#resolved(event.event === 'model' ? this.#unpooled(event) : event) as InspectEvent;
  }

  /** Any other value of the sample: a message, its input, its store. */
  value<Value>(value: Value): Value {
    this.#bytes = this.#items = 0;
    return this.#resolved(value) as Value;
  }

  close(): void {
    for (const pool of [this.#attachments, this.#messages, this.#calls]) pool.close();
  }

  #unpooled(event: InspectEvent): InspectEvent {
    const { input_refs: inputRefs, ...rest } = event;
    let unpooled: InspectEvent = event;
    if (Array.isArray(inputRefs)) {
      const input = this.#expanded(inputRefs, this.#messages);
      if (input !== undefined) unpooled = { ...(rest as InspectEvent), input };
    }
    const call = objectOf(event['call']);
    if (!Array.isArray(call?.['call_refs'])) return unpooled;
    const messages = this.#expanded(call['call_refs'], this.#calls);
    if (messages === undefined) return unpooled;
    const { call_refs: _refs, call_key: key, ...own } = call;
    const name = typeof key === 'string' ? key : 'messages';
    const request = { ...objectOf(own['request']), [name]: messages };
    return { ...unpooled, call: { ...own, request } };
  }

  /** Half-open ranges `[start, end)` into the pool. */
  #expanded(refs: unknown[], pool: Pool): unknown[] | undefined {
    const values: unknown[] = [];
    for (const ref of refs) {
      const [start, end] = listOf(ref);
      if (!Number.isInteger(start) || !Number.isInteger(end) || (start as number) < 0) {
        this.#missing('a range of pooled messages is no range');
        return undefined;
      }
      if ((end as number) > pool.size) this.#missing('a range leads beyond the pooled messages');
      for (let at = start as number; at < Math.min(end as number, pool.size); at++) {
        if (!this.#afford(pool.bytesOf(String(at)))) return undefined;
        values.push(pool.get(String(at)));
      }
    }
    return values;
  }

  #resolved(value: unknown): unknown {
    if (typeof value === 'string') return this.#text(value);
    if (Array.isArray(value)) {
      const members = value.map((member) => this.#resolved(member));
      return members.some((member, at) => member !== value[at]) ? members : value;
    }
    if (typeof value !== 'object' || value === null) return value;
    let isChanged = false;
    const members = Object.entries(value).map(([key, member]): [string, unknown] => {
      const resolved = this.#resolved(member);
      isChanged ||= resolved !== member;
      return [key, resolved];
    });
    return isChanged ? Object.fromEntries(members) : value;
  }

  #text(text: string): string {
    const name = /^(?:attachment|tc):\/\/(.*)$/s.exec(text)?.[1];
    if (name === undefined) return text;
    if (!this.#attachments.has(name)) {
      if (/^[0-9a-f]{1,32}$/.test(name))
        this.#missing('an attachment that is referred to is absent');
      return text;
    }
    if (!this.#afford(this.#attachments.bytesOf(name))) return text;
    return this.#attachments.get(name) as string;
  }

  #afford(bytes: number): boolean {
    this.#bytes += bytes;
    this.#items++;
    const { resolvedBytesMax, resolvedItemsMax } = this.#limits;
    if (this.#bytes <= resolvedBytesMax && this.#items <= resolvedItemsMax) return true;
    this.#findings.add(
      'too_large',
      this.#entry,
      `an event refers to more than ${resolvedBytesMax} bytes or ${resolvedItemsMax} items; references are left`,
    );
    return false;
  }

  #missing(message: string): void {
    this.#findings.add('reference_missing', this.#entry, message);
  }
}
