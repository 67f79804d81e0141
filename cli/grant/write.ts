/**
 * `grant write` and `grant commit-name`: what a server would do, for two sides that have none. The
 * developer writes the exact terms; the evaluator commits to the runner's name and keeps it, so that a
 * name opened later is provably the one that was meant.
 */
import { randomBytes } from 'node:crypto';
import { grantText, type GrantTerms } from '#gateway';
import { commitmentOf, saltBytes } from '#standards/tlog';
import { CliError, exitCodes } from '../command.ts';
import { writeNew } from '../guarded-files.ts';
import { jsonFrom } from '../json-file.ts';
import { linesOf } from '../lines.ts';
import type { Verb } from '../verbs.ts';
import { inOurWords, openedGrant, partiesFrom } from './opened.ts';
import { shownGrant } from './show.ts';
import { grantInWords, listed } from './words.ts';

const nameBytesMax = 200;

export const write: Verb = {
  usage: 'write TERMS.json --parties FILE --out FILE',
  options: { parties: { type: 'string' }, out: { type: 'string' } },
  takes: 1,
  execute({ positionals: [path = ''], required }) {
    const [out, rosters] = [required('out'), partiesFrom(required('parties'))];
    const text = inOurWords(() => grantText(jsonFrom(path) as GrantTerms));
    const opened = openedGrant(text, rosters);
    writeNew(out, text, 0o644);
    return shownGrant(opened, [...grantInWords(opened), '', ...listed([['written to', out]])]);
  },
};

export const commitName: Verb = {
  usage: 'commit-name --out FILE   (the runner’s name on standard input)',
  options: { out: { type: 'string' } },
  takes: 0,
  async execute({ required }) {
    const out = required('out');
    if (process.stdin.isTTY) process.stderr.write('type the name of the person who runs\n');
    const name = await typedName();
    const salt = randomBytes(saltBytes);
    const nameCommitment = commitmentOf(salt, name).toString('hex');
    const opening = { name, salt: salt.toString('base64'), nameCommitment };
    writeNew(out, `${JSON.stringify(opening, null, 2)}\n`, 0o600);
    return {
      exitCode: exitCodes.done,
      value: { nameCommitment, file: out },
      text: [
        ...listed([['kept in', `${out}: name and salt, for a dispute; for you alone`]]),
        '',
        'Hand this to the developer, for the terms (`runner.nameCommitment`):',
        nameCommitment,
      ].join('\n'),
    };
  },
};

async function typedName(): Promise<string> {
  for await (const { text, isCut } of linesOf(process.stdin, nameBytesMax)) {
    const name = text.trim();
    if (isCut || name === '' || /\p{Cc}/u.test(name)) break;
    return name;
  }
  throw new CliError(
    exitCodes.invalidInput,
    `a name is one line of 1 to ${nameBytesMax} bytes on standard input`,
  );
}
