/** Sealed content: keys, blobs, and the one way to read them (DESIGN, Four mechanisms 2 and 3). */
export {
  destroyCompartment,
  makeCompartment,
  makeCompartments,
  moveToCompartment,
  sealedIn,
} from './compartment.ts';
export { openBlobStore, type BlobStore, type SealedBlob } from './blob.ts';
export { makeReveal, type Reveal, type SealedPolicy, type SealedPolicies } from './reveal.ts';
