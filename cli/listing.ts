/** Lists: the newest of what somebody may see, each item a row. */
import { z } from 'zod';
import { exitCodes, type CommandResult } from './command.ts';
import { onServerUsage, serverFrom } from './grant/on-server.ts';
import { call, serverOptions, type Server } from './server.ts';
import { submissionPath } from './submission/view.ts';
import { table } from './terminal-text.ts';
import type { Verb } from './verbs.ts';

const listMax = 100;

/** The newest; who has more than that looks in the web UI or asks the API. */
export async function newest<Item>(
  server: Server,
  item: z.ZodType<Item>,
  path: string,
): Promise<Item[]> {
  const answer = z.object({ items: z.array(item) });
  const { items } = await call(server, answer, { method: 'GET', path: `${path}?limit=${listMax}` });
  return items;
}

interface Listed<Item> {
  /** The verb, where it is not `list`. */
  verb?: string;
  path: string;
  item: z.ZodType<Item>;
  head: readonly string[];
  rowOf(item: Item): string[];
}

export const listing = <Item>({ verb = 'list', path, ...shape }: Listed<Item>): Verb => ({
  usage: `${verb} ${onServerUsage}`,
  options: serverOptions,
  takes: 0,
  execute: (input) => tabled(serverFrom(input), path, shape),
});

/** Everything of one's own under `/api/PART`, or with `--submission` that engagement's. */
export const listingByEngagement = <Item>({
  part,
  ...shape
}: Omit<Listed<Item>, 'path' | 'verb'> & { part: string }): Verb => ({
  usage: `list [--submission ID] ${onServerUsage}`,
  options: { ...serverOptions, submission: { type: 'string' } },
  takes: 0,
  execute(input) {
    const id = input.option('submission');
    const path = id === undefined ? `/api/${part}` : submissionPath(id, `/${part}`);
    return tabled(serverFrom(input), path, shape);
  },
});

/** The newest, as a command answers them. */
export async function tabled<Item>(
  server: Server,
  path: string,
  { item, head, rowOf }: Omit<Listed<Item>, 'path' | 'verb'>,
): Promise<CommandResult> {
  const items = await newest(server, item, path);
  return { exitCode: exitCodes.done, value: items, text: table(head, items.map(rowOf)) };
}
