/** CSAF 2.0 mandatory tests 6.1.7 to 6.1.10: each CVSS object is sound, its numbers and words its vector's. */
import { cvssProperties, readCvss, severityOf, type Cvss, type CvssReading } from '#standards/cvss';
import type { Report, Rule } from './rule.ts';
import { checkCvssShape } from './cvss-shape.ts';
import { isRecord, itemsOf, list, text, type Json, type View } from './view.ts';

export interface ScoreObject {
  /** The `cvss_v2` or `cvss_v3` object and its pointer. */
  object: Json;
  path: string;
  key: 'cvss_v2' | 'cvss_v3';
  reading: CvssReading;
  products: unknown[];
  productsPath: string;
}

const scoresOfView = new WeakMap<View, ScoreObject[][]>();

/** The CVSS objects of each vulnerability, each vector read once for all tests that ask. */
export function scoreObjectsOf(view: View): ScoreObject[][] {
  const known = scoresOfView.get(view);
  if (known !== undefined) return known;
  const readings = new Map<string, CvssReading>();
  const read = (vector: string): CvssReading => {
    const reading = readings.get(vector) ?? readCvss(vector);
    readings.set(vector, reading);
    return reading;
  };
  const scores = view.vulnerabilities.map((vulnerability) =>
    itemsOf(vulnerability, 'scores').flatMap(({ record: score, path }) =>
      (['cvss_v2', 'cvss_v3'] as const).flatMap((key) => {
        const object = score[key];
        if (!isRecord(object)) return [];
        const products = list(score['products']);
        const reading = read(text(object['vectorString']));
        return [
          {
            object,
            path: `${path}/${key}`,
            key,
            reading,
            products,
            productsPath: `${path}/products`,
          },
        ];
      }),
    ),
  );
  scoresOfView.set(view, scores);
  return scores;
}

/** The vector of a score object, when it is sound and of the object's kind. */
function soundVector({ reading, key }: ScoreObject): Cvss | undefined {
  if (!reading.isValid) return undefined;
  const { version } = reading.cvss;
  return (key === 'cvss_v2') === (version === '2.0') && version !== '4.0'
    ? reading.cvss
    : undefined;
}

export const scoreRules: Rule[] = [
  {
    test: '6.1.7',
    check: (view, report) => {
      for (const scores of scoreObjectsOf(view)) {
        const seen = new Set<string>();
        for (const { object, products, productsPath } of scores) {
          const version = text(object['version']);
          for (const [index, product] of products.entries()) {
            if (typeof product !== 'string') continue;
            const key = `${version} ${product}`;
            if (seen.has(key))
              report(
                `${productsPath}/${index}`,
                `product \`${product}\` has a CVSS ${version} score already; keep one`,
              );
            seen.add(key);
          }
        }
      }
    },
  },
  {
    test: '6.1.8',
    check: (view, report) => {
      for (const score of scoreObjectsOf(view).flat()) checkCvssShape(score, report);
    },
  },
  {
    test: '6.1.9',
    check: (view, report) => {
      for (const score of scoreObjectsOf(view).flat()) checkNumbers(score, report);
    },
  },
  {
    test: '6.1.10',
    check: (view, report) => {
      for (const score of scoreObjectsOf(view).flat()) {
        const cvss = soundVector(score);
        if (cvss === undefined) continue;
        // Properties whose metric the vector leaves out are additions, not contradictions.
        for (const [property, value] of cvssProperties(cvss)) {
          const said = score.object[property];
          if (typeof said === 'string' && said !== value) {
            report(
              `${score.path}/${property}`,
              `the vector says \`${value}\`, not \`${said.slice(0, 60)}\``,
            );
          }
        }
      }
    },
  },
];

/** 6.1.9: scores and bands are what the vector computes to. */
function checkNumbers(score: ScoreObject, report: Report): void {
  const cvss = soundVector(score);
  if (cvss === undefined) return;
  const {
    baseScore: base,
    temporalScore: temporal = base,
    environmentalScore: environmental = temporal,
  } = cvss;
  const computed = { base, temporal, environmental };
  for (const [group, number] of Object.entries(computed)) {
    const said = score.object[`${group}Score`];
    if (typeof said === 'number' && said !== number)
      report(`${score.path}/${group}Score`, `the vector gives ${number}, not ${said}`);
    const severity = score.object[`${group}Severity`];
    const band = severityOf(number).toUpperCase();
    if (score.key === 'cvss_v3' && typeof severity === 'string' && severity !== band) {
      report(
        `${score.path}/${group}Severity`,
        `${number} is \`${band}\`, not \`${severity.slice(0, 60)}\``,
      );
    }
  }
}
