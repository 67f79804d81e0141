/**
 * `suite seal`: on its author's machine, every task under a key of its own, and every key in two halves, one
 * for each custodian. Whoever seals has seen the tasks; nobody else has after this.
 */
import { basename, join, resolve } from 'node:path';
import { inWords, InvalidSuite, readSuite, type Suite, type Task } from '#evaluation/engine';
import { sealSuite, tasksMax, type PlainTask } from '#evaluation/sealing';
import { ArchiveError, bundleLimits, packBundle, readFolder } from '#proof';
import { CliError, exitCodes } from '../command.ts';
import { listed } from '../grant/words.ts';
import { syncFolder, writeNew } from '../guarded-files.ts';
import { counted, visible } from '../terminal-text.ts';
import type { Verb, VerbInput } from '../verbs.ts';
import { checkedRecipient } from './identity.ts';
import { ciphertextBytesMax, newFolder, type Manifest } from './sealed-folder.ts';

export const seal: Verb = {
  usage:
    'seal FOLDER --custodian RECIPIENT --custodian RECIPIENT --version TEXT --out FOLDER [--name NAME]',
  options: {
    custodian: { type: 'string', multiple: true },
    version: { type: 'string' },
    name: { type: 'string' },
    out: { type: 'string' },
  },
  takes: 1,
  async execute(input) {
    const [folder = ''] = input.positionals;
    const [out, version, recipients] = [
      input.required('out'),
      input.required('version'),
      recipientsFrom(input),
    ];
    const name = nameOf(input.option('name') ?? basename(resolve(folder)));
    const plain: PlainTask[] = [];
    for (const task of (await suiteAt(folder)).tasks) plain.push(await plainOf(task));
    const { root, tasks } = await sealSuite(plain, recipients);
    const tooLarge = tasks.find(({ ciphertext }) => ciphertext.length > ciphertextBytesMax);
    if (tooLarge)
      throw invalid(`\`${tooLarge.item.name}\` is more than a server takes of one task`);
    await newFolder(out, 0o755);
    for (const { item, ciphertext } of tasks) {
      writeNew(join(out, `${item.name}.age`), ciphertext, 0o644);
    }
    const shares = tasks.map(({ shares: [first, second] }): [string, string] => [
      first.toString('base64'),
      second.toString('base64'),
    ]);
    const items = tasks.map(({ item }) => item);
    const manifest: Manifest = { name, version, root, items, custody: { recipients, shares } };
    writeNew(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, 0o644);
    syncFolder(out);
    return {
      exitCode: exitCodes.done,
      value: { name, version, root, tasks: items.length, folder: out },
      text: listed([
        ['sealed', `${counted(items.length)} tasks of ${name} ${version}, in ${out}`],
        ['root', root],
        ...recipients.map((recipient): [string, string] => ['custodian', recipient]),
      ]).join('\n'),
    };
  },
};

const invalid = (detail: string) => new CliError(exitCodes.invalidInput, detail);

function recipientsFrom(input: VerbInput): [string, string] {
  const [first, second, ...more] = input
    .options('custodian')
    .map((each) => checkedRecipient(each, 'custodian'));
  if (first === undefined || second === undefined || more.length > 0) {
    throw invalid('give `--custodian` twice: a suite is sealed to two people');
  }
  if (first !== second) return [first, second];
  throw new CliError(
    exitCodes.refused,
    'both custodians are the same; one person with both halves would be one custodian',
  );
}

function nameOf(given: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,63}$/.test(given)) return given;
  throw invalid('give a name like `cyber-review` with `--name`: small letters, digits, hyphens');
}

async function suiteAt(path: string): Promise<Suite> {
  try {
    const suite = await readSuite(path);
    if (suite.tasks.length <= tasksMax) return suite;
    throw invalid(`a sealed suite has at most ${tasksMax} tasks`);
  } catch (error) {
    if (!(error instanceof InvalidSuite)) throw error;
    const faults = error.faults.map((fault) => `\n  ${visible(inWords(fault))}`).join('');
    throw new CliError(exitCodes.invalidInput, `this is no suite:${faults}`, { cause: error });
  }
}

async function plainOf(task: Task): Promise<PlainTask> {
  const { name, cluster, family, difficulty, humanMinutes } = task;
  try {
    const archive = packBundle(await readFolder(task.folder, bundleLimits));
    return { name, cluster, family, difficulty, humanMinutes, archive };
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    throw new CliError(exitCodes.invalidInput, `\`${name}\`: ${error.message}`, { cause: error });
  }
}
