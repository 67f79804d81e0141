/**
 * What one ecosystem's version order is to the rest of Sallyport. A new ecosystem is one file
 * that exports a `VersionOrder`, and its name in the list of `index.ts`.
 */
export interface VersionOrder {
  /** A name for messages, such as `semantic versioning`. */
  name: string;
  /** OSV ecosystem names and purl types that use this order, as their specifications spell them. */
  ecosystems: readonly string[];
  /**
   * The order itself: printable ASCII whose byte order is the version order, total over every
   * string. `version` is at most `versionCharsMax` long.
   */
  key(version: string): string;
  /**
   * Whether the version reads without doubt. The order places the others too, so that sorting
   * always works, but where they stand is a convention and not evidence.
   */
  isRegular(version: string): boolean;
}
