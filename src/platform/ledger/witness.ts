/**
 * Asking one witness to cosign one checkpoint (C2SP tlog-witness, add-checkpoint): what to show it, and how
 * far to believe its answer. A cosignature counts only if it verifies under the key we were given for it.
 */
import { z } from 'zod';
import { wholeWithin } from '#standards/stream';
import {
  addSignatures,
  consistencyProof,
  formatAddCheckpoint,
  openNote,
  parseVkey,
  TlogError,
  type AddCheckpoint,
  type NoteKey,
  type TileReader,
} from '#standards/tlog';

export interface Witness {
  /** A cosignature key (type 4). */
  key: NoteKey;
  /** Its submission prefix; `/add-checkpoint` is appended. */
  url: string;
}

export type Answer =
  | { kind: 'signed'; line: string }
  /** No answer, or none that we can use. */
  | { kind: 'away' }
  /** It does not witness this log, or another asked at the same moment. */
  | { kind: 'refused' }
  /** It has cosigned a larger checkpoint than ours. */
  | { kind: 'ahead' }
  /** It has cosigned another history of this log. */
  | { kind: 'conflict' };

export interface Shown {
  size: number;
  note: string;
  tiles: TileReader;
}

const witnessesMax = 16;
const answerMsMax = 5_000;
const answerBytesMax = 16 * 1024;

const listSchema = z
  .array(z.strictObject({ vkey: z.string().max(1000), url: z.url({ protocol: /^https?$/ }) }))
  .max(witnessesMax);

/** The file that `SALLYPORT_WITNESSES` names: `[{"vkey": "…", "url": "https://…"}]`. */
export function parseWitnesses(text: string): Witness[] {
  const list = listSchema.safeParse(readJson(text));
  if (!list.success) {
    throw new TlogError(
      `a list of witnesses is \`[{"vkey": "…", "url": "https://…"}]\`, at most ${witnessesMax} of them`,
    );
  }
  const witnesses = list.data.map(({ vkey, url }) => ({ key: parseVkey(vkey), url }));
  if (witnesses.some(({ key }) => key.type !== 'cosignature')) {
    throw new TlogError('a witness’s key is one for cosignatures (type 4)');
  }
  if (new Set(witnesses.map(({ key }) => key.vkey)).size !== witnesses.length) {
    throw new TlogError('a witness is named twice');
  }
  return witnesses;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** It tells us what it cosigned last, so nothing about it needs keeping: ask, be corrected, ask again. */
export async function askWitness(witness: Witness, shown: Shown): Promise<Answer> {
  const first = await submit(witness, shown, 0);
  if (typeof first !== 'number') return first;
  if (first > shown.size) return { kind: 'ahead' };
  if (first === 0) return { kind: 'refused' };
  const second = await submit(witness, shown, first);
  if (typeof second !== 'number') return second;
  // At the very size it named it still refuses: the same size over another root.
  return { kind: second === first && first === shown.size ? 'conflict' : 'refused' };
}

/** Its answer, or the size that it says it cosigned last. */
async function submit(
  { key, url }: Witness,
  { size, note, tiles }: Shown,
  old: number,
): Promise<Answer | number> {
  const proof = await consistencyProof(tiles, old, size);
  const answer = await post(`${url.replace(/\/$/, '')}/add-checkpoint`, {
    old,
    proof,
    note,
  }).catch(() => undefined);
  if (answer === undefined) return { kind: 'away' };
  if (answer.status === 200) return signedBy(key, note, answer.text);
  if (answer.status === 404) return { kind: 'refused' };
  if (answer.status === 422) return { kind: 'conflict' };
  const named = /^(0|[1-9][0-9]{0,15})\n?$/.exec(answer.text)?.[1];
  return answer.status === 409 && named !== undefined ? Number(named) : { kind: 'away' };
}

async function post(
  url: string,
  request: AddCheckpoint,
): Promise<{ status: number; text: string }> {
  const response = await fetch(url, {
    method: 'POST',
    body: formatAddCheckpoint(request),
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    redirect: 'error',
    signal: AbortSignal.timeout(answerMsMax),
  });
  return { status: response.status, text: await boundedText(response) };
}

/** Other lines that a witness may add are not kept: nobody told us whose they are. */
function signedBy(key: NoteKey, note: string, text: string): Answer {
  try {
    for (const line of text.split('\n').filter((each) => each !== '')) {
      const { verified } = openNote(addSignatures(note, [line]), [key]);
      if (verified.length > 0) return { kind: 'signed', line };
    }
  } catch (error) {
    if (!(error instanceof TlogError)) throw error;
  }
  return { kind: 'away' };
}

async function boundedText(response: Response): Promise<string> {
  const whole = await wholeWithin(response.body ?? [], answerBytesMax);
  if (whole === undefined) throw new RangeError('a witness answered with too much');
  return whole.toString('utf8');
}
