/**
 * The door of inventories: reads CycloneDX and SPDX in every form operators have, and writes
 * CycloneDX.
 */
export { readSbom, sbomFormats } from './read.ts';
export { sbomLimits } from './sbom.ts';
export type { Sbom, SbomComponent, SbomProblem, SbomProblemCode } from './sbom.ts';
export { writeCycloneDx } from './write.ts';
export type { InventoryComponent, InventoryDocument } from './write.ts';
