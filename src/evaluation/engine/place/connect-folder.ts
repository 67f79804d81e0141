/**
 * The host's side of `connect.sh`: a folder that an agent's sandbox may write, looked at while its command
 * runs. All that lies in it is the agent's making: names are matched whole, nothing is opened through a link,
 * nothing is waited for, and an answer is put in place by renaming, which follows no link either.
 */
import { constants, watch } from 'node:fs';
import { open, opendir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NoSuchHost, requestBytesMax, type Hosts } from './hosts.ts';

export const connectProgram = join(import.meta.dirname, 'connect.sh');

/** Requests taken in one look; the rest are there at the next. */
const entriesMax = 256;
/** Should a change go unnoticed. */
const lookMs = 250;

/** Answers requests until `stop` is called; `stop` waits for those under way. */
export function answerIn(
  folder: string,
  hosts: Hosts,
  signal: AbortSignal,
): { stop(): Promise<void> } {
  const underWay = new Map<string, Promise<void>>();
  let looking: Promise<void> | null = null;
  let isChanged = false;
  let broken: unknown;
  const look = async () => {
    do {
      isChanged = false;
      for (const name of await requestsIn(folder)) {
        if (underWay.has(name)) continue;
        const answered = answer(folder, name, hosts, signal)
          .catch((error: unknown) => {
            broken ??= error;
          })
          .finally(() => underWay.delete(name));
        underWay.set(name, answered);
      }
    } while (isChanged);
  };
  const lookSoon = () => {
    isChanged = true;
    looking ??= look().finally(() => (looking = null));
  };
  const watcher = watch(folder, lookSoon);
  watcher.on('error', () => undefined);
  const timer = setInterval(lookSoon, lookMs);
  return {
    async stop() {
      watcher.close();
      clearInterval(timer);
      await looking;
      await Promise.all(underWay.values());
      if (broken !== undefined) throw broken;
    },
  };
}

const requestName = /^([\w-]{1,80})\.([a-z0-9._-]{1,80})\.request$/;

async function requestsIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  let seen = 0;
  const entries = await opendir(folder).catch(() => undefined);
  if (entries === undefined) return found;
  for await (const { name } of entries) {
    if (requestName.test(name)) found.push(name);
    if (++seen >= entriesMax) break;
  }
  return found;
}

async function answer(
  folder: string,
  name: string,
  hosts: Hosts,
  signal: AbortSignal,
): Promise<void> {
  const [, id = '', host = ''] = requestName.exec(name) ?? [];
  const request = await readRequest(join(folder, name));
  await rm(join(folder, name), { recursive: true, force: true });
  if (request === undefined)
    return put(folder, `${id}.ended`, '2 a request is a file of at most 1 MiB');
  try {
    const { bytes, stopped } = await hosts.connect(host, request, signal);
    await put(folder, `${id}.answer`, bytes);
    await put(
      folder,
      `${id}.ended`,
      stopped === null ? '0 ' : `1 the host's program was ${stopped}`,
    );
  } catch (error) {
    if (!(error instanceof NoSuchHost)) throw error;
    await put(folder, `${id}.answer`, Buffer.alloc(0));
    await put(folder, `${id}.ended`, `2 ${error.message}`);
  }
}

async function readRequest(path: string): Promise<Uint8Array | undefined> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = await open(path, flags).catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const { size } = await file.stat();
    if (!(await file.stat()).isFile() || size > requestBytesMax) return undefined;
    const bytes = Buffer.alloc(size);
    const { bytesRead } = await file.read(bytes, 0, size, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** A run that has ended takes its folder with it, and needs no answer any more. */
async function put(folder: string, name: string, content: Uint8Array | string): Promise<void> {
  const part = join(folder, `.${name}.part`);
  const line = typeof content === 'string' ? `${content}\n` : content;
  try {
    await writeFile(part, line, { flag: 'wx', mode: 0o644 });
    await rename(part, join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
  }
}
