/** What the command line says of itself: the list of commands, and each one's help with all its verbs. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '#test/architecture';
import type { Utterance } from './permission.ts';

const launch = promisify(execFile);

async function help(...command: string[]): Promise<string> {
  const options = { timeout: 30_000, maxBuffer: 1024 * 1024 };
  return (await launch(join(root, 'sallyport'), [...command, '--help'], options)).stdout;
}

/** One utterance a line. */
export async function wordsOfCommands(): Promise<Utterance[]> {
  const list = await help();
  const names = [...list.matchAll(/^ {2}([a-z-]+) +\S/gm)].map(([, name = '']) => name);
  const found = linesOf('sallyport', list);
  // Two at a time: each is a process.
  for (let at = 0; at < names.length; at += 2)
    for (const told of await Promise.all(
      names.slice(at, at + 2).map(async (name) => linesOf(`sallyport ${name}`, await help(name))),
    ))
      found.push(...told);
  return found;
}

export const linesOf = (place: string, text: string): Utterance[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ place, text: line }));
