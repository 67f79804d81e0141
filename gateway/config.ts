/**
 * `gateway.json`: what the developer tells its gateway. Paths are relative to the file. Secrets are
 * never in it, only the files that hold them; a file of secrets that others may read is refused.
 */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { noteKey, parseVkey } from '#standards/tlog';
import { endpoint, faultOfRosters, sides, surfaceName, type Rosters } from '#gateway';
import type { GatewayOptions } from './gateway.ts';

const vkey = z.string().max(500);
const file = z.string().min(1).max(1000);
const party = z.strictObject({
  organisation: z.string().min(1).max(200),
  approvers: z
    .array(z.strictObject({ person: z.string().min(1).max(200), key: vkey }))
    .min(2)
    .max(100),
});

const config = z.strictObject({
  submission: z.string().min(1).max(64),
  /** Where the log is kept. */
  data: file,
  /** The log’s name and the file of its signing key (PKCS #8 PEM, Ed25519). */
  log: z.strictObject({ origin: z.string().min(1).max(200), key: file }),
  parties: z.strictObject({ developer: party, evaluator: party }),
  /** Where partners may be: what a surface is called, and all that is on it. */
  surfaces: z.record(surfaceName, z.array(endpoint).min(1).max(50)).default({}),
  /** One of each side; both must sign. */
  witnesses: z.strictObject({
    developer: z.strictObject({ key: vkey, url: z.url() }),
    evaluator: z.strictObject({ key: vkey, url: z.url() }),
  }),
  readers: z
    .array(z.string().regex(/^[0-9a-f]{64}$/))
    .max(20)
    .default([]),
  listen: z.strictObject({
    host: z.string().default('127.0.0.1'),
    port: z.int().min(0).max(65_535),
    key: file,
    cert: file,
  }),
  upstream: z.strictObject({
    url: z.url(),
    credential: z.strictObject({ header: z.enum(['authorization', 'x-api-key']), file }).optional(),
    certificate: z.strictObject({ cert: file, key: file, ca: file }).optional(),
  }),
  statusPort: z.int().min(0).max(65_535).default(8450),
});

/** Thrown with a message that names the member and the mend. */
export class ConfigFault extends Error {}

export function readGatewayConfig(path: string, version: string): GatewayOptions {
  const read = parse(path);
  const at = (name: string) => resolve(dirname(path), name);
  const rosters = rostersOf(read.parties);
  const signing = createPrivateKey(secret(at(read.log.key)));
  const { certificate, credential, url } = read.upstream;
  if (credential !== undefined) secret(at(credential.file));
  return {
    folder: at(read.data),
    submission: read.submission,
    version,
    rosters,
    surfaces: new Map(Object.entries(read.surfaces)),
    signer: { key: noteKey(read.log.origin, createPublicKey(signing)), privateKey: signing },
    witnesses: sides.map((side) => ({
      key: parseVkey(read.witnesses[side].key),
      url: read.witnesses[side].url,
    })),
    readers: read.readers,
    upstream: {
      url,
      ...(credential && { credential: { header: credential.header, file: at(credential.file) } }),
      ...(certificate && {
        certificate: {
          cert: at(certificate.cert),
          key: at(certificate.key),
          ca: at(certificate.ca),
        },
      }),
    },
    listen: { host: read.listen.host, port: read.listen.port },
    tls: { key: secret(at(read.listen.key)), cert: readFileSync(at(read.listen.cert), 'utf8') },
    statusPort: read.statusPort,
  };
}

function parse(path: string): z.output<typeof config> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new ConfigFault(`\`${path}\` cannot be read as JSON: ${(error as Error).message}`);
  }
  const parsed = config.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ConfigFault(
    `\`${path}\`: \`/${(issue?.path ?? []).map(String).join('/')}\`: ${issue?.message ?? 'does not fit'}`,
  );
}

function rostersOf(parties: z.output<typeof config>['parties']): Rosters {
  const roster = ({ organisation, approvers }: z.output<typeof party>) => ({
    organisation,
    approvers: approvers.map(({ person, key }) => ({ person, key: parseVkey(key) })),
  });
  const rosters = { developer: roster(parties.developer), evaluator: roster(parties.evaluator) };
  const fault = faultOfRosters(rosters);
  if (fault !== undefined) throw new ConfigFault(`\`/parties\`: ${fault}`);
  return rosters;
}

function secret(path: string): string {
  if ((statSync(path).mode & 0o077) !== 0) {
    throw new ConfigFault(`\`${path}\` can be read by others; run \`chmod 600 ${path}\``);
  }
  return readFileSync(path, 'utf8');
}
