/** Who acts: the actor bound into every context, and API tokens that can be checked but not read back. */
export {
  anonymous,
  holds,
  service,
  type Actor,
  type Office,
  offices,
  type Scope,
  scopes,
} from './actor.ts';
export { isListed, isNamed } from './attribute.ts';
export { hashSecret, makeSecret, sameSecret } from './secret.ts';
export { requireAnother } from './second-person.ts';
