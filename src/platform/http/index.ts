/** HTTP: routes declared as data, one problem mapper, live streams (DESIGN, Chosen parts). */
export { route, type AnyRoute, type Route, type RouteInput } from './route.ts';
export { stepsOf } from './step.ts';
export { buildServer, sessionCookie, type ServerParts } from './server.ts';
export { problemBody, type ProblemBody, problemSchema } from './problem.ts';
export { eventView, pageQuery, pageSchema, purposeQuery } from './schema.ts';
export { liveStream, type LiveSource } from './live.ts';
