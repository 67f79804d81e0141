/**
 * What one log may cost its reader. A log is evidence from elsewhere: every size in it is a claim, so
 * each bound holds while bytes flow, whatever the archive's directory says.
 */
export interface InspectLogLimits {
  /** Entries of the archive, or samples of a `.json` log. */
  entriesMax: number;
  /** Unpacked bytes of one entry, and of everything read through one open log. */
  entryBytesMax: number;
  unpackedBytesMax: number;
  /** Unpacked over packed bytes, beyond the first `ratioFreeBytes`. */
  ratioMax: number;
  ratioFreeBytes: number;
  /** One value held in memory: an event, a message, a field of a sample. */
  valueBytesMax: number;
  /** Members inside one value; three bytes of text can become sixty of memory. */
  valueNodesMax: number;
  /** The fields of one sample together, its streams left out. */
  fieldsBytesMax: number;
  depthMax: number;
  /** Texts and pooled messages put back into one event. */
  resolvedBytesMax: number;
  resolvedItemsMax: number;
  /** Attachments and pooled messages of one sample. */
  poolItemsMax: number;
  findingsMax: number;
}

export const inspectLogLimits: InspectLogLimits = {
  entriesMax: 2_000_000,
  entryBytesMax: 16 * 1024 ** 3,
  unpackedBytesMax: 256 * 1024 ** 3,
  ratioMax: 2_000,
  ratioFreeBytes: 64 * 1024 ** 2,
  valueBytesMax: 64 * 1024 ** 2,
  valueNodesMax: 2_000_000,
  fieldsBytesMax: 128 * 1024 ** 2,
  // Inspect itself writes at most 254 levels.
  depthMax: 512,
  resolvedBytesMax: 128 * 1024 ** 2,
  resolvedItemsMax: 200_000,
  poolItemsMax: 2_000_000,
  findingsMax: 1_000,
};
