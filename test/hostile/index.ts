/** The hostile suite, for its own test and for the benchmark that prints how many were contained. */
export { nameOf, programs, type HostileProgram } from './programs.ts';
export { attack } from './runner.ts';
export { setStage, startNeighbour, type Stage } from './stage.ts';
