/** `grant show`: what a grant allows, in plain words; who signed, who is missing, and the digest to compare. */
import { grantDigest, readGrantText, type OpenedGrant } from '#gateway';
import { fingerprintOf, splitNote, TlogError } from '#standards/tlog';
import { CliError, exitCodes, type CommandResult } from '../command.ts';
import { readGiven } from '../guarded-files.ts';
import { counted } from '../terminal-text.ts';
import type { Verb } from '../verbs.ts';
import { stepRows } from '../view.ts';
import {
  fetchGrant,
  isGrantId,
  onServerOptions,
  onServerUsage,
  serverFrom,
  viewOf,
  type GrantView,
} from './on-server.ts';
import { inOurWords, isText, missingOf, openedGrant, partiesFrom, textOfGrant } from './opened.ts';
import { grantInWords, listed, requests, spanInWords, termsInWords } from './words.ts';

export const show: Verb = {
  usage: `show FILE [--parties FILE] | GRANT ${onServerUsage}`,
  options: onServerOptions,
  takes: 1,
  async execute(input) {
    const given = input.positionals[0] ?? '';
    if (!isGrantId(given)) return shownFile(given, input.option('parties'));
    const server = serverFrom(input);
    const view = await viewOf(server, given);
    if (view.terms === null) return shownRequest(view);
    const { opened } = await fetchGrant(input, server, view);
    return shownGrant(opened, [...listed([['state', view.state]]), ...grantInWords(opened)]);
  },
};

function shownFile(path: string, parties: string | undefined): CommandResult {
  const given = readGiven(path);
  if (parties === undefined) return shownUnproven(given);
  const opened = openedGrant(given, partiesFrom(parties));
  return shownGrant(opened, grantInWords(opened));
}

export function shownGrant(opened: OpenedGrant, lines: readonly string[]): CommandResult {
  const { digest, terms, signers } = opened;
  const missing = missingOf(opened);
  return {
    exitCode: exitCodes.done,
    value: { digest, fingerprint: fingerprintOf(digest), terms, signers, missing },
    text: lines.join('\n'),
  };
}

/** Without parties a signature is a name that anybody could have written. */
function shownUnproven(given: string): CommandResult {
  const text = textOfGrant(given);
  const terms = inOurWords(() => readGrantText(text));
  const claimed = isText(given) ? [] : namesOn(given);
  const digest = grantDigest(text);
  const lines = [
    ...termsInWords(terms),
    '',
    ...listed(claimed.map((name) => ['unproven', `${name} stands below it`])),
    'Give `--parties` to see which signatures hold and which are missing.',
    '',
    `digest       ${digest}`,
  ];
  return {
    exitCode: exitCodes.done,
    value: { digest, fingerprint: fingerprintOf(digest), terms, unproven: claimed },
    text: lines.join('\n'),
  };
}

function namesOn(note: string): string[] {
  try {
    return splitNote(note).signatures.map(({ name }) => name);
  } catch (error) {
    if (!(error instanceof TlogError)) throw error;
    throw new CliError(exitCodes.invalidInput, error.message, { cause: error });
  }
}

function shownRequest(view: GrantView): CommandResult {
  const { id, kind, state, runner, request, submissionId, may } = view;
  const lines = listed([
    ['grant', `${id} of ${submissionId}`],
    ['state', state],
    ['kind', kind],
    ['used by', `${runner.pseudonym}, ${runner.office}`],
    ['runner’s key', runner.keySha256],
    ...(request === null
      ? []
      : ([
          ['because', request.purpose],
          ...request.endpoints.map(({ method, path }) => ['would ask', `${method} ${path}`]),
          ['for', spanInWords(request.lengthS)],
          [
            'at most',
            `${requests(request.budget.requests)}, ${counted(request.budget.tokens)} tokens`,
          ],
        ] as [string, string][])),
    ...stepRows(may),
  ]);
  return { exitCode: exitCodes.done, value: view, text: lines.join('\n') };
}
