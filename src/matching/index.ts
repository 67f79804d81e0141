/**
 * The door of matching: an operator's inventory against advisories, by each ecosystem's own
 * version order. The engine is pure; `store.ts` keeps which inventory holds which package.
 */
export { AdvisoryIndex, advisoriesMax, buildAdvisoryIndex } from './advisory-index.ts';
export { identify, packageName } from './component.ts';
export type { Component, Identification, IdentityCode, PackageIdentity } from './component.ts';
export { Matcher, matchComponents } from './match.ts';
export type { Coverage, Match, MatchResult, NoData, NoDataCode, Undecided } from './match.ts';
export { advisoryKeyOf } from './package-key.ts';
export { componentsOfPackages, replaceInventory, type StoredComponent } from './store.ts';
