/**
 * Fetching: the one step with a network, and it only downloads. No package code runs, no credential
 * is sent, and nothing is kept whose digest is not the one the bundle pins. Where a bundle names a
 * package only by purl, the host's own registry settings say where it is (`registries.ts`).
 */
import { buildPurl, parsePurl } from '#standards/purl';
import { hasIntegrity, sha256Hex } from './digest.ts';
import type { PinnedPackage, Report } from './schema.ts';
import { StepFailed, type Stage } from './step.ts';
import { writeInto } from './workspace.ts';

/** How bytes come from outside. `fetchBytes` refuses inward addresses, redirects to them included. */
export interface Fetching {
  fetchBytes(url: string, bytesMax: number, signal: AbortSignal): Promise<Uint8Array>;
  /** Addresses at which a registry may keep the file of `purl` with this digest, likeliest first. */
  locate(purl: string, integrity: string, signal: AbortSignal): Promise<string[]>;
  /** The digest a registry states for a version that a person named, where it states one. */
  pin(purl: string): Promise<string | undefined>;
}

export type ArtefactFormat = 'tar' | 'wheel';

/** Fetched and checked, not yet unpacked. */
export interface Artefact {
  /** The canonical purl, or `source`. */
  name: string;
  sha256: string;
  /** One each, below the proof's archive folder; a Debian source package has several. */
  files: { path: string; fileName: string; format: ArtefactFormat }[];
  /** A folder of the bundle that is the source: contents, not an archive. */
  contents?: [path: string, bytes: Uint8Array][];
}

const artefactBytesMax = 128 * 1024 * 1024;
/** Downloads at a time. */
const downloadsMax = 4;

type Pinned = Pick<PinnedPackage, 'purl' | 'integrity' | 'url' | 'file'>;

/** The target as reported. Throws `StepFailed`. */
export async function fetchTarget(stage: Stage, target: Report['target']): Promise<Artefact> {
  const { source } = target;
  if (source === undefined) return fetchPackage(stage, target as Pinned);
  if (source.folder !== undefined) return folderOf(stage, source.folder);
  const bytes =
    source.file === undefined
      ? await download(stage, source.url as string)
      : bundled(stage, source.file);
  if (source.sha256 !== undefined && sha256Hex(bytes) !== source.sha256)
    throw wrongDigest('the source', sha256Hex(bytes));
  return keep(stage, 'source', [[fileNameOf(source.file ?? (source.url as string)), bytes]]);
}

/**
 * One package, by file, by address, or by purl alone; once a proof, however many trees need it.
 * Throws `StepFailed`.
 */
export function fetchPackage(stage: Stage, pinned: Pinned): Promise<Artefact> {
  const key = `${pinned.purl} ${pinned.integrity} ${pinned.file ?? ''}`;
  const fetched = stage.artefacts.get(key) ?? fetchNew(stage, pinned);
  stage.artefacts.set(key, fetched);
  return fetched;
}

/** Packages in their order, a few at a time. Throws `StepFailed`. */
export async function fetchPackages(
  stage: Stage,
  packages: readonly Pinned[],
): Promise<Artefact[]> {
  const fetched: Artefact[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < packages.length; index = next++) {
      fetched[index] = await fetchPackage(stage, packages[index] as Pinned);
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: downloadsMax }, worker));
  for (const result of workers) if (result.status === 'rejected') throw result.reason;
  return fetched;
}

async function fetchNew(stage: Stage, pinned: Pinned): Promise<Artefact> {
  const purl = parsePurl(pinned.purl);
  const name = buildPurl(purl);
  const { url, bytes } = await bytesOf(stage, pinned);
  if (!hasIntegrity(bytes, pinned.integrity)) throw wrongDigest(`\`${name}\``, sha256Hex(bytes));
  const fileName = fileNameOf(pinned.file ?? url);
  if (purl.type !== 'deb') return keep(stage, name, [[fileName, bytes]]);
  const parts: [string, Uint8Array][] = [];
  for (const part of partsOfDsc(bytes)) {
    const body = await download(stage, new URL(part.fileName, url).href);
    if (sha256Hex(body) !== part.sha256) throw wrongDigest(`\`${part.fileName}\``, sha256Hex(body));
    parts.push([part.fileName, body]);
  }
  const kept = await keep(stage, name, parts);
  return { ...kept, sha256: sha256Hex(bytes) };
}

