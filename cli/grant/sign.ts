/**
 * `grant sign`: one person's signature, made here by the key file and nowhere else. The digest has to be
 * given, so that what is signed is what was shown and compared, whatever became of the file or the
 * server in between.
 */
import { checkedInstant, signersNeeded, type OpenedGrant, type Rosters } from '#gateway';
import {
  addSignatures,
  signatureLine,
  signNote,
  TlogError,
  type NoteSigner,
} from '#standards/tlog';
import { CliError, exitCodes, type CommandResult } from '../command.ts';
import { readGiven, replaceText } from '../guarded-files.ts';
import { readPersonsKey } from '../keys/key-file.ts';
import { call } from '../server.ts';
import type { Verb, VerbInput } from '../verbs.ts';
import {
  fetchGrant,
  grantView,
  isGrantId,
  onServerOptions,
  onServerUsage,
  pathOf,
  serverFrom,
  viewOf,
} from './on-server.ts';
import { approverBy, isText, missingOf, openedGrant, partiesFrom, textOfGrant } from './opened.ts';
import { listed, missingInWords } from './words.ts';

export const sign: Verb = {
  usage: `sign FILE --parties FILE --key KEYFILE --digest DIGEST | GRANT --key KEYFILE --digest DIGEST ${onServerUsage}`,
  options: { ...onServerOptions, key: { type: 'string' }, digest: { type: 'string' } },
  takes: 1,
  async execute(input) {
    const given = input.positionals[0] ?? '';
    const digest = digestFrom(input);
    const signer = readPersonsKey(input.required('key'));
    return isGrantId(given)
      ? await signOnServer(input, given, signer, digest)
      : signFile(given, input.required('parties'), signer, digest);
  },
};

function digestFrom({ required }: VerbInput): string {
  const digest = required('digest');
  if (/^[0-9a-f]{64}$/.test(digest)) return digest;
  throw new CliError(
    exitCodes.invalidInput,
    '`--digest` takes the 64 hex digits that `grant show` printed and that you compared',
  );
}

function signFile(
  path: string,
  partiesPath: string,
  signer: NoteSigner,
  digest: string,
): CommandResult {
  const rosters = partiesFrom(partiesPath);
  let result: CommandResult | undefined;
  // Read under the lock of the writing: of two who sign at once, neither loses the other's line.
  replaceText(path, 0o644, () => {
    const given = readGiven(path);
    const person = checkedSigner(openedGrant(given, rosters), rosters, signer, digest);
    const signed = noteWith(given, signer);
    result = shownSigned(person, openedGrant(signed, rosters));
    return signed;
  });
  if (result === undefined) throw new Error('a file was replaced without being signed');
  return result;
}

function noteWith(given: string, signer: NoteSigner): string {
  try {
    if (isText(given)) return signNote(given, [signer]);
    return addSignatures(given, [signatureLine(textOfGrant(given), signer)]);
  } catch (error) {
    if (!(error instanceof TlogError)) throw error;
    throw new CliError(exitCodes.refused, error.message, { cause: error });
  }
}

async function signOnServer(
  input: VerbInput,
  grantId: string,
  signer: NoteSigner,
  digest: string,
): Promise<CommandResult> {
  const server = serverFrom(input);
  const { opened, rosters } = await fetchGrant(input, server, await viewOf(server, grantId));
  const person = checkedSigner(opened, rosters, signer, digest);
  // The line alone: the server has the text, and the signature holds for no other.
  const view = await call(server, grantView, {
    method: 'POST',
    path: pathOf(grantId, 'signatures'),
    value: { note: signatureLine(opened.text, signer) },
  });
  const { side } = approverBy(signer.key, rosters);
  const signers = { ...opened.signers, [side]: [...opened.signers[side], person] };
  return shownSigned(person, { ...opened, signers }, view.state);
}

/** The person who may sign this now; every reason why not, before the key is used. */
function checkedSigner(
  opened: OpenedGrant,
  rosters: Rosters,
  { key }: NoteSigner,
  digest: string,
): string {
  const refused = (detail: string) => new CliError(exitCodes.refused, detail);
  if (opened.digest !== digest) {
    throw refused(
      `the terms are not those of this digest; theirs is \`${opened.digest}\`: look at them again with \`grant show\``,
    );
  }
  const { side, person } = approverBy(key, rosters);
  if (opened.signers[side].includes(person)) {
    throw refused(`${person} has signed this already; each person signs once`);
  }
  if (opened.signers[side].length >= signersNeeded) {
    throw refused(`the ${side} has its ${signersNeeded} signatures`);
  }
  if (checkedInstant(opened.terms.window.claimUntil).getTime() <= Date.now()) {
    throw refused('the time in which the grant could be claimed is over; ask for a new one');
  }
  return person;
}

function shownSigned(person: string, opened: OpenedGrant, state?: string): CommandResult {
  const missing = missingOf(opened);
  const isComplete = missing.developer + missing.evaluator === 0;
  const { digest, signers } = opened;
  const lines = listed([
    ['signed', `by ${person}`],
    ['digest', digest],
    ...(state === undefined ? [] : ([['state', state]] as [string, string][])),
    ...missingInWords('developer', missing.developer),
    ...missingInWords('evaluator', missing.evaluator),
    ...(isComplete
      ? ([['complete', 'two people of each side have signed']] as [string, string][])
      : []),
  ]);
  return {
    exitCode: exitCodes.done,
    value: { digest, signedBy: person, signers, missing, ...(state !== undefined && { state }) },
    text: lines.join('\n'),
  };
}
