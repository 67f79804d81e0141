/**
 * `run check`: a journal against the log of the gateway that its calls went through, offline. The log is
 * verified first, by whoever's key was given; then every call that the journal names must stand in it, request
 * and answer byte for byte. A call that was made and left out of the journal shows as a request unnamed.
 */
import { callsIn } from '#evaluation/engine';
import { parseVkey, verifyLog, type LogSource } from '#standards/tlog';
import { CliError, exitCodes } from '../command.ts';
import { listed } from '../grant/words.ts';
import { logSourceOf } from '../log-source.ts';
import { asInput, invalidInput, logKeyOf } from '../log-trust.ts';
import { counted, visible } from '../terminal-text.ts';
import type { Verb, VerbInput } from '../verbs.ts';
import { loggedRequests } from './gateway-log.ts';
import { inOurWords, journalAt } from './journal.ts';
import { Held, type Standing } from './standing.ts';

export const check: Verb = {
  usage: 'check JOURNAL --ledger DIR [--key VKEY] [--witness VKEY]... [--sole]',
  options: {
    ledger: { type: 'string' },
    key: { type: 'string' },
    witness: { type: 'string', multiple: true },
    sole: { type: 'boolean' },
  },
  takes: 1,
  async execute(input) {
    const [path = ''] = input.positionals;
    const place = input.required('ledger');
    await journalAt(path);
    const source = logSourceOf(place);
    const log = await verified(source, place, input);
    const held = new Held(
      await loggedRequests(source, log.size).catch((error: unknown) => {
        throw invalidInput(error, place);
      }),
    );
    await inOurWords(path, async () => {
      for await (const call of callsIn(path)) held.take(call);
    });
    const { grant } = held;
    const standing = held.ended();
    if (standing.tries === standing.refused + standing.brokenOff) {
      throw new CliError(
        exitCodes.refused,
        `\`${path}\` names no receipt of a gateway, so nothing of it can be looked for in a log`,
      );
    }
    const isSole = input.isSet('sole');
    const stands = standing.faults.length === 0 && (!isSole || hidden(standing) === 0);
    return {
      exitCode: stands ? exitCodes.done : exitCodes.failed,
      value: { stands, origin: log.origin, size: log.size, grant: grant ?? null, ...standing },
      text: textOf(standing, { ...log, grant: grant ?? 'none', stands, isSole }).join('\n'),
    };
  },
};

interface VerifiedLog {
  origin: string;
  size: number;
  isKeyGiven: boolean;
}

async function verified(source: LogSource, place: string, input: VerbInput): Promise<VerifiedLog> {
  const key = input.option('key');
  const witnesses = input
    .options('witness')
    .map((vkey) => asInput('--witness', () => parseVkey(vkey)));
  const trust = { ...(await logKeyOf(source, key)), witnesses, quorum: 'all' } as const;
  const report = await verifyLog(source, trust).catch((error: unknown) => {
    throw invalidInput(error, place);
  });
  const { isProved, origin, size, findings } = report;
  if (isProved && size !== undefined) return { origin, size, isKeyGiven: key !== undefined };
  const why = findings
    .map((each) => `\n  ${visible(each.place)}: ${visible(each.detail)}`)
    .join('');
  throw new CliError(
    exitCodes.failed,
    `the log \`${visible(origin)}\` does not hold, so nothing can stand in it${why}`,
  );
}

/** At most so many of the unnamed are tries that broke off before the gateway could answer with a receipt. */
const hidden = ({ unnamed, brokenOff }: Standing): number => Math.max(0, unnamed - brokenOff);

interface Shown extends VerifiedLog {
  grant: string;
  stands: boolean;
  isSole: boolean;
}

function textOf(standing: Standing, { origin, size, isKeyGiven, grant, stands, isSole }: Shown) {
  const { calls, tries, stand, answers, refused, brokenOff, unnamed, faults, faultsLeftOut } =
    standing;
  return [
    stands ? 'the journal stands in the log' : 'the journal DOES NOT STAND in the log',
    '',
    ...listed([
      ['log', `${origin}, verified at ${counted(size)} entries`],
      ...(isKeyGiven
        ? []
        : [['key', 'named by the log itself: it cannot say whose log it is'] as const]),
      ['grant', grant],
      ['journal', `${counted(calls)} calls, ${counted(tries)} requests`],
      ['requests', `${counted(stand)} stand in the log, byte for byte`],
      ['answers', `${counted(answers)} stand there too`],
      [
        'no receipt',
        `${counted(refused)} refused, ${counted(brokenOff)} broken off before any answer`,
      ],
      ['not named', `${counted(unnamed)} requests under the grant that the journal does not name`],
    ]),
    ...(unnamed === 0
      ? []
      : [
          '',
          isSole
            ? 'The journal was to be the grant’s only use.'
            : 'Another journal under the grant names those, a runner that was killed lost them, or they were left out.',
        ]),
    ...(faults.length === 0 ? [] : ['', ...faults.map(visible)]),
    ...(faultsLeftOut === 0 ? [] : [`and ${counted(faultsLeftOut)} more`]),
  ];
}
