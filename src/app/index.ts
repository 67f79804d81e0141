/** The composition root's door, for the CLI's long-running commands and the tests. */
export { readConfig, packageRoot, type Config } from './config.ts';
export { enrolHere } from './enrol-here.ts';
export { clockOf, openAllKeys, openZone } from './parts.ts';
export { problems } from './problems.ts';
export { allRoutes, publisherOf } from './routes.ts';
export { startServer, type RunningServer } from './server.ts';
export { up, type RunningInstallation } from './up.ts';
export { startWorker, type RunningWorker, type WorkerOptions } from './worker.ts';
export { version } from './version.ts';
