/**
 * A developer opens a submission: what it declares one model, the gateway in front of it, and the one
 * organisation that may ask for access. Voluntary; opening one grants nothing to anybody.
 *
 * The gateway's address is the developer's word, and we will call it: so only `https`, no path or
 * credentials, and only the holder of the pinned certificate is ever listened to.
 */
import { X509Certificate } from 'node:crypto';
import { checkedInstant } from '#gateway';
import { namesOf } from '#membership';
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { Refusal } from '#platform/problems';
import { makeCompartment } from '#platform/seal';
import { emptyRoot, parseVkey, TlogError, type NoteKeyType } from '#standards/tlog';
import { certificateDigest } from '../gateway-address.ts';
import { addMirror } from '../mirror-store.ts';
import { modelKeyOf } from '../model-key.ts';
import { asDeveloper } from '../policy.ts';
import { addSubmission, type SubmissionRow } from '../submission-store.ts';

export interface OpenSubmission {
  evaluatorId: string;
  declaredAs: string;
  modelDigest: string;
  gatewayUrl: string;
  listenerCertificate: string;
  logVkey: string;
  witnessVkey: string | null;
  plannedReleaseAt: string | null;
}

export async function openSubmission(ctx: Context, input: OpenSubmission): Promise<string> {
  const developer = asDeveloper(ctx.actor);
  const at = ctx.clock.now();
  const row: SubmissionRow = {
    id: ctx.ids.make('sub'),
    developerId: developer.organisationId,
    evaluatorId: input.evaluatorId,
    declaredAs: input.declaredAs,
    modelKey: modelKeyOf(input.declaredAs),
    modelDigest: input.modelDigest,
    gatewayUrl: readUrl(input.gatewayUrl),
    listenerCertificate: readCertificate(input.listenerCertificate),
    logOrigin: readKey('/logVkey', input.logVkey, 'ed25519').name,
    logVkey: input.logVkey,
    developerWitness:
      input.witnessVkey === null ? null : readWitness('/witnessVkey', input.witnessVkey),
    evaluatorWitness: null,
    plannedReleaseAt:
      input.plannedReleaseAt === null ? null : checkedInstant(input.plannedReleaseAt),
    epoch: 0,
    openedBy: developer.id,
    openedAt: at,
  };
  await ctx.database.transaction(async (tx) => {
    const isKnown =
      (await namesOf(tx, [row.evaluatorId])).size > 0 && row.evaluatorId.startsWith('org_');
    if (!isKnown || row.evaluatorId === row.developerId) {
      throw unfit(
        '/evaluatorId',
        'take the id that the other organisation’s people see on their page',
      );
    }
    if (!(await addSubmission(tx, row))) {
      throw new Refusal(
        'log_taken',
        'another submission has this log; give the gateway a log key of its own',
      );
    }
    await addMirror(tx, row.id, emptyRoot(), at);
    await makeCompartment(tx, ctx.keys, row.id, at);
    await record(ctx, tx, {
      log: logs.engagement(row.id),
      type: 'access.submission_opened',
      subject: row.id,
      payload: {
        developerId: row.developerId,
        evaluatorId: row.evaluatorId,
        declaredAs: row.declaredAs,
        modelDigest: row.modelDigest,
        logVkey: row.logVkey,
        certificateSha256: certificateDigest(row.listenerCertificate),
        plannedReleaseAt: input.plannedReleaseAt,
      },
    });
  });
  return row.id;
}

/** A witness’s verifier key, checked. */
export function readWitness(pointer: string, vkey: string): string {
  return readKey(pointer, vkey, 'cosignature').vkey;
}

function readKey(pointer: string, vkey: string, type: NoteKeyType) {
  try {
    const key = parseVkey(vkey);
    if (key.type === type) return key;
  } catch (error) {
    if (!(error instanceof TlogError)) throw error;
    throw unfit(pointer, error.message);
  }
  throw unfit(
    pointer,
    type === 'ed25519'
      ? 'this is a witness’s key; a log signs with one of type Ed25519'
      : 'a witness cosigns with a key of the cosignature type',
  );
}

function readUrl(text: string): string {
  const url = URL.parse(text);
  const isPlain =
    url?.protocol === 'https:' &&
    url.username + url.password + url.search + url.hash === '' &&
    url.pathname === '/';
  if (!isPlain) throw unfit('/gatewayUrl', 'must be `https://host:port` and nothing more');
  return url.origin;
}

function readCertificate(pem: string): string {
  try {
    return new X509Certificate(pem).toString();
  } catch {
    throw unfit('/listenerCertificate', 'must be the listener’s certificate in PEM');
  }
}

function unfit(pointer: string, detail: string): Refusal {
  return new Refusal('invalid_input', 'some fields do not fit; `errors` names each', {
    errors: [{ pointer: `/body${pointer}`, detail }],
  });
}
