/**
 * The door to the embedded PostgreSQL: one real server on this host, for trial and for installations
 * of one machine. With `DATABASE_URL` set nothing here is used, except backup and restore.
 */
export { startPostgres, stopPostgres, type RunningPostgres, type StartOptions } from './start.ts';
export { hasCluster } from './folder.ts';
export { processState, startTicks, type ProcessState } from './processes.ts';
export { PostgresProblem, type PostgresProblemCode } from './problems.ts';
export {
  backup,
  BackupProblem,
  restore,
  stateHash,
  verifyBackup,
  type BackupHeader,
  type BackupInput,
  type BackupProblemCode,
  type BackupReport,
  type RestoreInput,
  type RestoreReport,
  type StateHash,
} from './backup/index.ts';
