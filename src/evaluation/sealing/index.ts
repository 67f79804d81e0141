/** The door of sealing: needs no database, so a custodian's and a runner's machines use it alone. */
export { joinKey, splitKey, type Halves } from './key-halves.ts';
export { leafOf, suiteItem, suiteRoot, taskName, tasksMax, type SuiteItem } from './manifest.ts';
export {
  openTask,
  releaseShare,
  sealSuite,
  type PlainTask,
  type SealedSuite,
  type SealedTask,
} from './seal.ts';
