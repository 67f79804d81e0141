/**
 * A noun as a server tells it: looked at, taken a step further, and shown as a table or as JSON. Each noun says
 * where it is, what its view holds, and in which rows a person reads it.
 */
import type { z } from 'zod';
import { exitCodes, type CommandResult } from './command.ts';
import { listed } from './grant/words.ts';
import { call, type Server } from './server.ts';

export interface Viewed<View> {
  viewOf(server: Server, id: string): Promise<View>;
  /** One step, and what it comes to. */
  stepped(server: Server, id: string, step: string, value: object): Promise<CommandResult>;
  shown(view: View): CommandResult;
}

export function viewed<View>(
  schema: z.ZodType<View>,
  pathOf: (id: string, part?: string) => string,
  rowsOf: (view: View) => [string, string][],
): Viewed<View> {
  const shown = (view: View): CommandResult => ({
    exitCode: exitCodes.done,
    value: view,
    text: listed(rowsOf(view)).join('\n'),
  });
  return {
    shown,
    viewOf: (server, id) => call(server, schema, { method: 'GET', path: pathOf(id) }),
    async stepped(server, id, step, value) {
      const asked = { method: 'POST', path: pathOf(id, `/${step}`), value } as const;
      return shown(await call(server, schema, asked));
    },
  };
}

/** What the reader may do with it next; nothing is said where that is nothing. */
export const stepRows = (may: readonly string[]): [string, string][] =>
  may.length === 0 ? [] : [['you may', may.join(', ')]];

export const bewareRows = (hasHiddenCharacters: boolean): [string, string][] =>
  hasHiddenCharacters ? [['beware', 'some of the words hold characters that no reader sees']] : [];
