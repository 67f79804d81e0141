/**
 * The long names of metrics and values that FIRST's JSON schemas for CVSS 2.0, 3.0 and 3.1 use
 * beside a vector (`"attackVector": "NETWORK"` for `AV:N`), so that the two can be compared.
 */
import type { CvssVersion } from './metrics.ts';

interface Property {
  property: string;
  values: Readonly<Record<string, string>>;
}

const valuesOf = (text: string): Record<string, string> =>
  Object.fromEntries(text.split(' ').map((entry) => entry.split('=') as [string, string]));

const table = (
  rows: [metric: string, property: string, values: string][],
): ReadonlyMap<string, Property> =>
  new Map(
    rows.map(([metric, property, values]) => [metric, { property, values: valuesOf(values) }]),
  );

const requirement2 = 'L=LOW M=MEDIUM H=HIGH ND=NOT_DEFINED';
const impact2 = 'N=NONE P=PARTIAL C=COMPLETE';
const version2 = table([
  ['AV', 'accessVector', 'N=NETWORK A=ADJACENT_NETWORK L=LOCAL'],
  ['AC', 'accessComplexity', 'H=HIGH M=MEDIUM L=LOW'],
  ['Au', 'authentication', 'M=MULTIPLE S=SINGLE N=NONE'],
  ['C', 'confidentialityImpact', impact2],
  ['I', 'integrityImpact', impact2],
  ['A', 'availabilityImpact', impact2],
  ['E', 'exploitability', 'U=UNPROVEN POC=PROOF_OF_CONCEPT F=FUNCTIONAL H=HIGH ND=NOT_DEFINED'],
  [
    'RL',
    'remediationLevel',
    'OF=OFFICIAL_FIX TF=TEMPORARY_FIX W=WORKAROUND U=UNAVAILABLE ND=NOT_DEFINED',
  ],
  ['RC', 'reportConfidence', 'UC=UNCONFIRMED UR=UNCORROBORATED C=CONFIRMED ND=NOT_DEFINED'],
  [
    'CDP',
    'collateralDamagePotential',
    'N=NONE L=LOW LM=LOW_MEDIUM MH=MEDIUM_HIGH H=HIGH ND=NOT_DEFINED',
  ],
  ['TD', 'targetDistribution', 'N=NONE L=LOW M=MEDIUM H=HIGH ND=NOT_DEFINED'],
  ['CR', 'confidentialityRequirement', requirement2],
  ['IR', 'integrityRequirement', requirement2],
  ['AR', 'availabilityRequirement', requirement2],
]);

const base3: [string, string, string][] = [
  ['AV', 'attackVector', 'N=NETWORK A=ADJACENT_NETWORK L=LOCAL P=PHYSICAL'],
  ['AC', 'attackComplexity', 'L=LOW H=HIGH'],
  ['PR', 'privilegesRequired', 'N=NONE L=LOW H=HIGH'],
  ['UI', 'userInteraction', 'N=NONE R=REQUIRED'],
  ['S', 'scope', 'U=UNCHANGED C=CHANGED'],
  ['C', 'confidentialityImpact', 'N=NONE L=LOW H=HIGH'],
  ['I', 'integrityImpact', 'N=NONE L=LOW H=HIGH'],
  ['A', 'availabilityImpact', 'N=NONE L=LOW H=HIGH'],
];
const requirement3 = 'L=LOW M=MEDIUM H=HIGH X=NOT_DEFINED';
const version3 = table([
  ...base3,
  ['E', 'exploitCodeMaturity', 'U=UNPROVEN P=PROOF_OF_CONCEPT F=FUNCTIONAL H=HIGH X=NOT_DEFINED'],
  [
    'RL',
    'remediationLevel',
    'O=OFFICIAL_FIX T=TEMPORARY_FIX W=WORKAROUND U=UNAVAILABLE X=NOT_DEFINED',
  ],
  ['RC', 'reportConfidence', 'U=UNKNOWN R=REASONABLE C=CONFIRMED X=NOT_DEFINED'],
  ['CR', 'confidentialityRequirement', requirement3],
  ['IR', 'integrityRequirement', requirement3],
  ['AR', 'availabilityRequirement', requirement3],
  ...base3.map(([metric, property, values]): [string, string, string] => [
    `M${metric}`,
    `modified${property.charAt(0).toUpperCase()}${property.slice(1)}`,
    `${values} X=NOT_DEFINED`,
  ]),
]);

/** Metric to its JSON property and values; CVSS 4.0 is not in CSAF 2.0 and has no table here. */
export const cvssPropertyTables: Readonly<
  Record<Exclude<CvssVersion, '4.0'>, ReadonlyMap<string, Property>>
> = {
  '2.0': version2,
  '3.0': version3,
  '3.1': version3,
};
