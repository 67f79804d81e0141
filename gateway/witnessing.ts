/**
 * Gets each checkpoint cosigned by the witnesses of both sides (C2SP tlog-witness, quorum *all*). A
 * witness that is away is asked again with the next checkpoint; a witness that says our history is not
 * the one it saw is an alarm and never papered over.
 */
import {
  addSignatures,
  consistencyProof,
  formatAddCheckpoint,
  openNote,
  type Checkpoint,
  type NoteKey,
} from '#standards/tlog';
import { wholeWithin } from '#standards/stream';
import type { Ledger } from './ledger.ts';

export interface WitnessAddress {
  key: NoteKey;
  /** Base URL; `/add-checkpoint` is appended. */
  url: string;
}

const answerMsMax = 5_000;
const answerBytesMax = 64 * 1024;

export type Asked =
  | { kind: 'signed'; line: string; timeS: number }
  | { kind: 'away' }
  /** The witness holds another history of this log. */
  | { kind: 'conflict' };

export class Witnessing {
  readonly #ledger: Ledger;
  readonly #witnesses: readonly WitnessAddress[];
  /** What each witness has signed last, as far as we know; it tells us when we are wrong. */
  readonly #seen = new Map<string, number>();

  constructor(ledger: Ledger, witnesses: readonly WitnessAddress[]) {
    this.#ledger = ledger;
    this.#witnesses = witnesses;
  }

  /** Submits to all at once; returns the note with what came back. */
  async submit(
    checkpoint: Checkpoint,
    note: string,
  ): Promise<{ note: string; isFull: boolean; timeS: number; conflicts: string[] }> {
    const answers = await Promise.all(
      this.#witnesses.map(async (witness) => ({
        witness,
        answer: await this.#ask(witness, checkpoint, note).catch((): Asked => ({ kind: 'away' })),
      })),
    );
    const signed = answers.flatMap(({ answer }) => (answer.kind === 'signed' ? [answer] : []));
    return {
      note: addSignatures(
        note,
        signed.map(({ line }) => line),
      ),
      isFull: signed.length === this.#witnesses.length,
      timeS: Math.max(0, ...signed.map(({ timeS }) => timeS)),
      conflicts: answers.flatMap(({ witness, answer }) =>
        answer.kind === 'conflict' ? [witness.key.name] : [],
      ),
    };
  }

  async #ask(
    witness: WitnessAddress,
    checkpoint: Checkpoint,
    note: string,
    isSecond = false,
  ): Promise<Asked> {
    const old = this.#seen.get(witness.key.vkey) ?? 0;
    if (old > checkpoint.size) return { kind: 'conflict' };
    const proof =
      old === 0
        ? []
        : await consistencyProof((place) => this.#ledger.readTile(place), old, checkpoint.size);
    const body = formatAddCheckpoint({ old, proof, note });
    const response = await fetch(new URL('add-checkpoint', asFolder(witness.url)), {
      method: 'POST',
      body,
      headers: { 'content-type': 'text/plain' },
      redirect: 'error',
      signal: AbortSignal.timeout(answerMsMax),
    });
    const text = await boundedText(response);
    if (response.status === 409) {
      const size = Number(text.trim());
      // It signed this very size, over another root: two histories.
      if (size === old) return { kind: 'conflict' };
      if (isSecond || !Number.isSafeInteger(size) || size < 0) return { kind: 'away' };
      this.#seen.set(witness.key.vkey, size);
      return await this.#ask(witness, checkpoint, note, true);
    }
    if (response.status === 422) return { kind: 'conflict' };
    if (response.status !== 200) return { kind: 'away' };
    const line = text.trimEnd();
    const { verified } = openNote(addSignatures(note, [line]), [witness.key]);
    const timeS = verified[0]?.timeS;
    if (timeS === undefined) return { kind: 'away' };
    this.#seen.set(witness.key.vkey, checkpoint.size);
    return { kind: 'signed', line, timeS };
  }
}

const asFolder = (url: string): string => (url.endsWith('/') ? url : `${url}/`);

async function boundedText(response: Response): Promise<string> {
  const whole = await wholeWithin(response.body ?? [], answerBytesMax);
  if (whole === undefined) throw new RangeError('a witness answered with too much');
  return whole.toString('utf8');
}
