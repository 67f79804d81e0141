/**
 * What we use of `@secvisogram/csaf-validator-lib`, which has no types of its own: the outside
 * judge of our CSAF in tests and benchmarks. Never imported by the product.
 */
declare module '@secvisogram/csaf-validator-lib/validateStrict.js' {
  import type { LibraryTest, LibraryVerdict } from '@secvisogram/csaf-validator-lib/types';
  export default function validateStrict(
    tests: LibraryTest[],
    document: object,
  ): Promise<LibraryVerdict>;
}

declare module '@secvisogram/csaf-validator-lib/types' {
  export interface LibraryFinding {
    message: string;
    instancePath: string;
  }
  export interface LibraryResult {
    isValid: boolean;
    errors: LibraryFinding[];
    warnings: LibraryFinding[];
    infos: LibraryFinding[];
  }
  export type LibraryTest = (
    document: unknown,
  ) => Partial<LibraryResult> | Promise<Partial<LibraryResult>>;
  export interface LibraryVerdict {
    isValid: boolean;
    tests: (LibraryResult & { name: string })[];
  }
}

/** Strict schema, mandatory and optional tests: 64 functions by name. */
declare module '@secvisogram/csaf-validator-lib/extended.js' {
  import type { LibraryTest } from '@secvisogram/csaf-validator-lib/types';
  const tests: Record<string, LibraryTest>;
  export = tests;
}

declare module '@secvisogram/csaf-validator-lib/mandatoryTests.js' {
  import type { LibraryTest } from '@secvisogram/csaf-validator-lib/types';
  const tests: Record<string, LibraryTest>;
  export = tests;
}

declare module '@secvisogram/csaf-validator-lib/schemaTests.js' {
  import type { LibraryTest } from '@secvisogram/csaf-validator-lib/types';
  export const csaf_2_0: LibraryTest;
}
