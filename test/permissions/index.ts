/** Subjects in every state, and requests as anyone: for tests that walk the whole API. */
export { Requests, scopes, type Sender } from './requests.ts';
export { archiveOf, Stage, type BundleWords } from './stage.ts';
export { makeSubject, parameterOf, requestFor, statesOf } from './subjects.ts';
