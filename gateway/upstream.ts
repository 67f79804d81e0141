/**
 * The way to the model, inside the developer's network: one endpoint, the developer's credential, and
 * the short-lived client certificate that only the developer's own authority issues (stop 3: without
 * it the endpoint answers nobody, whatever became of this program). No failover, no cache, no retry: a
 * second endpoint is another model, and a repeated request is one nobody admitted.
 */
import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { Pool, type Dispatcher } from 'undici';

/** A client certificate may last this long. */
export const certificateMsMax = 24 * 3600 * 1000;
const connectMsMax = 10_000;
/** Between two bytes of an answer; models think long. */
const silentMsMax = 10 * 60_000;
const connectionsMax = 1024;
const lookAgainMs = 1_000;

export interface UpstreamConfig {
  /** Scheme, host and port of the endpoint. */
  url: string;
  /** The header that carries the developer's credential, and the file that holds its value. */
  credential?: { header: 'authorization' | 'x-api-key'; file: string };
  /** Required for https: PEM files of the client certificate, its key, and the authority of the endpoint. */
  certificate?: { cert: string; key: string; ca: string };
}

export class Upstream {
  readonly #config: UpstreamConfig;
  readonly #origin: string;
  #pool: Pool | undefined;
  #certificate: { from: Date; until: Date; changedMs: number } | undefined;
  #lookedMs = 0;

  constructor(config: UpstreamConfig) {
    const url = new URL(config.url);
    const isLoopback = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
    if (url.protocol === 'https:' ? config.certificate === undefined : !isLoopback) {
      throw new Error(
        '`upstream`: an endpoint beyond this host needs https and a client certificate',
      );
    }
    this.#config = config;
    this.#origin = url.origin;
  }

  /** Whether the endpoint asks for a certificate; a loopback endpoint without one has four stops, not five. */
  get needsCertificate(): boolean {
    return this.#config.certificate !== undefined;
  }

  /**
   * Whether the certificate holds now and ends with the window: it must be in its time, last at most a
   * day, and not outlive `closesAt`.
   */
  hasCertificate(now: Date, closesAt: Date | undefined): boolean {
    this.#lookAgain(now);
    if (!this.needsCertificate) return true;
    const held = this.#certificate;
    return (
      held !== undefined &&
      now >= held.from &&
      now < held.until &&
      held.until.getTime() - held.from.getTime() <= certificateMsMax &&
      (closesAt === undefined || held.until <= closesAt)
    );
  }

  get certificateUntil(): Date | undefined {
    return this.#certificate?.until;
  }

  /** The credential's header; read for each request, so that it is never kept and can be changed. */
  credential(): [string, string] | undefined {
    const { credential } = this.#config;
    return credential && [credential.header, readFileSync(credential.file, 'utf8').trim()];
  }

  dispatch(
    request: { method: string; path: string; headers: string[]; body: Buffer | null },
    handler: Dispatcher.DispatchHandler,
  ): void {
    this.#pool ??= this.#open();
    this.#pool.dispatch(
      { ...request, method: request.method as Dispatcher.HttpMethod, origin: this.#origin },
      handler,
    );
  }

  async close(): Promise<void> {
    await this.#pool?.destroy();
  }

  /** The developer lays down a new certificate once a day; it is found without a restart. */
  #lookAgain(now: Date): void {
    const { certificate } = this.#config;
    if (certificate === undefined || Math.abs(now.getTime() - this.#lookedMs) < lookAgainMs) return;
    this.#lookedMs = now.getTime();
    try {
      const changedMs = statSync(certificate.cert).mtimeMs;
      if (this.#certificate?.changedMs === changedMs) return;
      const parsed = new X509Certificate(readFileSync(certificate.cert));
      this.#certificate = { from: parsed.validFromDate, until: parsed.validToDate, changedMs };
      // What is running keeps its connection; what comes next shows the new certificate.
      void this.#pool?.close();
      this.#pool = undefined;
    } catch {
      this.#certificate = undefined;
    }
  }

  #open(): Pool {
    const { certificate } = this.#config;
    const tls = certificate && {
      cert: readFileSync(certificate.cert),
      key: readFileSync(certificate.key),
      ca: readFileSync(certificate.ca),
    };
    return new Pool(this.#origin, {
      connections: connectionsMax,
      pipelining: 1,
      headersTimeout: silentMsMax,
      bodyTimeout: silentMsMax,
      connect: { timeout: connectMsMax, ...tls },
      // A second address of the same name would be a second endpoint.
      autoSelectFamily: true,
    });
  }
}
