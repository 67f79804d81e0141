/**
 * `grant revoke`: one person of either side ends a grant. From a file, the signed revocation is written
 * to be delivered to the gateway; of a grant on a server, it is handed to the server, which tells the
 * gateway. What is signed is made here, so that nobody is led to end another grant than they named.
 */
import { signRevocation, textOf, type OpenedGrant, type Rosters } from '#gateway';
import type { NoteSigner } from '#standards/tlog';
import { exitCodes, type CommandResult } from '../command.ts';
import { readGiven, writeNew } from '../guarded-files.ts';
import { readPersonsKey } from '../keys/key-file.ts';
import { call } from '../server.ts';
import type { Verb } from '../verbs.ts';
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
import { approverBy, openedGrant, partiesFrom } from './opened.ts';
import { listed } from './words.ts';

export const revoke: Verb = {
  usage: `revoke FILE --parties FILE --key KEYFILE --out FILE | GRANT --key KEYFILE ${onServerUsage}`,
  options: { ...onServerOptions, key: { type: 'string' }, out: { type: 'string' } },
  takes: 1,
  async execute(input) {
    const given = input.positionals[0] ?? '';
    const signer = readPersonsKey(input.required('key'));
    if (!isGrantId(given)) {
      const [out, rosters] = [input.required('out'), partiesFrom(input.required('parties'))];
      const ended = revocationOf(openedGrant(readGiven(given), rosters), rosters, signer);
      writeNew(out, ended.note, 0o644);
      return shownRevocation(ended, [
        ['written to', out],
        ['next', 'nothing has ended yet: `grant deliver` it to the gateway'],
      ]);
    }
    const server = serverFrom(input);
    const { opened, rosters } = await fetchGrant(input, server, await viewOf(server, given));
    const ended = revocationOf(opened, rosters, signer);
    const view = await call(server, grantView, {
      method: 'POST',
      path: pathOf(given, 'revocation'),
      value: { note: ended.note },
    });
    return shownRevocation(ended, [
      ['state', view.state],
      [
        'gateway',
        view.ended?.isGatewayTold === true
          ? 'it has answered that it stopped, or never had the grant'
          : 'it is told until it answers; `grant standing` says whether it has',
      ],
    ]);
  },
};

interface Ended {
  grant: string;
  digest: string;
  person: string;
  side: string;
  note: string;
}

function revocationOf({ digest, terms }: OpenedGrant, rosters: Rosters, signer: NoteSigner): Ended {
  const { person, side } = approverBy(signer.key, rosters);
  const note = signRevocation({ grant: digest, at: textOf(new Date()) }, signer);
  return { grant: terms.id, digest, person, side, note };
}

function shownRevocation(
  { note, ...ended }: Ended,
  rows: readonly (readonly [string, string])[],
): CommandResult {
  const { grant, digest, person, side } = ended;
  return {
    exitCode: exitCodes.done,
    value: { ...ended, revocation: note, ...Object.fromEntries(rows) },
    text: listed([
      ['revoked', `${grant}, by ${person}, for the ${side}`],
      ['digest', digest],
      ...rows,
    ]).join('\n'),
  };
}
