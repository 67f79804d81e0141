/** The choices of a plan, each with what it means for the others. */
import { Fieldset, Radio } from '@trussworks/react-uswds';
import type { RunPlan, SuiteSummary, Threshold } from '../api/views.ts';
import { ChoiceField } from '../controls/ChoiceField.tsx';
import { TextField } from '../controls/TextField.tsx';
import { day, instant } from '../words/dates.ts';
import { isolationWords, purposeWords } from '../words/evaluation.ts';
import { count, plural, span } from '../words/quantities.ts';
import {
  leftOf,
  thresholdsOf,
  withGrant,
  withSuite,
  withThreshold,
  type PlanChoices,
  type PlanDraft,
  type UsualBudget,
} from './plan-draft.ts';

interface PlanFieldsProps {
  draft: PlanDraft;
  choices: PlanChoices;
  usual: UsualBudget;
  samples: number;
  /** In milliseconds since 1970. */
  now: number;
  onChange: (draft: PlanDraft) => void;
}

const purposes = Object.keys(purposeWords) as RunPlan['purpose'][];
const tiers = Object.keys(isolationWords) as RunPlan['tier'][];

export function PlanFields({ draft, choices, usual, samples, now, onChange }: PlanFieldsProps) {
  const set = (change: Partial<PlanDraft>) => onChange({ ...draft, ...change });
  return (
    <>
      <Fieldset legend="What is it for?">
        {purposes.map((each) => (
          <Radio
            key={each}
            id={`plan-purpose-${each}`}
            name="purpose"
            label={purposeWords[each].name}
            labelDescription={purposeWords[each].means}
            checked={draft.purpose === each}
            onChange={() => set({ purpose: each })}
          />
        ))}
      </Fieldset>
      <AccessFields {...{ draft, choices, onChange }} />
      <ChoiceField
        id="plan-suiteId"
        name="Suite"
        choices={choices.suites.map((suite) => ({ value: suite.id, name: suiteName(suite) }))}
        value={draft.suiteId}
        onChange={(suiteId) => onChange(withSuite(draft, choices, suiteId))}
      />
      <ChoiceField
        id="plan-thresholdId"
        name="Threshold"
        hint="Committed to before the plan. A run without one decides nothing."
        choices={[
          ...thresholdsOf(choices, draft.suiteId).map((threshold) => ({
            value: threshold.id,
            name: thresholdName(threshold),
          })),
          { value: '', name: 'None' },
        ]}
        value={draft.thresholdId}
        onChange={(thresholdId) => onChange(withThreshold(draft, choices, thresholdId))}
      />
      <TextField
        id="plan-epochs"
        name="Attempts at each task"
        hint={`${plural(samples, 'sample')} in all. A threshold is about one number of attempts.`}
        isNumber
        value={draft.epochs}
        onChange={(epochs) => set({ epochs })}
      />
      <BudgetFields {...{ draft, choices, usual, now, onChange }} />
      <Fieldset legend="Sandbox" className="sp-fields">
        {tiers.map((each) => (
          <Radio
            key={each}
            id={`plan-tier-${each}`}
            name="tier"
            label={isolationWords[each]}
            checked={draft.tier === each}
            onChange={() => set({ tier: each })}
          />
        ))}
      </Fieldset>
    </>
  );
}

type PartProps = Pick<PlanFieldsProps, 'draft' | 'choices' | 'onChange'>;

function AccessFields({ draft, choices, onChange }: PartProps) {
  const terms = choices.grants.find(({ id }) => id === draft.grantId)?.terms ?? null;
  const agreed = terms?.procedure ?? null;
  return (
    <>
      <ChoiceField
        id="plan-grantId"
        name="Access"
        choices={choices.grants.map(({ id, runner, window }) => ({
          value: id,
          name: `${runner.pseudonym}, ${window === null ? 'not used yet' : `ends ${instant(window.closesAt)}`}`,
        }))}
        value={draft.grantId}
        onChange={(grantId) => onChange(withGrant(draft, choices, grantId))}
      />
      <ChoiceField
        id="plan-modelName"
        name="Name of the model in requests"
        choices={(terms?.model.names ?? []).map((name) => ({ value: name, name }))}
        value={draft.modelName}
        onChange={(modelName) => onChange({ ...draft, modelName })}
      />
      <ChoiceField
        id="plan-procedureId"
        name="Procedure"
        hint={
          agreed === null
            ? 'The signed terms name none, so sealed tasks are not allowed.'
            : `The signed terms name \`${agreed}\`.`
        }
        choices={choices.procedures.map(({ id, key, publishedAt }) => ({
          value: id,
          name: `${key}, published ${day(publishedAt)}`,
        }))}
        value={draft.procedureId}
        onChange={(procedureId) => onChange({ ...draft, procedureId })}
      />
    </>
  );
}

function BudgetFields({ draft, choices, usual, now, onChange }: Omit<PlanFieldsProps, 'samples'>) {
  const grant = choices.grants.find(({ id }) => id === draft.grantId);
  const left = grant === undefined ? undefined : leftOf(grant, now);
  return (
    <Fieldset legend="Budget" className="sp-fields">
      <TextField
        id="plan-wallS"
        name="Hours"
        {...(left !== undefined && { hint: timeLeft(left.ms, grant?.window?.closesAt) })}
        isNumber
        value={draft.hours ?? String(usual.hours)}
        onChange={(hours) => onChange({ ...draft, hours })}
      />
      <TextField
        id="plan-tokens"
        name="Tokens, in and out"
        {...(left !== undefined && { hint: `The access has ${count(left.tokens)} left.` })}
        isNumber
        value={draft.tokens ?? count(usual.tokens)}
        onChange={(tokens) => onChange({ ...draft, tokens })}
      />
    </Fieldset>
  );
}

const timeLeft = (leftMs: number, closesAt: string | undefined): string =>
  closesAt === undefined
    ? `The access lasts ${span(leftMs)} from its first request.`
    : `The access ends ${instant(closesAt)}, in ${span(leftMs)}.`;

const suiteName = ({ name, version, kind, tasks }: SuiteSummary): string =>
  `${name}, version ${version}, ${kind}: ${plural(tasks, 'task')}`;

const thresholdName = ({ name, version, epochs, committedAt }: Threshold): string =>
  `${name}, version ${version}: ${plural(epochs, 'attempt')} at each task, committed ${day(committedAt)}`;
