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
export { leafHashesOf, logSize } from './log.ts';
export { logs, type LogName } from './log-name.ts';
