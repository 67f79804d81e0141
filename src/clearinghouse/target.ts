/**
 * What a report is about, as one name and one key. The key leaves the version out, so that two finders
 * who looked at two releases of one package meet in one case. Source that comes inside a bundle has no
 * name of its own that could be trusted: its content is its key.
 */
import { createHash } from 'node:crypto';
import type { Bundle } from '#proof';
import { buildPurl, parsePurl } from '#standards/purl';

export interface Target {
  /** For people: the purl with its version, or the source and revision. */
  name: string;
  /** For grouping. */
  key: string;
}

export function targetOf({ report: { target }, files }: Bundle): Target {
  if (target.purl !== undefined) {
    const { type, namespace, name } = parsePurl(target.purl);
    const parts = namespace === undefined ? { type, name } : { type, namespace, name };
    return { name: target.purl, key: buildPurl(parts) };
  }
  const revision = target.revision ?? 'an unnamed revision';
  const { url, file, folder } = target.source ?? {};
  if (url !== undefined) return { name: `${url} at ${revision}`, key: `source:${url}` };
  const within = file ?? `${folder ?? ''}/`;
  return {
    name: `source in the bundle, at ${revision}`,
    key: `content:${digestOf(files, within)}`,
  };
}

/** SHA-256 over the paths and contents below `prefix`, in path order. */
function digestOf(files: Bundle['files'], prefix: string): string {
  const hash = createHash('sha256');
  for (const [path, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!path.startsWith(prefix)) continue;
    hash.update(`${path.length} ${path} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}