/** Tries each address in turn; the last refusal is the one told. */
async function bytesOf(stage: Stage, pinned: Pinned): Promise<{ url: string; bytes: Uint8Array }> {
  if (pinned.file !== undefined) return { url: '', bytes: bundled(stage, pinned.file) };
  const urls = pinned.url === undefined ? await locate(stage, pinned) : [pinned.url];
  let refusal = new StepFailed('fetch-failed', `\`${pinned.purl}\`: no address to fetch it from`);
  for (const url of urls) {
    try {
      return { url, bytes: await download(stage, url) };
    } catch (error) {
      if (!(error instanceof StepFailed)) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

async function locate(stage: Stage, { purl, integrity }: Pinned): Promise<string[]> {
  try {
    return await stage.fetching.locate(purl, integrity, stage.signal);
  } catch (error) {
    stage.signal.throwIfAborted();
    throw new StepFailed('fetch-failed', `\`${purl}\`: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

async function download(stage: Stage, url: string): Promise<Uint8Array> {
  try {
    return await stage.fetching.fetchBytes(url, artefactBytesMax, stage.signal);
  } catch (error) {
    stage.signal.throwIfAborted();
    const { message } = error as Error;
    const where = message.includes(url) ? '' : `\`${url}\`: `;
    throw new StepFailed('fetch-failed', `${where}${message}`, { cause: error });
  }
}

/**
 * Debian Policy 5.4: the `.dsc` names its parts by SHA-256, so pinning it pins them all. Parts of
 * names with a folder, or more of them than a source package has, are not one.
 */
function partsOfDsc(bytes: Uint8Array): { fileName: string; sha256: string }[] {
  const text = Buffer.from(bytes).toString('utf8');
  const section = /^Checksums-Sha256:[ \t]*\n((?:[ \t].*\n)+)/m.exec(text)?.[1] ?? '';
  const parts = [
    ...section.matchAll(/^\s+([0-9a-f]{64})\s+\d+\s+([A-Za-z0-9][A-Za-z0-9.+~_-]*)$/gm),
  ];
  const archives = parts.filter(([, , fileName]) => fileName?.endsWith('.asc') === false);
  if (archives.length === 0 || archives.length > 10) {
    throw new StepFailed(
      'fetch-failed',
      'the Debian source control file names no parts by SHA-256',
    );
  }
  return archives.map(([, sha256 = '', fileName = '']) => ({ fileName, sha256 }));
}

function folderOf(stage: Stage, folder: string): Artefact {
  const contents: [string, Uint8Array][] = [];
  for (const [path, bytes] of stage.bundle.files) {
    if (path.startsWith(`${folder}/`)) contents.push([path.slice(folder.length + 1), bytes]);
  }
  contents.sort(([a], [b]) => (a < b ? -1 : 1));
  const sha256 = sha256Hex(
    JSON.stringify(contents.map(([path, bytes]) => [path, sha256Hex(bytes)])),
  );
  stage.onProgress({ kind: 'fetched', what: 'source', sha256 });
  return { name: 'source', sha256, files: [], contents };
}

function bundled(stage: Stage, path: string): Uint8Array {
  const bytes = stage.bundle.files.get(path);
  if (bytes === undefined) throw new Error(`bundle file ${path} vanished after it was checked`);
  return bytes;
}

async function keep(
  stage: Stage,
  name: string,
  files: [fileName: string, bytes: Uint8Array][],
): Promise<Artefact> {
  const sha256 = sha256Hex(files[0]?.[1] ?? '');
  const kept: Artefact['files'] = [];
  for (const [fileName, bytes] of files) {
    // By digest, so that two packages may call their archives the same.
    const path = `${sha256Hex(bytes)}/${fileName}`;
    if (!stage.archived.has(path)) await writeInto(stage.archives, path, bytes);
    stage.archived.add(path);
    kept.push({ path, fileName, format: formatOf(fileName) });
  }
  stage.onProgress({ kind: 'fetched', what: name, sha256 });
  return { name, sha256, files: kept };
}

function formatOf(fileName: string): ArtefactFormat {
  return fileName.endsWith('.whl') ? 'wheel' : 'tar';
}

/** The last part of an address or path, if it is a plain name. */
function fileNameOf(place: string): string {
  const last = place.split(/[?#]/)[0]?.split('/').at(-1) ?? '';
  return /^[A-Za-z0-9][A-Za-z0-9.+~_-]{0,200}$/.test(last) ? last : 'archive.tar.gz';
}

function wrongDigest(what: string, found: string): StepFailed {
  return new StepFailed(
    'fetch-failed',
    `${what} is not what the bundle pins: it has SHA-256 \`${found}\``,
  );
}
