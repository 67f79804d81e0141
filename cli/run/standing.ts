/**
 * A runner's journal held against the log of the gateway that its calls went through. Each receipt names a
 * place in the log and the salt of its commitments, so what the journal says was asked and answered either is
 * what the log committed to, or is not. Pure.
 */
import { BodyCommitment } from '#gateway';
import type { CallMade } from '#evaluation/engine';
import type { LoggedRequest } from './gateway-log.ts';

export interface Standing {
  calls: number;
  /** Tries of them: each a request that was sent. */
  tries: number;
  /** Tries that name a place in the log at which their request stands, byte for byte. */
  stand: number;
  /** Whole answers that stand there too. */
  answers: number;
  /** Tries that were answered without a receipt: nothing was let through. */
  refused: number;
  /** Tries that broke off before any answer: the log may hold them, at a place that nobody was told. */
  brokenOff: number;
  /** Requests under the grant that this journal does not name. */
  unnamed: number;
  faults: string[];
  faultsLeftOut: number;
}

const faultsMax = 100;

export class Held {
  readonly #requests: ReadonlyMap<number, LoggedRequest>;
  readonly #named = new Map<number, number>();
  readonly standing: Omit<Standing, 'unnamed'> = {
    ...{ calls: 0, tries: 0, stand: 0, answers: 0, refused: 0, brokenOff: 0 },
    ...{ faults: [], faultsLeftOut: 0 },
  };
  /** Of the first receipt: a journal is one runner's, under one grant. */
  grant: string | undefined;

  constructor(requests: ReadonlyMap<number, LoggedRequest>) {
    this.#requests = requests;
  }

  take(call: CallMade): void {
    this.standing.calls += 1;
    for (const [at, { receipt, status }] of call.tries.entries()) {
      this.standing.tries += 1;
      if (receipt === undefined) this.standing[status === null ? 'brokenOff' : 'refused'] += 1;
      else this.#hold(call, receipt, at === call.tries.length - 1 ? call.answer : null);
    }
  }

  /** Everything said, with what the log has beside it; requests without a body ask no model anything. */
  ended(): Standing {
    const logged = [...this.#requests].filter(
      ([index, { grant, method }]) =>
        grant === this.grant && method === 'POST' && !this.#named.has(index),
    );
    return { ...this.standing, unnamed: logged.length };
  }

  #hold(call: CallMade, receipt: string, answer: CallMade['answer']): void {
    const [place = '', saltText = ''] = receipt.split(' ');
    const [index, salt] = [Number(place), Buffer.from(saltText, 'base64')];
    const fault = (detail: string) => this.#fault(`line ${call.line}: ${detail}`);
    const request = this.#requests.get(index);
    if (request === undefined) return fault(`entry ${index} of the log is no request let through`);
    const before = this.#named.get(index);
    if (before !== undefined) return fault(`entry ${index} is named by line ${before} already`);
    this.#named.set(index, call.line);
    this.grant ??= request.grant;
    if (request.grant !== this.grant) return fault(`entry ${index} is of another grant`);
    if (
      !isCommitted(Buffer.from(call.request), salt, request.requestBytes, request.requestCommitment)
    ) {
      return fault(`the request is not the one that entry ${index} commits to`);
    }
    this.standing.stand += 1;
    if (answer === null) return;
    const { whole } = request;
    const bytes =
      'text' in answer ? Buffer.from(answer.text) : Buffer.from(answer.base64, 'base64');
    if (whole && isCommitted(bytes, salt, whole.responseBytes, whole.responseCommitment)) {
      this.standing.answers += 1;
    } else fault(`the answer is not the one that entry ${index} was settled with`);
  }

  #fault(detail: string): void {
    if (this.standing.faults.length < faultsMax) this.standing.faults.push(detail);
    else this.standing.faultsLeftOut += 1;
  }
}

const isCommitted = (bytes: Buffer, salt: Buffer, length: number, commitment: string): boolean =>
  bytes.length === length && new BodyCommitment(salt).update(bytes).digest() === commitment;
