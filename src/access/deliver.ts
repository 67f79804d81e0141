/**
 * Sends signed notes to gateways: a complete grant, that it be put in force; a revocation, that it end. The
 * server adds nothing to them and could change nothing. Its own stop needs no signature, because it can only
 * end. Revocation and stop are sent at once and again until the gateway has answered, or until the grant
 * could no longer be in force anywhere.
 */
import type { Context } from '#platform/context';
import { settleActivation, settleRevocation, type NoteAnswer } from './commands/settle-note.ts';
import { scopeOfKind, takesPart } from './engagement-state.ts';
import { GatewayAnswerTooLarge, GatewayAway, type Answer } from './gateway-client.ts';
import type { Gateways } from './gateways.ts';
import { grantById } from './grant-store.ts';
import { takeDueNotes, type DueNote } from './note-store.ts';
import { signaturesOf } from './signature-store.ts';
import { noteOf } from './signed-grant.ts';
import { connected, submissionById } from './submission-store.ts';

const notesMax = 32;
/** Longer than one sending may take. */
const leaseS = 12;
const problemCharactersMax = 300;

export interface Deliverer {
  /** Starts sending what is due; returns how many notes. */
  step(): Promise<number>;
  close(): Promise<void>;
}

export function openDeliverer(
  ctx: Context,
  gateways: Gateways,
  onDefect: (error: unknown) => void,
): Deliverer {
  const running = new Set<Promise<void>>();
  const start = (work: Promise<void>) => {
    const one = work.catch(onDefect).finally(() => running.delete(one));
    running.add(one);
  };
  return {
    async step() {
      const room = notesMax - running.size;
      if (room <= 0) return 0;
      const { db } = ctx.database;
      // What ends access goes first.
      const revocations = await takeDueNotes(db, 'revocation', leaseS, room);
      for (const due of revocations) start(deliverRevocation(ctx, gateways, due));
      const left = room - revocations.length;
      const activations = left > 0 ? await takeDueNotes(db, 'activation', leaseS, left) : [];
      for (const due of activations) start(deliverActivation(ctx, gateways, due));
      return revocations.length + activations.length;
    },
    async close() {
      await Promise.all(running);
    },
  };
}

export async function deliverActivation(
  ctx: Context,
  gateways: Gateways,
  due: DueNote,
): Promise<void> {
  const grant = await grantById(ctx.database.db, due.id);
  if (grant === undefined || grant.termsText === null || grant.endedAt !== null) return;
  const submission = await submissionById(ctx.database.db, due.submissionId);
  // Paused after the fourth signature: it waits until the developer resumes.
  if (submission === undefined || !takesPart(submission, scopeOfKind(grant.kind))) return;
  const note = noteOf(grant.termsText, await signaturesOf(ctx.database.db, [grant.id]));
  await settleActivation(ctx, due, await send(ctx, gateways, due, 'grants', note));
}

export async function deliverRevocation(
  ctx: Context,
  gateways: Gateways,
  due: DueNote,
): Promise<void> {
  const grant = await grantById(ctx.database.db, due.id);
  if (grant === undefined || grant.digest === null) return;
  const { revocationNote, digest } = grant;
  const answer =
    revocationNote === null
      ? await send(ctx, gateways, due, 'stops', JSON.stringify({ grant: digest }))
      : await send(ctx, gateways, due, 'revocations', revocationNote);
  await settleRevocation(ctx, due, answer);
}

const typeOf = {
  grants: 'text/plain',
  revocations: 'text/plain',
  stops: 'application/json',
} as const;

async function send(
  ctx: Context,
  gateways: Gateways,
  { submissionId }: DueNote,
  what: 'grants' | 'revocations' | 'stops',
  body: string,
): Promise<NoteAnswer> {
  const submission = await submissionById(ctx.database.db, submissionId);
  if (submission === undefined) throw new Error('a grant without its submission');
  try {
    return answerOf(
      await gateways.of(connected(submission)).post(`/sallyport/${what}`, body, typeOf[what]),
    );
  } catch (error) {
    if (error instanceof GatewayAway || error instanceof GatewayAnswerTooLarge)
      return { kind: 'away' };
    throw error;
  }
}

function answerOf({ status, body }: Answer): NoteAnswer {
  if (status >= 200 && status < 300) return { kind: 'taken' };
  if (status < 400 || status >= 500) return { kind: 'away' };
  const { title, detail } = problemIn(body);
  return { kind: 'refused', code: title, problem: detail };
}

/** The gateway's words, which are its developer's: one line, bounded, and only ever shown as text. */
function problemIn(body: Buffer): { title: string; detail: string } {
  let value: Partial<Record<string, unknown>> | null = null;
  try {
    value = JSON.parse(body.toString('utf8')) as typeof value;
  } catch {
    // Without words of its own it gets ours.
  }
  const text = (given: unknown, otherwise: string) =>
    typeof given === 'string' && given !== ''
      ? given
          .toWellFormed()
          .replace(/\p{Cc}+/gu, ' ')
          .slice(0, problemCharactersMax)
      : otherwise;
  return {
    title: text(value?.['title'], ''),
    detail: text(value?.['detail'], 'the gateway refused the note without saying why'),
  };
}
