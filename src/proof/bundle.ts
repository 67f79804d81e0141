/**
 * A report bundle: `report.json` and the files it names (DESIGN, Report bundle). Its digest is over
 * paths and contents, so a folder and any packing of it are one bundle, and evidence about one is
 * evidence about the other.
 */
import { gzipSync } from 'node:zlib';
import canonicalize from 'canonicalize';
import {
  bundleLimits,
  readFolder,
  unpackBytes,
  unpackStream,
  type ArchiveLimits,
  type Files,
} from './archive.ts';
import { sha256Hex } from './digest.ts';
import { findingsIn, type Finding } from './rules.ts';
import { reportSchema, type Report } from './schema.ts';
import { ArchiveError } from './tar-header.ts';
import { writeTar } from './tar-writer.ts';

export interface Bundle {
  report: Report;
  /** Every file by its path in the bundle, `report.json` included. */
  files: ReadonlyMap<string, Uint8Array>;
  /** SHA-256, hex, of the RFC 8785 form of `[[path, sha256 hex], …]` sorted by path in UTF-16. */
  sha256: string;
}

/** A bundle that is not one: every field at fault and its mend. */
export class InvalidBundle extends Error {
  override readonly name = 'InvalidBundle';
  readonly findings: readonly Finding[];
  constructor(findings: readonly Finding[]) {
    const [first] = findings;
    const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
    super(
      `${first === undefined || first.pointer === '' ? 'bundle' : `\`${first.pointer}\``}: ${first?.detail ?? 'invalid'}${more}`,
    );
    this.findings = findings;
  }
}

export type BundleSource =
  | { kind: 'bytes'; bytes: Uint8Array }
  | { kind: 'stream'; stream: AsyncIterable<Uint8Array> }
  | { kind: 'folder'; path: string };

const reportBytesMax = 1024 * 1024;
const nestingMax = 64;
const findingsMax = 50;

/** Reads and checks a bundle from anywhere. Throws `InvalidBundle`. */
export async function readBundle(
  source: BundleSource,
  limits: ArchiveLimits = bundleLimits,
): Promise<Bundle> {
  if (source.kind === 'bytes') return readBundleBytes(source.bytes, limits);
  try {
    return bundleOf(
      source.kind === 'folder'
        ? await readFolder(source.path, limits)
        : await unpackStream(source.stream, limits),
    );
  } catch (error) {
    throw asInvalid(error);
  }
}

/** The same for a `.tar.gz` in memory, without waiting: for the intake request. */
export function readBundleBytes(bytes: Uint8Array, limits: ArchiveLimits = bundleLimits): Bundle {
  try {
    return bundleOf(unpackBytes(bytes, limits));
  } catch (error) {
    throw asInvalid(error);
  }
}

/** Packs files as a `.tar.gz`: equal files give equal bytes with one zlib, and one digest with any. */
export function packBundle(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return gzipSync(writeTar(sorted.map(([path, bytes]) => ({ path, bytes }))), { level: 9 });
}

function bundleOf(files: Files): Bundle {
  const written = files.get('report.json');
  if (written === undefined) {
    throw new InvalidBundle([
      { pointer: '', detail: 'the bundle has no `report.json` at its top; add it' },
    ]);
  }
  const report = readReport(written, new Set(files.keys()));
  return { report, files, sha256: digestOf(files) };
}

/** Reads `report.json` alone; `paths` are the bundle's files. Throws `InvalidBundle`. */
export function readReport(bytes: Uint8Array, paths: ReadonlySet<string>): Report {
  const document = parseJson(bytes);
  const isSingle = isRecord(document) && isRecord(document['benign']);
  const wrapped = isSingle ? { ...document, benign: [document['benign']] } : document;
  const result = reportSchema.safeParse(wrapped);
  if (!result.success) {
    const findings = result.error.issues.slice(0, findingsMax).flatMap(findingsOf);
    throw new InvalidBundle(isSingle ? findings.map(unwrapped) : findings);
  }
  const findings = findingsIn(result.data, paths).slice(0, findingsMax);
  if (findings.length > 0) throw new InvalidBundle(isSingle ? findings.map(unwrapped) : findings);
  return result.data;
}

/** DESIGN speaks of one benign input, and most bundles have one: it may be written without a list. */
function unwrapped(finding: Finding): Finding {
  return { ...finding, pointer: finding.pointer.replace(/^\/benign\/0/, '/benign') };
}

interface Issue {
  code?: string | undefined;
  path: PropertyKey[];
  message: string;
  keys?: string[];
}

function findingsOf(issue: Issue): Finding[] {
  const pointer = pointerOf(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return (issue.keys ?? []).map((key) => ({
      pointer: `${pointer}${pointerOf([key])}`,
      detail: 'no such field; correct its name, or remove it',
    }));
  }
  return [{ pointer, detail: issue.message }];
}

function pointerOf(path: PropertyKey[]): string {
  return path
    .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

function parseJson(bytes: Uint8Array): unknown {
  const refuse = (detail: string) =>
    new InvalidBundle([{ pointer: '', detail: `\`report.json\` ${detail}` }]);
  if (bytes.length > reportBytesMax)
    throw refuse('is larger than 1 MiB; move long text into files');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refuse('is not UTF-8; save it as UTF-8');
  }
  if (nestingOf(text) > nestingMax) throw refuse(`nests deeper than ${nestingMax}; flatten it`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refuse(`is not JSON: ${(error as Error).message}`);
  }
}

/** Deepest nesting, before any recursive reader meets it. */
function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === 0x5c) index++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x5b || code === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x5d || code === 0x7d) depth--;
  }
  return deepest;
}

function digestOf(files: Files): string {
  const manifest = [...files].map(([path, bytes]) => [path, sha256Hex(bytes)] as const);
  manifest.sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256Hex(canonicalize(manifest) as string);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asInvalid(error: unknown): unknown {
  if (!(error instanceof ArchiveError)) return error;
  return new InvalidBundle([{ pointer: '', detail: error.message }]);
}
