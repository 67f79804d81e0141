/** The one event row: history, outbox and ledger leaf at once (DESIGN, Four mechanisms 1). */
export {
  appendEvents,
  eventsOf,
  liveEventsAfter,
  type EventDraft,
  type EventScope,
  type EventView,
} from './event.ts';
export { sequenceLeaves, grownChannel } from './sequencer.ts';
export { Checkpointer, type CheckpointerParts } from './checkpointer.ts';
export { Cosigner, type CosignerParts } from './cosigner.ts';
export { parseWitnesses, type Witness } from './witness.ts';
export { bodiesOf, entriesOf, leafHashesOf, logSize, readTile, tilesAt } from './log.ts';
export { logIdOf, logKinds, logs, type LogKind, type LogName } from './log-name.ts';
export {
  checkpointKeyOf,
  findSignedLog,
  signedLogsAfter,
  type LogReach,
  type OpenedLog,
  type SignedLog,
} from './signed-log.ts';
