/**
 * A person registers the public half of their own key: the private half stays with them and never comes
 * here. Replacing a key is done in person; a token, which may be stolen, can only register the first.
 *
 * A key belongs to one person for ever, whatever it is called: else somebody could register another's key
 * and claim their signatures.
 */
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { Refusal } from '#platform/problems';
import { fingerprintOf, parseVkey, TlogError, type NoteKey } from '#standards/tlog';
import { activeKeyOf, addKey, retireKey, type PartyKeyRow } from '../key-store.ts';
import { asApprover } from '../policy.ts';

export async function registerKey(ctx: Context, input: { vkey: string }): Promise<PartyKeyRow> {
  const person = asApprover(ctx.actor, 'grant:write');
  const key = readKey(input.vkey);
  const at = ctx.clock.now();
  return await ctx.database.transaction(async (tx) => {
    const before = await activeKeyOf(tx, person.id);
    if (before?.vkey === key.vkey) return before;
    if (before !== undefined && person.scopes !== 'every') {
      throw new Refusal(
        'forbidden',
        'you have a key here; replacing it is done in person, signed in',
      );
    }
    if (before !== undefined) await retireKey(tx, before.vkey, at);
    const row: PartyKeyRow = {
      vkey: key.vkey,
      publicKey: rawKeyOf(key),
      personId: person.id,
      organisationId: person.organisationId,
      registeredAt: at,
    };
    if (!(await addKey(tx, row))) {
      throw new Refusal(
        'key_taken',
        'this key was registered before; make a new one with `sallyport keys new`',
      );
    }
    await record(ctx, tx, {
      log: logs.programme,
      type: 'access.key_registered',
      subject: person.id,
      payload: {
        vkey: row.vkey,
        fingerprint: fingerprintOf(row.vkey),
        replaced: before?.vkey ?? null,
      },
    });
    return row;
  });
}

function readKey(vkey: string): NoteKey {
  let key;
  try {
    key = parseVkey(vkey);
  } catch (error) {
    if (error instanceof TlogError) throw new Refusal('key_unfit', error.message);
    throw error;
  }
  if (key.type !== 'ed25519') {
    throw new Refusal(
      'key_unfit',
      'this is a witness’s key; a person signs with one of type Ed25519',
    );
  }
  return key;
}

const rawKeyOf = ({ publicKey }: NoteKey): Buffer =>
  Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
