/**
 * Document versions (CSAF 2.0 §3.1.11): an integer, or a semantic version. Order for both, with
 * build metadata ignored (SemVer 2.0.0 §10, §11).
 */
import { compareVersions } from '#standards/versions';

export interface DocumentVersion {
  kind: 'integer' | 'semver';
  /** The integer, or the major number. */
  major: number;
  preRelease: string;
  build: string;
  /** Without build metadata. */
  bare: string;
}

const identifier = '(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)';
const semver = new RegExp(
  `^(0|[1-9]\\d*)\\.(?:0|[1-9]\\d*)\\.(?:0|[1-9]\\d*)(?:-(${identifier}(?:\\.${identifier})*))?(?:\\+([0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*))?$`,
);

/** Undefined when it is neither, or longer than 256 characters. */
export function readVersion(text: string): DocumentVersion | undefined {
  if (text.length > 256) return undefined;
  if (/^(0|[1-9]\d*)$/.test(text))
    return { kind: 'integer', major: Number(text), preRelease: '', build: '', bare: text };
  const match = semver.exec(text);
  if (match === null) return undefined;
  const [, major = '', preRelease = '', build = ''] = match;
  return {
    kind: 'semver',
    major: Number(major),
    preRelease,
    build,
    bare: text.split('+')[0] ?? '',
  };
}

/** Negative, zero or positive, as `a` is before, with or after `b`. */
export function compareDocumentVersions(a: DocumentVersion, b: DocumentVersion): number {
  if (a.kind === 'semver' && b.kind === 'semver') return compareVersions('npm', a.bare, b.bare);
  return a.major - b.major;
}

/** `0` and `0.y.z` are drafts (§3.1.11). */
export function isInitial({ major }: DocumentVersion): boolean {
  return major === 0;
}
