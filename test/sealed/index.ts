/** Words planted where nobody may find them again, and where to look. */
export { filesHolding, plant, type Canary } from './canary.ts';
export { hearPrinted, type Heard } from './printed.ts';
