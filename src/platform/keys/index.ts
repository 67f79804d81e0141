/**
 * Root keys: one file of 32 random bytes a zone, outside the data folder, so that a copied data
 * folder or backup opens nothing (DESIGN, Four mechanisms 3). From a root key come, by HKDF, the key
 * that wraps compartment keys and the password of the zone's database role, so neither is stored.
 */
import { createPrivateKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Zone } from './zone.ts';

export { zones, type Zone } from './zone.ts';

const rootBytes = 32;

export interface ZoneKeys {
  zone: Zone;
  /** Wraps compartment keys; 32 bytes. Never leaves the process. */
  wrapping: Buffer;
  /** The zone's database role logs in with this. */
  databasePassword: string;
  /** Ed25519: signs this zone's receipts, evidence and publications. */
  signing: KeyObject;
  /** Ed25519: signs checkpoints of this zone's logs and nothing else. */
  checkpointSigning: KeyObject;
  /** Ed25519: proves to gateways that this installation reads their logs (mutual TLS). */
  reader: KeyObject;
  /** Turns a log's name into the opaque id it has outside; 32 bytes. */
  logNaming: Buffer;
}

/**
 * Reads a zone's keys from `folder`, making them on first use. Refuses a file that others may read:
 * a root key that leaked once protects nothing.
 */
export function openZoneKeys(folder: string, zone: Zone): ZoneKeys {
  const file = join(folder, `${zone}.key`);
  if (!existsSync(file)) makeRootKey(folder, file);
  if ((statSync(file).mode & 0o077) !== 0) {
    throw new Error(`the root key \`${file}\` can be read by others; run \`chmod 600 ${file}\``);
  }
  const text = readFileSync(file, 'utf8').trim();
  const root = Buffer.from(text, 'base64');
  // Node skips what is not base64, so a damaged file could still give 32 bytes: others than it was made of.
  if (root.length !== rootBytes || root.toString('base64') !== text) {
    throw new Error(
      `the root key \`${file}\` is damaged: it must hold ${rootBytes} bytes in base64`,
    );
  }
  return deriveZoneKeys(zone, root);
}

/** The keys that follow from a root; exported for tests and for restoring from a paper backup. */
export function deriveZoneKeys(zone: Zone, root: Uint8Array): ZoneKeys {
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', root, new Uint8Array(), `sallyport/v1/${zone}/${purpose}`, 32));
  return {
    zone,
    wrapping: derive('wrapping'),
    databasePassword: derive('database-role').toString('base64url'),
    signing: ed25519FromSeed(derive('signing')),
    checkpointSigning: ed25519FromSeed(derive('checkpoint')),
    reader: ed25519FromSeed(derive('reader')),
    logNaming: derive('log-naming'),
  };
}

function makeRootKey(folder: string, file: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  // Written aside and linked into place: two first starts agree on one key, and a crash leaves none half-written.
  const aside = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(aside, `${randomBytes(rootBytes).toString('base64')}\n`, {
    mode: 0o600,
    flush: true,
  });
  try {
    linkSync(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside);
  }
}

function ed25519FromSeed(seed: Uint8Array): KeyObject {
  // RFC 8410 §7: the fixed DER head of a PKCS #8 Ed25519 private key, then the 32-byte seed.
  const head = Buffer.from('302e020100300506032b657004220420', 'hex');
  return createPrivateKey({ key: Buffer.concat([head, seed]), format: 'der', type: 'pkcs8' });
}
