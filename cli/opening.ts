/**
 * `read`: opens what not everybody may read. Who did, when and what for stands in the engagement's log before
 * anything is shown, so the purpose is always asked.
 */
import type { z } from 'zod';
import { exitCodes } from './command.ts';
import { onServerUsage, serverFrom } from './grant/on-server.ts';
import { listed } from './grant/words.ts';
import { call, serverOptions } from './server.ts';
import { visibleLines } from './terminal-text.ts';
import type { Verb } from './verbs.ts';
import { bewareRows } from './view.ts';

interface Closed<Opened> {
  /** Its arguments, as `DETERMINATION TIER`. */
  of: string;
  pathOf(positionals: readonly string[]): string;
  content: z.ZodType<Opened>;
  /** What a person reads, as it was written. */
  textOf(opened: Opened): string;
}

export const reading = <Opened extends object>({
  of,
  pathOf,
  content,
  textOf,
}: Closed<Opened>): Verb => ({
  usage: `read ${of} --purpose TEXT ${onServerUsage}`,
  options: { ...serverOptions, purpose: { type: 'string' } },
  takes: of.split(' ').length,
  async execute(input) {
    const purpose = new URLSearchParams({ purpose: input.required('purpose') });
    const path = `${pathOf(input.positionals)}?${purpose.toString()}`;
    const opened = await call(serverFrom(input), content, { method: 'GET', path });
    const isHidden = 'hasHiddenCharacters' in opened && opened.hasHiddenCharacters === true;
    const beware = listed(bewareRows(isHidden));
    const text = [visibleLines(textOf(opened)), ...beware].join('\n');
    return { exitCode: exitCodes.done, value: opened, text };
  },
});
