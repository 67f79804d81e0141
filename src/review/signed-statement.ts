/**
 * A person signs a statement: the signature was made elsewhere, by a key that only they hold; here it is held
 * against the key they registered. Nobody can bring another's, and the server can sign for nobody.
 */
import { asNote, keyOf, lineBy } from '#access';
import type { Tx } from '#platform/db';
import { Refusal } from '#platform/problems';
import { parseVkey, TlogError } from '#standards/tlog';

/** The person's own line under exactly this text; `given` is the whole note or its signature lines. */
export async function ownLine(
  tx: Tx,
  personId: string,
  text: string,
  given: string,
): Promise<{ vkey: string; line: string }> {
  const key = await keyOf(tx, personId);
  if (key === undefined) {
    throw new Refusal('no_approver_key', 'register your public key first, then sign with it');
  }
  const note = asNote(text, given);
  if (!note.startsWith(`${text}\n`)) {
    throw refused('the note’s text is not this statement; fetch it again and sign that');
  }
  const line = lineIn(note, key.vkey);
  if (line === undefined) {
    throw refused('your registered key did not sign this; sign with it and send it again');
  }
  return { vkey: key.vkey, line };
}

function lineIn(note: string, vkey: string): string | undefined {
  try {
    return lineBy(parseVkey(vkey), note);
  } catch (error) {
    if (!(error instanceof TlogError)) throw error;
    throw refused(`the note cannot be used: ${error.message}`);
  }
}

const refused = (detail: string): Refusal => new Refusal('note_refused', detail);
