/** The scripted model: what a test, the demonstration and a benchmark need of it. */
export { startModel, type ModelOptions, type RunningModel } from './server.ts';
export type { Behaviour, Dials, Fault } from './behaviour.ts';
export type { Outcome, Received } from './received.ts';
export {
  plainScript,
  textOf,
  type Answer,
  type Condition,
  type Script,
  type ToolCall,
  type Turn,
} from './script.ts';
export { tokensOf } from './reply.ts';
