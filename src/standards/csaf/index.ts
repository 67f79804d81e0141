/**
 * The door of CSAF 2.0 (OASIS; ISO/IEC 20153:2025): the types we write, and `checkCsaf`, which
 * says what in anybody's document breaks the standard.
 */
export { checkCsaf, findingsPerTestMax, type CsafVerdict } from './check.ts';
export { cweName, isCweName } from './cwe.ts';
export * from './document.ts';
export type { CsafFinding } from './rule.ts';
