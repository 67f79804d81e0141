/**
 * Fetching as this host does it: safe downloads from public addresses only, located by the host's
 * own registry settings. Plain http is allowed because Debian's mirrors use it, and because what
 * comes is believed only for its digest.
 */
import { fetchBytes, publicOnly, type FetchRule } from '#platform/sandbox';
import type { Fetching } from './fetch.ts';
import { Registries } from './registries.ts';

export interface HostFetchingOptions {
  /** Which addresses may be spoken to; an installation whose mirror is inward says so here. */
  rule?: FetchRule;
  /** For one download. */
  timeoutMs?: number;
}

const timeoutMsDefault = 120_000;
const plainToo: FetchRule = { ...publicOnly, protocols: ['https:', 'http:'] };

/** One for a process: it remembers what the registry clients answered. */
export function hostFetching(options: HostFetchingOptions = {}): Fetching {
  const { rule = plainToo, timeoutMs = timeoutMsDefault } = options;
  const download: Fetching['fetchBytes'] = (url, bytesMax, signal) =>
    fetchBytes({ url, bytesMax, timeoutMs, rule, signal });
  const registries = new Registries(download);
  return {
    fetchBytes: download,
    locate: (purl, integrity, signal) => registries.locate(purl, integrity, signal),
    pin: (purl) => registries.pin(purl),
  };
}
