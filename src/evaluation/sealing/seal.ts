/**
 * Sealing a suite, on its author's machine: every task gets a key of its own, its files are encrypted to it
 * (age, C2SP), and the key is split between two custodians, each half encrypted to one of them. What leaves
 * the machine is ciphertext; the server is given nothing with which it could open it (docs/adr).
 */
import { createHash } from 'node:crypto';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { joinKey, splitKey } from './key-halves.ts';
import { suiteRoot, type SuiteItem } from './manifest.ts';

export interface PlainTask extends Omit<SuiteItem, 'sha256' | 'bytes'> {
  /** The task's folder as one archive. */
  archive: Uint8Array;
}

export interface SealedTask {
  item: SuiteItem;
  ciphertext: Buffer;
  /** Half of the task's key for each custodian, in the order of the recipients. */
  shares: readonly [Buffer, Buffer];
}

export interface SealedSuite {
  root: string;
  tasks: SealedTask[];
}

/** `recipients` are the two custodians' (`age1…`); one person with both would be one custodian. */
export async function sealSuite(
  tasks: readonly PlainTask[],
  recipients: readonly [string, string],
): Promise<SealedSuite> {
  if (recipients[0] === recipients[1]) {
    throw new RangeError('a suite is sealed to two custodians; both recipients are the same');
  }
  const sealed: SealedTask[] = [];
  // One after another: archives are large, and only one is held twice.
  for (const task of tasks) sealed.push(await sealTask(task, recipients));
  return { root: suiteRoot(sealed.map(({ item }) => item)), tasks: sealed };
}

async function sealTask(
  { archive, ...facts }: PlainTask,
  recipients: readonly [string, string],
): Promise<SealedTask> {
  const identity = await generateX25519Identity();
  const ciphertext = await encrypt(archive, await identityToRecipient(identity));
  const [first, second] = splitKey(Buffer.from(identity, 'utf8'));
  const sha256 = createHash('sha256').update(ciphertext).digest('hex');
  return {
    item: { ...facts, sha256, bytes: ciphertext.length },
    ciphertext,
    shares: [await encrypt(first, recipients[0]), await encrypt(second, recipients[1])],
  };
}

/**
 * A custodian's part in an unseal: opens their own half and encrypts it to the runner of this one unseal.
 * On the custodian's machine, with the identity that only they hold.
 */
export async function releaseShare(
  share: Uint8Array,
  custodianIdentity: string,
  runnerRecipient: string,
): Promise<Buffer> {
  return await encrypt(await decrypt(share, custodianIdentity), runnerRecipient);
}

/** The runner's part: both released halves make the task's key, and only then is there a task to read. */
export async function openTask(
  ciphertext: Uint8Array,
  shares: readonly [Uint8Array, Uint8Array],
  runnerIdentity: string,
): Promise<Buffer> {
  const key = joinKey([
    await decrypt(shares[0], runnerIdentity),
    await decrypt(shares[1], runnerIdentity),
  ]);
  return await decrypt(ciphertext, key.toString('utf8'));
}

async function encrypt(plain: Uint8Array, recipient: string): Promise<Buffer> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return Buffer.from(await encrypter.encrypt(plain));
}

async function decrypt(ciphertext: Uint8Array, identity: string): Promise<Buffer> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return Buffer.from(await decrypter.decrypt(ciphertext));
}
