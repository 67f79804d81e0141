/** The door of membership: who takes part, in which office, and who a request comes from. */
export { enrol, type Enrol, type Enrolled } from './commands/enrol.ts';
export { makeToken, endToken, type MakeToken } from './commands/tokens.ts';
export { actorNames, identify } from './queries.ts';
export { readableProgrammeLog } from './policy.ts';
export { namesOf, organisationsIn, peopleOfSide } from './store.ts';
export { membershipRoutes, localSignInRoutes } from './routes.ts';
