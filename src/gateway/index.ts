/** The access nouns that gateway, server and command line share; pure, and without a database. */
export * from './admission.ts';
export * from './budget.ts';
export * from './commitment.ts';
export * from './certificate.ts';
export * from './endpoint.ts';
export * from './grant.ts';
export * from './grants.ts';
export * from './instant.ts';
export * from './kind.ts';
export * from './leaf.ts';
export * from './parties.ts';
export * from './partner.ts';
export * from './problems.ts';
export * from './revocation.ts';
export * from './usage.ts';
export * from './window.ts';
