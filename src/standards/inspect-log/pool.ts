/**
 * What a sample's references point to, kept outside memory, so that a gigabyte of attachments costs an
 * index.
 */
import type { Scratch } from './bytes.ts';
import { InspectLogFault } from './findings.ts';
import { formatJson, parseJsonText } from './json-value.ts';

const writeBytes = 1024 * 1024;
const recentBytesMax = 16 * 1024 * 1024;

export class Pool {
  readonly #scratch: Scratch;
  readonly #places = new Map<string, { offset: number; bytes: number }>();
  readonly #itemsMax: number;
  /** Read again and again: the messages of a conversation are in every call after them. */
  readonly #recent = new Map<string, unknown>();
  #recentBytes = 0;
  #written = 0;
  #pending: Buffer[] = [];
  #pendingBytes = 0;

  constructor(scratch: Scratch, itemsMax: number) {
    this.#scratch = scratch;
    this.#itemsMax = itemsMax;
  }

  get size(): number {
    return this.#places.size;
  }

  add(key: string, value: unknown): void {
    if (this.#places.size >= this.#itemsMax)
      throw new InspectLogFault('too_many', `has more than ${this.#itemsMax} pooled items`);
    const bytes = Buffer.from(formatJson(value), 'utf8');
    this.#places.set(key, { offset: this.#written + this.#pendingBytes, bytes: bytes.length });
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    if (this.#pendingBytes >= writeBytes) this.#flush();
  }

  has(key: string): boolean {
    return this.#places.has(key);
  }

  bytesOf(key: string): number {
    return this.#places.get(key)?.bytes ?? 0;
  }

  get(key: string): unknown {
    const place = this.#places.get(key);
    if (place === undefined) return undefined;
    if (this.#recent.has(key)) return this.#recent.get(key);
    this.#flush();
    const bytes = this.#scratch.read(place.offset, place.bytes);
    const value = parseJsonText(bytes.toString('utf8'));
    if (place.bytes > recentBytesMax / 4) return value;
    if (this.#recentBytes + place.bytes > recentBytesMax) {
      this.#recent.clear();
      this.#recentBytes = 0;
    }
    this.#recent.set(key, value);
    this.#recentBytes += place.bytes;
    return value;
  }

  close(): void {
    this.#scratch.close();
  }

  #flush(): void {
    if (this.#pendingBytes === 0) return;
    const bytes = Buffer.concat(this.#pending);
    this.#scratch.write(bytes, this.#written);
    this.#written += bytes.length;
    this.#pending = [];
    this.#pendingBytes = 0;
  }
}
