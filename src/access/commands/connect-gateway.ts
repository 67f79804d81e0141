/**
 * The developer connects the gateway in front of its model: where it answers, the certificate that is
 * believed there, and the key of its log. Connecting one gives access to nobody.
 *
 * The gateway's address is the developer's word, and we will call it: so only `https`, no path or
 * credentials, and only the holder of the pinned certificate is ever listened to.
 */
import { X509Certificate } from 'node:crypto';
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { Refusal, unfit } from '#platform/problems';
import { emptyRoot, parseVkey, TlogError, type NoteKeyType } from '#standards/tlog';
import { requireOpen } from '../engagement-state.ts';
import { certificateDigest } from '../gateway-address.ts';
import { addMirror } from '../mirror-store.ts';
import { addGateway, setModelDigest, type GatewayRow } from '../submission-store.ts';
import { engaged } from './engagement.ts';

export interface GatewayGiven {
  gatewayUrl: string;
  listenerCertificate: string;
  logVkey: string;
  witnessVkey: string | null;
}

export async function connectGateway(
  ctx: Context,
  submissionId: string,
  { modelDigest, ...given }: GatewayGiven & { modelDigest: string | null },
): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const { submission } = await engaged(ctx, tx, submissionId, 'developer');
    requireOpen(submission);
    if (modelDigest !== null && submission.modelDigest === null) {
      await setModelDigest(tx, submission.id, modelDigest);
    } else if (modelDigest !== null && modelDigest !== submission.modelDigest) {
      throw unfit('/modelDigest', 'another digest was declared before; leave this one out');
    }
    await connect(ctx, tx, submission.id, given, '');
  });
}

/** `place`: where the gateway stands in the body, for what does not fit. */
export async function connect(
  ctx: Context,
  tx: Tx,
  submissionId: string,
  given: GatewayGiven,
  place: string,
): Promise<void> {
  const at = ctx.clock.now();
  const { submission, person } = await engaged(ctx, tx, submissionId, 'developer');
  if (submission.gateway !== null) {
    throw new Refusal(
      'gateway_connected',
      'this submission has its gateway; open another submission for another one',
    );
  }
  const { modelDigest } = submission;
  if (modelDigest === null) {
    throw unfit('/modelDigest', 'declare the model’s digest, at the latest with its gateway');
  }
  const row = rowOf(given, place);
  if (!(await addGateway(tx, submission.id, row, person.id, at))) {
    throw new Refusal(
      'log_taken',
      'another submission has this log; give the gateway a log key of its own',
    );
  }
  await addMirror(tx, submission.id, emptyRoot(), at);
  await record(ctx, tx, {
    log: logs.engagement(submission.id),
    type: 'access.gateway_connected',
    subject: submission.id,
    payload: {
      modelDigest,
      logVkey: row.logVkey,
      certificateSha256: certificateDigest(row.listenerCertificate),
    },
  });
}

function rowOf(given: GatewayGiven, place: string): GatewayRow {
  const { gatewayUrl, listenerCertificate, logVkey, witnessVkey } = given;
  return {
    url: readUrl(`${place}/gatewayUrl`, gatewayUrl),
    listenerCertificate: readCertificate(`${place}/listenerCertificate`, listenerCertificate),
    logOrigin: readKey(`${place}/logVkey`, logVkey, 'ed25519').name,
    logVkey,
    developerWitness:
      witnessVkey === null ? null : readWitness(`${place}/witnessVkey`, witnessVkey),
    evaluatorWitness: null,
  };
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

function readUrl(pointer: string, text: string): string {
  const url = URL.parse(text);
  const isPlain =
    url?.protocol === 'https:' &&
    url.username + url.password + url.search + url.hash === '' &&
    url.pathname === '/';
  if (!isPlain) throw unfit(pointer, 'must be `https://host:port` and nothing more');
  return url.origin;
}

function readCertificate(pointer: string, pem: string): string {
  try {
    return new X509Certificate(pem).toString();
  } catch {
    throw unfit(pointer, 'must be the listener’s certificate in PEM');
  }
}
