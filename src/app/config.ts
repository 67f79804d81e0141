/**
 * The installation's configuration: one object, read once, complete or refused. Secrets come from files
 * and the environment, never from arguments, which every user of the host can list.
 */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseWitnesses, type Witness } from '#platform/ledger';
import { TlogError } from '#standards/tlog';

export interface Config {
  /** Shown in the header and on receipts. */
  name: string;
  dataDir: string;
  /** Outside the data folder, so that a copy of the data opens nothing. */
  keysDir: string;
  /** A PostgreSQL of yours; without it the embedded one is used. */
  databaseUrl: string | undefined;
  host: string;
  port: number;
  /** Local sign-in by choosing a person. Refused unless `host` is loopback. */
  dev: boolean;
  /** Real time times this; above 1 only in a demonstration. */
  clockFactor: number;
  /** Reports that may wait for validation; then intake is full. */
  intakeWaitingMax: number;
  /** On the intake page and every receipt. No protection is promised unless the owner's lawyers say so. */
  legalBasis: string;
  whoMayRead: string;
  /** A person an operator can call. */
  contact: { name: string; telephone: string };
  /** Which sandbox tier proofs get: any that holds, or only one that does not share the host's kernel. */
  tierPolicy: 'any' | 'not-shared-kernel';
  /** Namespace URL of the published documents; its owner's, not ours. Its host stands in logs' origins. */
  publisherUrl: string;
  /** Who cosigns the logs' checkpoints. The file is kept by name too: the workers read it themselves. */
  witnesses: readonly Witness[];
  witnessesFile: string | undefined;
  /** Terms, procedures, criteria and tiers that this installation puts forward. */
  documentsDir: string;
}

export const packageRoot = fileURLToPath(new URL('../../', import.meta.url));

const defaultLegalBasis =
  'No protection promised. This installation gives no legal protection, no safe harbour and no promise of confidentiality under any law; it keeps what you send sealed and shows you who opened it.';

const defaultWhoMayRead =
  'Your report is sealed when it arrives. Your own organisation, the coordinators of this installation and its automatic validator may open it; each opening is written to your ledger with name, time and purpose.';

export function readConfig(given: Partial<Config>, env: NodeJS.ProcessEnv = process.env): Config {
  const dataDir = resolve(given.dataDir ?? env['SALLYPORT_DATA'] ?? '.sallyport/data');
  const config: Config = {
    name: env['SALLYPORT_NAME'] ?? 'Sallyport',
    keysDir: resolve(env['SALLYPORT_KEYS'] ?? keysBeside(dataDir)),
    databaseUrl: env['DATABASE_URL'],
    host: env['SALLYPORT_HOST'] ?? '127.0.0.1',
    port: 8440,
    dev: false,
    clockFactor: 1,
    intakeWaitingMax: 250_000,
    legalBasis: env['SALLYPORT_LEGAL_BASIS'] ?? defaultLegalBasis,
    whoMayRead: env['SALLYPORT_WHO_MAY_READ'] ?? defaultWhoMayRead,
    contact: {
      name: env['SALLYPORT_CONTACT_NAME'] ?? 'No contact is set for this installation',
      telephone: env['SALLYPORT_CONTACT_TELEPHONE'] ?? '',
    },
    tierPolicy: env['SALLYPORT_TIER'] === 'not-shared-kernel' ? 'not-shared-kernel' : 'any',
    publisherUrl: env['SALLYPORT_PUBLISHER_URL'] ?? 'https://sallyport.example',
    witnesses: readWitnesses(env['SALLYPORT_WITNESSES']),
    witnessesFile: env['SALLYPORT_WITNESSES'] && resolve(env['SALLYPORT_WITNESSES']),
    documentsDir: resolve(env['SALLYPORT_DOCUMENTS'] ?? join(packageRoot, 'documents')),
    ...given,
    dataDir,
  };
  return checked(config, env);
}

/** `x/data` keeps its keys in `x/keys`; any other folder keeps them in the user's own configuration. */
function keysBeside(dataDir: string): string {
  if (dataDir.endsWith('/data')) return join(dataDir, '..', 'keys');
  return join(homedir(), '.config', 'sallyport', dataDir.replaceAll('/', '-').replace(/^-/, ''));
}

function readWitnesses(file: string | undefined): Witness[] {
  if (file === undefined) return [];
  try {
    return parseWitnesses(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof TlogError ? error.message : 'it cannot be read';
    throw new Error(`\`SALLYPORT_WITNESSES\` names \`${file}\`: ${reason}`, { cause: error });
  }
}

function checked(config: Config, env: NodeJS.ProcessEnv): Config {
  if (config.dev && !['127.0.0.1', '::1', 'localhost'].includes(config.host)) {
    throw new Error(
      '`--dev` lets anyone sign in as anyone, so it listens on loopback only; leave `SALLYPORT_HOST` unset',
    );
  }
  if (config.keysDir === config.dataDir || config.keysDir.startsWith(`${config.dataDir}/`)) {
    throw new Error(
      'the root keys must not lie in the data folder; set `SALLYPORT_KEYS` to a folder outside it',
    );
  }
  if (!['any', 'not-shared-kernel', undefined].includes(env['SALLYPORT_TIER'])) {
    throw new Error('`SALLYPORT_TIER` is `any` or `not-shared-kernel`');
  }
  if (!URL.canParse(config.publisherUrl) || new URL(config.publisherUrl).host === '') {
    throw new Error('`SALLYPORT_PUBLISHER_URL` is an address such as `https://desk.example`');
  }
  if (config.clockFactor !== 1 && !config.dev)
    throw new Error('a fast clock is for demonstrations; use it with `--dev`');
  return config;
}
