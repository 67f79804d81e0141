/**
 * The editor. It works from outside on the agent's folder, between runs, when nothing of the agent is
 * alive; the supervisor has removed links that lead out, and no file is opened through a link at all.
 */
import { constants } from 'node:fs';
import { mkdir, open, realpath } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { z } from 'zod';
import { readLeft, staysBelow } from '../place/left.ts';
import { shown } from '../place/shown.ts';
import { staysOutside } from '../suite/fields.ts';

const fileBytesMax = 1024 * 1024;
const linesShown = 400;
const shownBytesMax = 32 * 1024;
const text = z.string().max(fileBytesMax).optional();

/** One flat object: APIs take no alternatives at the top of a tool's arguments. */
export const editArguments = z.strictObject({
  action: z.enum(['view', 'create', 'replace']),
  path: z.string().min(1).max(400).describe('below the working folder'),
  text: text.describe('`create`: what the file is to hold'),
  old: text.describe('`replace`: text that occurs once in the file'),
  new: text.describe('`replace`: what stands there instead'),
  from_line: z.int().min(1).max(1_000_000).optional().describe('`view`: the first line'),
  lines: z.int().min(1).max(10_000).optional().describe('`view`: how many'),
});

/** With a message for the model. */
export class EditRefused extends Error {
  override readonly name = 'EditRefused';
}

/** What the model is told. Throws `EditRefused`. */
export async function edit(
  folder: string,
  given: z.output<typeof editArguments>,
  home: string,
): Promise<string> {
  const inner = innerPath(given.path, home);
  switch (given.action) {
    case 'view':
      return view(await textAt(folder, inner), given.from_line ?? 1, given.lines ?? linesShown);
    case 'create': {
      const text = needed(given, 'text');
      await write(folder, inner, text);
      return `wrote ${Buffer.byteLength(text)} bytes to \`${inner}\``;
    }
    case 'replace': {
      const [old, fresh] = [needed(given, 'old'), needed(given, 'new')];
      if (old === '') throw new EditRefused('`old` is empty');
      const text = await textAt(folder, inner);
      const [before, ...after] = text.split(old);
      if (after.length !== 1) {
        throw new EditRefused(`\`old\` occurs ${after.length} times in \`${inner}\`, not once`);
      }
      await write(folder, inner, `${before}${fresh}${after[0]}`);
      return `changed \`${inner}\``;
    }
  }
}

function needed(given: z.output<typeof editArguments>, name: 'text' | 'old' | 'new'): string {
  const value = given[name];
  if (value === undefined) throw new EditRefused(`\`${given.action}\` needs \`${name}\``);
  return value;
}

function innerPath(given: string, home: string): string {
  const normal = posix.normalize(
    given.startsWith(`${home}/`) ? given.slice(home.length + 1) : given,
  );
  if (staysOutside(normal)) throw new EditRefused(`\`${given}\` is not below the working folder`);
  return normal.replace(/\/$/, '');
}

async function textAt(folder: string, inner: string): Promise<string> {
  const bytes = await readLeft(folder, inner, fileBytesMax);
  if ('missing' in bytes) throw new EditRefused(bytes.missing);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new EditRefused(`\`${inner}\` is not text; look at it with \`bash\``);
  }
}

function view(text: string, fromLine: number, count: number): string {
  const lines = text.split('\n');
  const chosen = lines.slice(fromLine - 1, fromLine - 1 + count);
  const numbered = chosen.map((line, at) => `${fromLine + at}\t${line}`).join('\n');
  const { text: fit } = shown(Buffer.from(numbered), shownBytesMax);
  const left = lines.length - (fromLine - 1 + chosen.length);
  return left > 0 ? `${fit}\n[${left} more lines]` : fit;
}

async function write(folder: string, inner: string, text: string): Promise<void> {
  const place = join(folder, inner);
  await makeFolders(folder, posix.dirname(inner));
  if (!(await staysBelow(folder, place))) throw new EditRefused(`\`${inner}\` leads elsewhere`);
  const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW, O_NONBLOCK } = constants;
  const flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_NONBLOCK;
  try {
    const file = await open(place, flags, 0o644);
    await file.writeFile(text).finally(() => file.close());
  } catch (error) {
    throw new EditRefused(
      `\`${inner}\` cannot be written: ${(error as NodeJS.ErrnoException).code}`,
    );
  }
}

/** One at a time, so that none is made beyond a link. */
async function makeFolders(folder: string, inner: string): Promise<void> {
  let place = folder;
  for (const part of inner === '.' ? [] : inner.split('/')) {
    place = join(place, part);
    await mkdir(place).catch(() => undefined);
    const real = await realpath(place).catch(() => undefined);
    if (real !== join(await realpath(dirname(place)), part)) {
      throw new EditRefused(`\`${inner}\` is no folder here`);
    }
  }
}
