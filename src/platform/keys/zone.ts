/** The three zones (DESIGN, The house): each has its own role, schemas, jobs, worker and root key. */

/** inner: review, evaluation. outer: the clearinghouse and what follows from it. office: programme, membership. */
export const zones = ['inner', 'outer', 'office'] as const;
export type Zone = (typeof zones)[number];
