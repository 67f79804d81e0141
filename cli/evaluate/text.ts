/** An evaluation as a person reads it: what was run, how it went, and scores with their intervals. */
import { dispositions, sampleName, type Estimate, type Evaluation } from '#evaluation/engine';
import { table, visible } from '../terminal-text.ts';

export function resultText(
  evaluation: Evaluation,
  verdict: string,
  isJournalKept: boolean,
): string {
  const { plan, scores, samples, findings, journal } = evaluation;
  const rows: [string, Estimate | null][] = [
    ['all', scores.all],
    ...named('family', scores.byFamily),
    ...named('difficulty', scores.byDifficulty),
    ['without refusals', scores.withoutRefusals],
    ['without faults', scores.withoutFaults],
  ];
  const ended = dispositions.filter((name) => scores.dispositions[name] > 0);
  const telling = samples.filter(
    ({ disposition, score, variant }) =>
      disposition !== 'scored' || (plan.model === null && isSurprise(variant, score?.value)),
  );
  return [
    `verdict    ${verdict}`,
    `suite      ${plan.suite.name} ${plan.suite.sha256.slice(0, 12)}, ${plan.tasks.length} tasks, ${plan.epochs} epochs`,
    `model      ${plan.model === null ? 'none' : `${plan.model.name} at ${plan.model.url}`}`,
    `tier       ${plan.tier}`,
    `samples    ${ended.map((name) => `${scores.dispositions[name]} ${name}`).join(', ')}`,
    `journal    ${isJournalKept ? journal.path : 'not kept'}, ${journal.entries} entries, head ${journal.head}`,
    '',
    table(
      ['score', 'tasks', 'samples', 'mean', '95 % interval'],
      rows.flatMap(([name, estimate]) => (estimate === null ? [] : [[name, ...cells(estimate)]])),
    ),
    ...(telling.length === 0 ? [] : ['', ...telling.slice(0, 50).map(lineOf)]),
    ...findings.map(({ sample, finding }) =>
      visible(
        `finding    ${finding.kind}${sample === null ? '' : ` in ${sample}`}: ${finding.detail}`,
      ),
    ),
  ].join('\n');
}

/** A solution that does not solve its task, or a wrong one that does. */
const isSurprise = (variant: string, value: number | undefined): boolean =>
  (variant === 'solution') !== (value === 1);

const named = (what: string, estimates: Record<string, Estimate>): [string, Estimate][] =>
  Object.entries(estimates).map(([name, estimate]) => [`${what} ${name}`, estimate]);

const cells = ({ tasks, samples, mean, lower, upper }: Estimate): string[] => [
  String(tasks),
  String(samples),
  percent(mean),
  `${percent(lower)} to ${percent(upper)}`,
];

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const lineOf = (result: Evaluation['samples'][number]): string => {
  const { disposition, reason, score } = result;
  const why = reason || `${score?.value}, ${score?.explanation}`;
  return visible(`${disposition.padEnd(14)} ${sampleName(result)}: ${why.replaceAll('\n', ' ')}`);
};
