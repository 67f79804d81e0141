/**
 * `suite share`: a custodian's part without a server. Opens their halves on their own machine and encrypts
 * them to one runner; the file is useless to everybody else, and to the runner without the other's.
 */
import { z } from 'zod';
import { releaseShare } from '#evaluation/sealing';
import { CliError, exitCodes } from '../command.ts';
import { listed } from '../grant/words.ts';
import { writeNew } from '../guarded-files.ts';
import { jsonOf } from '../server.ts';
import { counted } from '../terminal-text.ts';
import type { Verb } from '../verbs.ts';
import { checkedRecipient, readIdentity, type Identity } from './identity.ts';
import { bytesOf, itemsNamed, readManifest } from './sealed-folder.ts';

/** Half of a task's key: base64 of an age file. */
export interface Half {
  task: string;
  share: string;
}

const sharesBytesMax = 2 * 1024 * 1024;
const sharesFile = z.strictObject({
  root: z.string(),
  custodian: z.string(),
  recipient: z.string(),
  shares: z.array(z.strictObject({ task: z.string(), share: z.base64() })),
});
export type Shares = z.output<typeof sharesFile>;

export const share: Verb = {
  usage: 'share SEALED --key FILE --to RECIPIENT [--task NAME]… --out FILE',
  options: {
    key: { type: 'string' },
    to: { type: 'string' },
    task: { type: 'string', multiple: true },
    out: { type: 'string' },
  },
  takes: 1,
  async execute(input) {
    const out = input.required('out');
    const recipient = checkedRecipient(input.required('to'), 'to');
    const identity = await readIdentity(input.required('key'));
    const { root, items, custody } = readManifest(input.positionals[0] ?? '');
    const place = custody.recipients.indexOf(identity.recipient);
    if (place < 0) {
      throw new CliError(exitCodes.refused, 'this key is not one of the suite’s two custodians');
    }
    const halves = itemsNamed(items, input.options('task')).map((item) => ({
      task: item.name,
      share: custody.shares[items.indexOf(item)]?.[place] ?? '',
    }));
    const shares = await released(halves, identity, recipient);
    const file: Shares = { root, custodian: identity.recipient, recipient, shares };
    writeNew(out, `${JSON.stringify(file, null, 2)}\n`, 0o644);
    return {
      exitCode: exitCodes.done,
      value: { root, recipient, tasks: shares.map(({ task }) => task), file: out },
      text: listed([
        ['released', `your halves of ${counted(shares.length)} keys, in ${out}`],
        ['to', recipient],
      ]).join('\n'),
    };
  },
};

/** The custodian's own halves, encrypted to the runner. */
export async function released(
  halves: readonly Half[],
  { secret }: Identity,
  runner: string,
): Promise<Half[]> {
  const shares: Half[] = [];
  for (const { task, share } of halves) {
    try {
      const given = await releaseShare(Buffer.from(share, 'base64'), secret, runner);
      shares.push({ task, share: given.toString('base64') });
    } catch (error) {
      throw new CliError(
        exitCodes.refused,
        `your key does not open your half of \`${task}\`’s; nothing was released`,
        { cause: error },
      );
    }
  }
  return shares;
}

export function readShares(path: string): Shares {
  const read = sharesFile.safeParse(jsonOf(bytesOf(path, sharesBytesMax).toString('utf8')));
  if (read.success) return read.data;
  throw new CliError(exitCodes.invalidInput, `\`${path}\` is no file of \`suite share\``);
}
