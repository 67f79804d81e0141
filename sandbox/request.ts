/**
 * What a run request must look like before the supervisor acts on it. The client is ours, but it
 * carries strings that came from a stranger's bundle, and this process is root: so every path,
 * number and length is checked again here, and a request that is wrong is answered with what is
 * wrong, never tried.
 */
import { posix } from 'node:path';

export type Tier = 'bubblewrap' | 'gvisor';

export interface Mount {
  host: string;
  inside: string;
  access: 'read' | 'write';
}

export interface RunLimits {
  wallMs: number;
  cpuMs: number;
  memoryBytes: number;
  processesMax: number;
  diskBytes: number;
  outputBytes: number;
}

export interface RunRequest {
  tier: Tier;
  argv: string[];
  cwd: string;
  env: Record<string, string>;
  mounts: Mount[];
  limits: RunLimits;
  channelFd: number | null;
}

/** The request cannot be carried out as asked; trying again changes nothing. */
export class RequestRefused extends Error {}

const limitRanges: Record<keyof RunLimits, [min: number, max: number]> = {
  wallMs: [1, 3_600_000],
  cpuMs: [1, 3_600_000],
  memoryBytes: [1024 * 1024, 64 * 1024 ** 3],
  processesMax: [1, 4096],
  diskBytes: [64 * 1024, 64 * 1024 ** 3],
  outputBytes: [0, 64 * 1024 * 1024],
};

const mountsMax = 64;
const argumentsMax = 4096;
const variablesMax = 1024;
/** Linux refuses any single argument or variable of 128 KiB or more. */
const stringBytesMax = 131_071;
/** The command's own three come first; above nine, a plain shell cannot redirect. */
const channelFds = { min: 3, max: 9 };

/** Places inside that the sandbox itself fills; a mount over them would undo a wall. */
const reservedInside = ['/', '/proc', '/dev', '/sys', '/usr', '/lib', '/lib64', '/bin', '/sbin'];

/** Shape `RunRequest` of `src/platform/sandbox/run.ts`; throws `RequestRefused` naming the field. */
export function parseRunRequest(body: Record<string, unknown>): RunRequest {
  const tier = body.tier;
  if (tier !== 'bubblewrap' && tier !== 'gvisor') {
    throw new RequestRefused('`tier` must be `bubblewrap` or `gvisor`');
  }
  const argv = strings(body.argv, 'argv', argumentsMax);
  absolute(argv[0], 'argv[0]');
  const cwd = absolute(body.cwd, 'cwd');
  return {
    tier,
    argv,
    cwd,
    env: parseEnv(body.env),
    mounts: parseMounts(body.mounts),
    limits: parseLimits(body.limits),
    channelFd: parseChannelFd(body.channelFd),
  };
}

function parseEnv(value: unknown): Record<string, string> {
  const entries = Object.entries(record(value, 'env'));
  if (entries.length > variablesMax) {
    throw new RequestRefused(`\`env\` holds more than ${variablesMax} variables`);
  }
  const env: Record<string, string> = {};
  for (const [name, content] of entries) {
    if (name === '' || name.includes('=')) {
      throw new RequestRefused(`\`env\` holds a variable named \`${name}\``);
    }
    env[text(name, 'env')] = text(content, `env.${name}`);
  }
  return env;
}

function parseMounts(value: unknown): Mount[] {
  if (!Array.isArray(value) || value.length > mountsMax) {
    throw new RequestRefused(`\`mounts\` must be a list of at most ${mountsMax}`);
  }
  const seen = new Set<string>();
  return value.map((entry: unknown, index) => {
    const field = `mounts[${index}]`;
    const { host, inside, access } = record(entry, field);
    if (access !== 'read' && access !== 'write') {
      throw new RequestRefused(`\`${field}.access\` must be \`read\` or \`write\``);
    }
    const place = absolute(inside, `${field}.inside`);
    const isReserved = reservedInside.includes(place) || /^\/(proc|dev|sys)\//.test(place);
    if (isReserved || seen.has(place)) {
      throw new RequestRefused(`\`${field}.inside\` cannot be \`${place}\`; choose another place`);
    }
    seen.add(place);
    return { host: absolute(host, `${field}.host`), inside: place, access };
  });
}

function parseLimits(value: unknown): RunLimits {
  const given = record(value, 'limits');
  const limits: Partial<RunLimits> = {};
  for (const name of Object.keys(limitRanges) as (keyof RunLimits)[]) {
    const [min, max] = limitRanges[name];
    const amount = given[name];
    if (!Number.isSafeInteger(amount) || (amount as number) < min || (amount as number) > max) {
      throw new RequestRefused(`\`limits.${name}\` must be a whole number from ${min} to ${max}`);
    }
    limits[name] = amount as number;
  }
  return limits as RunLimits;
}

function parseChannelFd(value: unknown): number | null {
  if (value === undefined || value === null) return null;
  const { min, max } = channelFds;
  if (!Number.isInteger(value) || (value as number) < min || (value as number) > max) {
    throw new RequestRefused(`\`channelFd\` must be from ${min} to ${max}`);
  }
  return value as number;
}

function record(value: unknown, field: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RequestRefused(`\`${field}\` must be an object`);
  }
  return value as Record<string, unknown>;
}

function strings(value: unknown, field: string, countMax: number): string[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > countMax) {
    throw new RequestRefused(`\`${field}\` must be a list of 1 to ${countMax} strings`);
  }
  return value.map((entry, index) => text(entry, `${field}[${index}]`));
}

function text(value: unknown, field: string): string {
  if (typeof value !== 'string' || value.includes('\0')) {
    throw new RequestRefused(`\`${field}\` must be a string without NUL`);
  }
  if (Buffer.byteLength(value) > stringBytesMax) {
    throw new RequestRefused(`\`${field}\` is longer than ${stringBytesMax} bytes`);
  }
  return value;
}

/** A normal absolute path: no `..`, no double slash, so that what is checked is what is used. */
function absolute(value: unknown, field: string): string {
  const path = text(value, field);
  const isNormal = posix.isAbsolute(path) && posix.normalize(path) === path;
  if (!isNormal || (path.length > 1 && path.endsWith('/')) || path.length > 4095) {
    throw new RequestRefused(
      `\`${field}\` must be a normal absolute path, not \`${path.slice(0, 80)}\``,
    );
  }
  return path;
}
