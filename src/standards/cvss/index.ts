/**
 * The door of CVSS: read a vector of version 2.0, 3.0, 3.1 or 4.0 (FIRST), say what is wrong with
 * it metric by metric, or give its scores and severity band. The arithmetic is
 * `ae-cvss-calculator`'s; the grammar and the bands are here.
 */
import calculator from 'ae-cvss-calculator';
import type {
  MultiScoreResult,
  V4ScoreResult,
} from 'ae-cvss-calculator/dist/types/src/CvssVector.js';
import { cvssMetrics, type CvssVersion } from './metrics.ts';
import { cvssPropertyTables } from './properties.ts';

export type { CvssVersion } from './metrics.ts';
export { cvssPropertyTables } from './properties.ts';
export type CvssSeverity = 'none' | 'low' | 'medium' | 'high' | 'critical';

export interface Cvss {
  version: CvssVersion;
  vector: string;
  /** Metric to value, as written: `AV` to `N`. */
  metrics: ReadonlyMap<string, string>;
  /** 0.0 to 10.0, one decimal. For 4.0 the score of the base metrics alone (CVSS-B). */
  baseScore: number;
  baseSeverity: CvssSeverity;
  /**
   * 2.0 when such a metric is written, 3.x always: a metric that is not written counts as not
   * defined, and a 3.1 vector without environmental metrics can still have an environmental score
   * that is not its temporal one (v3.1 §7.3).
   */
  temporalScore?: number;
  environmentalScore?: number;
  /** The score of everything written, the one to act on; for 4.0 this is CVSS-BTE. */
  score: number;
  severity: CvssSeverity;
}

export interface CvssFinding {
  /** The metric at fault, or `` when the vector as a whole is. */
  metric: string;
  message: string;
}

export type CvssReading = { isValid: true; cvss: Cvss } | { isValid: false; errors: CvssFinding[] };

/** The longest vector read; a full 4.0 vector has about 200 characters. */
export const cvssVectorCharsMax = 512;

/** Reads a vector. Never throws; a vector that breaks its specification has no score. */
export function readCvss(vector: string): CvssReading {
  if (vector.length > cvssVectorCharsMax) {
    return invalid(
      '',
      `the vector has ${vector.length} characters; give at most ${cvssVectorCharsMax}`,
    );
  }
  const version = versionOf(vector);
  if (version === undefined) {
    const start = vector.slice(0, 12);
    return invalid(
      '',
      `\`${start}\` starts no known version; write \`CVSS:3.1/…\`, \`CVSS:4.0/…\`, \`CVSS:3.0/…\` or a 2.0 vector`,
    );
  }
  const { metrics, errors } = readMetrics(version, vector);
  if (errors.length > 0) return { isValid: false, errors };
  return {
    isValid: true,
    cvss: { version, vector, metrics, ...scoresOf(version, vector, metrics) },
  };
}

/** The qualitative band of a score: v3.x and v4.0 specifications, "Qualitative Severity Rating Scale". */
export function severityOf(score: number): CvssSeverity {
  if (score <= 0) return 'none';
  if (score < 4) return 'low';
  if (score < 7) return 'medium';
  return score < 9 ? 'high' : 'critical';
}

/** What FIRST's JSON schema says for each metric of this vector: `attackVector` to `NETWORK`. Empty for 4.0. */
export function cvssProperties({ version, metrics }: Cvss): Map<string, string> {
  const properties = new Map<string, string>();
  if (version === '4.0') return properties;
  const table = cvssPropertyTables[version];
  for (const [metric, value] of metrics) {
    const { property, values } = table.get(metric) ?? { property: metric, values: {} };
    properties.set(property, values[value] ?? value);
  }
  return properties;
}

function versionOf(vector: string): CvssVersion | undefined {
  for (const version of ['4.0', '3.1', '3.0'] as const) {
    if (vector.startsWith(cvssMetrics[version].prefix)) return version;
  }
  return vector.startsWith('CVSS:') || !vector.includes(':') ? undefined : '2.0';
}

function readMetrics(version: CvssVersion, vector: string) {
  const { prefix, base, optional, isOrderFixed } = cvssMetrics[version];
  const order = [...base.keys(), ...optional.keys()];
  const metrics = new Map<string, string>();
  const errors: CvssFinding[] = [];
  let last = -1;
  for (const part of vector.slice(prefix.length).split('/')) {
    const [metric = '', value, ...rest] = part.split(':');
    const allowed = base.get(metric) ?? optional.get(metric);
    const position = order.indexOf(metric);
    if (allowed === undefined || value === undefined || rest.length > 0) {
      errors.push({
        metric,
        message: `\`${part.slice(0, 40)}\` is not a metric of CVSS ${version}`,
      });
    } else if (!allowed.includes(value)) {
      errors.push({
        metric,
        message: `\`${metric}\` cannot be \`${value.slice(0, 40)}\`; give one of ${allowed.join(', ')}`,
      });
    } else if (metrics.has(metric)) {
      errors.push({ metric, message: `\`${metric}\` is given twice; keep one` });
    } else {
      if (isOrderFixed && position < last) {
        errors.push({
          metric,
          message: `\`${metric}\` is out of order; CVSS ${version} fixes the order of metrics`,
        });
      }
      last = position;
      metrics.set(metric, value);
    }
  }
  for (const metric of base.keys()) {
    if (!metrics.has(metric) && !errors.some((error) => error.metric === metric)) {
      errors.push({ metric, message: `base metric \`${metric}\` is missing; add it` });
    }
  }
  return { metrics, errors };
}

function scoresOf(version: CvssVersion, vector: string, metrics: ReadonlyMap<string, string>) {
  // v4.0 scores of the written vector mix all groups, so CVSS-B is computed from the base alone.
  const baseOnly = vector
    .split('/')
    .filter((part) => isBasePart(version, part))
    .join('/');
  // Adding zero turns the calculator's occasional -0 into 0.
  const baseScore = calculate(version, baseOnly).overall + 0;
  const score = calculate(version, vector).overall + 0;
  const bands = {
    baseScore,
    baseSeverity: severityOf(baseScore),
    score,
    severity: severityOf(score),
  };
  if (version === '4.0') return bands;
  if (version === '2.0') {
    const { temporal, environmental } = calculate(version, vector) as MultiScoreResult;
    return {
      ...bands,
      ...(temporal !== undefined && { temporalScore: temporal }),
      ...(environmental !== undefined && { environmentalScore: environmental }),
    };
  }
  // The calculator leaves a group out unless a metric is there; `CR:M` weighs as much as none.
  const whole = metrics.has('CR') ? vector : `${vector}/CR:M`;
  const { temporal, environmental } = calculate(version, whole) as MultiScoreResult;
  const temporalScore = temporal ?? baseScore;
  return { ...bands, temporalScore, environmentalScore: environmental ?? temporalScore };
}

function isBasePart(version: CvssVersion, part: string): boolean {
  return part.startsWith('CVSS:') || cvssMetrics[version].base.has(part.split(':')[0] ?? '');
}

function calculate(version: CvssVersion, vector: string): MultiScoreResult | V4ScoreResult {
  if (version === '4.0') return new calculator.Cvss4P0(vector).calculateScores();
  if (version === '2.0') return new calculator.Cvss2(vector).calculateScores();
  return version === '3.1'
    ? new calculator.Cvss3P1(vector).calculateScores()
    : new calculator.Cvss3P0(vector).calculateScores();
}

function invalid(metric: string, message: string): CvssReading {
  return { isValid: false, errors: [{ metric, message }] };
}
