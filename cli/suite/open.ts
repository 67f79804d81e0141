/**
 * `suite open`: the runner's part. Joins both custodians' halves and writes the tasks as a suite that
 * `sallyport evaluate` runs; from files, or from a server, which records each task that is fetched.
 */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openTask, type SuiteItem } from '#evaluation/sealing';
import { ArchiveError, bundleLimits, unpackBytes, type ArchiveLimits } from '#proof';
import { CliError, exitCodes } from '../command.ts';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { listed } from '../grant/words.ts';
import { writeNew } from '../guarded-files.ts';
import { ask, call, notOurs, problemOf, serverOptions, type Server } from '../server.ts';
import { counted } from '../terminal-text.ts';
import type { Verb, VerbInput } from '../verbs.ts';
import { readIdentity } from './identity.ts';
import { isUnsealId, suitePath, suiteView, unsealPath, unsealView } from './on-server.ts';
import {
  ciphertextBytesMax,
  committed,
  itemsNamed,
  newFolder,
  readCiphertext,
  readManifest,
} from './sealed-folder.ts';
import { readShares, type Shares } from './share.ts';

/** What a runner needs of one task. */
interface Sealed {
  item: SuiteItem;
  ciphertext: Buffer;
  shares: [Buffer, Buffer];
}

const fetchMsMax = 300_000;
/** Zeros may be packed a thousandfold: what a task holds was committed to, and its size is bounded still. */
const taskLimits: ArchiveLimits = {
  ...bundleLimits,
  packedBytesMax: ciphertextBytesMax,
  ratioMax: 2000,
};
/** A ciphertext and two halves, each far below a kilobyte. */
const fetchedBytesMax = ciphertextBytesMax + 1024 * 1024;
const fetchedLimits: ArchiveLimits = {
  ...taskLimits,
  packedBytesMax: fetchedBytesMax,
  unpackedBytesMax: fetchedBytesMax,
};

export const open: Verb = {
  usage: `open SEALED --share FILE --share FILE --key FILE --out FOLDER [--task NAME]… | UNSEAL --key FILE --purpose TEXT --out FOLDER [--task NAME]… ${onServerUsage}`,
  options: {
    ...serverOptions,
    share: { type: 'string', multiple: true },
    key: { type: 'string' },
    purpose: { type: 'string' },
    task: { type: 'string', multiple: true },
    out: { type: 'string' },
  },
  takes: 1,
  async execute(input) {
    const [given = ''] = input.positionals;
    const out = input.required('out');
    const { secret, recipient } = await readIdentity(input.required('key'));
    const sealed = isUnsealId(given)
      ? fetched(input, given, recipient)
      : inFolder(input, given, recipient);
    const opened: string[] = [];
    for await (const task of sealed) {
      const files = await filesOf(task, secret);
      // The first that opens makes the folder: where nothing opens, nothing is left.
      if (opened.length === 0) await newFolder(out, 0o700);
      for (const [path, bytes] of files) {
        const place = join(out, task.item.name, path);
        mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
        writeNew(place, bytes, 0o600);
      }
      opened.push(task.item.name);
    }
    return {
      exitCode: exitCodes.done,
      value: { tasks: opened, folder: out },
      text: listed([['opened', `${counted(opened.length)} tasks, in ${out}`]]).join('\n'),
    };
  },
};

function* inFolder(input: VerbInput, folder: string, runner: string): Generator<Sealed> {
  const { root, items, custody } = readManifest(folder);
  const files = input.options('share').map(readShares);
  const [first, second] = custody.recipients.map((recipient) =>
    files.find(({ custodian }) => custodian === recipient),
  );
  if (files.length !== 2 || first === undefined || second === undefined) {
    throw refused('give `--share` twice, one file of each of the suite’s two custodians');
  }
  if (files.some((file) => file.root !== root)) throw refused('these halves are of another suite');
  if (files.some(({ recipient }) => recipient !== runner)) {
    throw refused('these halves were released to another runner than this key');
  }
  const halfIn = (file: Shares, task: string) => {
    const half = file.shares.find((each) => each.task === task);
    return half === undefined ? undefined : Buffer.from(half.share, 'base64');
  };
  const names = input.options('task');
  let opened = 0;
  for (const item of itemsNamed(items, names)) {
    const [one, other] = [halfIn(first, item.name), halfIn(second, item.name)];
    // Without names, what both released is meant.
    if (one === undefined || other === undefined) {
      if (names.length === 0) continue;
      throw refused(`\`${item.name}\` was not released by both custodians`);
    }
    yield { item, ciphertext: readCiphertext(folder, item), shares: [one, other] };
    opened += 1;
  }
  if (opened === 0) throw refused('no task was released by both custodians');
}

async function* fetched(input: VerbInput, id: string, runner: string): AsyncGenerator<Sealed> {
  const purpose = input.required('purpose');
  const server = serverFrom(input);
  const asked = await call(server, unsealView, { method: 'GET', path: unsealPath(id) });
  if (asked.recipient !== runner) {
    throw refused('these halves were released to another runner than this key');
  }
  const path = suitePath(asked.suiteId);
  const items = (await call(server, suiteView, { method: 'GET', path })).tasks.map(
    ({ item }) => item,
  );
  const names = input.options('task');
  for (const item of itemsNamed(items, names.length === 0 ? asked.tasks : names)) {
    yield { item, ...(await fetchTask(server, id, item, purpose)) };
  }
}

async function fetchTask(server: Server, id: string, item: SuiteItem, purpose: string) {
  const query = new URLSearchParams({ purpose }).toString();
  const answer = await ask(server, {
    method: 'GET',
    path: `${unsealPath(id, `/tasks/${encodeURIComponent(item.name)}`)}?${query}`,
    msMax: fetchMsMax,
    answerBytesMax: fetchedBytesMax,
  });
  if (answer.status !== 200) throw problemOf(server, answer);
  const files = unpacked(answer.bytes, fetchedLimits) ?? new Map<string, Uint8Array>();
  const [ciphertext, first, second] = ['task.age', 'share-1.age', 'share-2.age'].map((name) => {
    const bytes = files.get(name);
    if (bytes === undefined) throw notOurs(server, answer.status);
    return Buffer.from(bytes);
  }) as [Buffer, Buffer, Buffer];
  const shares: [Buffer, Buffer] = [first, second];
  return { ciphertext: committed(ciphertext, item, server.url), shares };
}

async function filesOf(
  { item, ciphertext, shares }: Sealed,
  secret: string,
): Promise<Map<string, Uint8Array>> {
  let archive: Buffer;
  try {
    archive = await openTask(ciphertext, shares, secret);
  } catch (error) {
    throw new CliError(
      exitCodes.refused,
      `the two halves do not open \`${item.name}\`; ask both custodians to release it anew`,
      { cause: error },
    );
  }
  const files = unpacked(archive, taskLimits);
  if (files !== undefined) return files;
  throw new CliError(exitCodes.failed, `\`${item.name}\` opened, and is no archive of a task`);
}

/** Undefined for what is no archive: a task's author is not trusted with where its files go. */
function unpacked(bytes: Buffer, limits: ArchiveLimits): Map<string, Uint8Array> | undefined {
  try {
    return unpackBytes(bytes, limits);
  } catch (error) {
    if (error instanceof ArchiveError) return undefined;
    throw error;
  }
}

const refused = (detail: string) => new CliError(exitCodes.refused, detail);
