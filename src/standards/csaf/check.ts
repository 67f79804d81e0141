/**
 * Checks a CSAF 2.0 document as the standard's own validator would (chapter 6): `errors` are the
 * schema and the mandatory tests, `warnings` the optional tests, `infos` the informative ones. In
 * process, linear in the document, no network, and nothing thrown whatever the JSON holds.
 */
import { identifierRules } from './identifiers.ts';
import { informativeRules } from './informative.ts';
import { productIdRules } from './product-ids.ts';
import { profileRules } from './profiles.ts';
import { recommendedRules } from './recommended.ts';
import type { CsafFinding, Rule } from './rule.ts';
import { scoreRules } from './scores.ts';
import { checkStructure } from './structure.ts';
import { trackingRules } from './tracking.ts';
import { memberLookupsMax, viewOf, type View } from './view.ts';
import { vulnerabilityItemRules } from './vulnerability-items.ts';

export interface CsafVerdict {
  /** Whether there are no errors. */
  isValid: boolean;
  errors: CsafFinding[];
  warnings: CsafFinding[];
  infos: CsafFinding[];
  /** Tests with more findings than are listed. */
  truncated: string[];
}

/** Most findings listed of one test, so that no test crowds out another. */
export const findingsPerTestMax = 100;

export const mandatoryRules: readonly Rule[] = [
  ...productIdRules,
  ...scoreRules,
  ...identifierRules,
  ...trackingRules,
  ...profileRules,
  ...vulnerabilityItemRules,
];

/** What `document` breaks. `level` stops after errors, or after warnings, for those who need no more. */
export function checkCsaf(
  document: unknown,
  level: 'errors' | 'warnings' | 'infos' = 'infos',
): CsafVerdict {
  const view = viewOf(document);
  const errors = new FindingList();
  const warnings = new FindingList();
  const infos = new FindingList();
  checkStructure(document, view, {
    fault: (instancePath, message) => errors.add('schema', instancePath, message),
    unknown: (instancePath) =>
      warnings.add('6.2.20', instancePath, 'the standard does not know this property'),
  });
  run(mandatoryRules, view, errors);
  if (level !== 'errors') run(recommendedRules, view, warnings);
  if (level === 'infos') run(informativeRules, view, infos);
  if (view.memberLookups > memberLookupsMax) {
    const mend = 'name products instead of large groups';
    errors.add(
      'schema',
      '/product_tree/product_groups',
      `items look up more than ${memberLookupsMax} group members; ${mend}`,
    );
  }
  return {
    isValid: errors.findings.length === 0,
    errors: errors.findings,
    warnings: level === 'errors' ? [] : warnings.findings,
    infos: infos.findings,
    truncated: [...errors.cut, ...warnings.cut, ...infos.cut],
  };
}

function run(rules: readonly Rule[], view: View, findings: FindingList): void {
  for (const { test, check } of rules) {
    check(view, (instancePath, message) => findings.add(test, instancePath, message));
  }
}

class FindingList {
  readonly findings: CsafFinding[] = [];
  readonly cut = new Set<string>();
  readonly #counts = new Map<string, number>();

  add(test: string, instancePath: string, message: string): void {
    const count = this.#counts.get(test) ?? 0;
    this.#counts.set(test, count + 1);
    if (count >= findingsPerTestMax) this.cut.add(test);
    else this.findings.push({ test, message: cut(message), instancePath: cut(instancePath) });
  }
}

/** Names of any length come from the document; a finding stays readable. */
function cut(text: string): string {
  return text.length <= 1_000 ? text : `${text.slice(0, 999)}…`;
}
