/**
 * `determination sign`: one official's signature, made here by the key file and nowhere else. The digest has to
 * be given, so that what is signed is what was shown and compared, whatever became of the server in between.
 */
import { readStatement, statementSha256 } from '#review/offline';
import { signatureLine, splitNote, TlogError } from '#standards/tlog';
import { CliError, exitCodes } from '../command.ts';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { readPersonsKey } from '../keys/key-file.ts';
import { ask, notOurs, problemOf, serverOptions, type Server } from '../server.ts';
import type { Verb } from '../verbs.ts';
import { determinationPath, stepped } from './view.ts';

export const sign: Verb = {
  usage: `sign DETERMINATION --key KEYFILE --digest DIGEST ${onServerUsage}`,
  options: { ...serverOptions, key: { type: 'string' }, digest: { type: 'string' } },
  takes: 1,
  calls: { note: '--key' },
  async execute(input) {
    const id = input.positionals[0] ?? '';
    const digest = input.required('digest');
    const signer = readPersonsKey(input.required('key'));
    const server = serverFrom(input);
    const text = await statementOf(server, id);
    const theirs = statementSha256(text);
    if (theirs !== digest) {
      throw new CliError(
        exitCodes.refused,
        `the statement is not of this digest; its is \`${theirs}\`: read it again with \`determination show\``,
      );
    }
    // The line alone: the server has the text, and the signature holds for no other.
    return await stepped(server, id, 'signatures', { note: signatureLine(text, signer) });
  },
};

/** The text, of the determination that was asked for and of nothing else. */
async function statementOf(server: Server, id: string): Promise<string> {
  const answer = await ask(server, { method: 'GET', path: determinationPath(id, '/statement') });
  if (answer.status >= 300) throw problemOf(server, answer);
  const text = textOf(server, answer.text);
  const statement = readStatement(text);
  if (statement === undefined) throw notOurs(server, answer.status);
  if (statement.determination === id) return text;
  throw new CliError(
    exitCodes.failed,
    `\`${server.url}\` gave the statement of another determination than \`${id}\`; nothing was signed`,
  );
}

/** Before the first signature there is a text and no note. */
function textOf(server: Server, given: string): string {
  if (!given.includes('\n\n')) return given;
  try {
    return splitNote(given).text;
  } catch (error) {
    if (error instanceof TlogError) throw notOurs(server, 200);
    throw error;
  }
}
