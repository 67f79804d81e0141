/** The door of advisories: one text from us, every format, published once. */
export type { Advisory } from './advisory.ts';
export { affectedSetOf, compareAffected } from './equivalence.ts';
export { toCsaf, toOsv, writeAdvisory, type Publisher } from './convert.ts';
export { readAdvisory } from './schema.ts';
export { packageKeyOf } from './package-key.ts';
export { publishedAdvisory, publishedForPackages, type PublishedAdvisory } from './queries.ts';
export { advisoryProblems } from './problems.ts';
export { advisoryRoutes } from './routes.ts';
