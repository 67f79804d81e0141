/** A question as people type it, and the body that it makes. */
import { Problem, type FieldFault } from '../api/problem.ts';
import type { Descriptor, NewQuestion, Person } from '../api/views.ts';

export interface DescriptorDraft extends Required<Descriptor> {
  contact: string;
}
export interface QuestionDraft extends DescriptorDraft {
  declaredAs: string;
  evaluatorId: string;
  isConfidential: boolean;
  plannedReleaseAt: string | undefined;
  publicReleaseAt: string | undefined;
}

/** Confidential until somebody says otherwise; whom to ask is known where there is one office. */
export const firstQuestion = (person: Person, evaluatorId: string): QuestionDraft => ({
  ...emptyDescriptor(person),
  declaredAs: '',
  evaluatorId,
  isConfidential: true,
  plannedReleaseAt: undefined,
  publicReleaseAt: undefined,
});

export const emptyDescriptor = (person: Person): DescriptorDraft => ({
  what: '',
  capabilities: '',
  context: '',
  contact: `${person.name}, ${person.organisation}`,
});

export const descriptorBody = ({ what, capabilities, context, contact }: DescriptorDraft) => ({
  descriptor: { what, capabilities, context },
  contact,
});

export const questionBody = (draft: QuestionDraft): NewQuestion => ({
  ...descriptorBody(draft),
  declaredAs: draft.declaredAs,
  evaluatorId: draft.evaluatorId,
  isConfidential: draft.isConfidential,
  plannedReleaseAt: draft.plannedReleaseAt ?? null,
  publicReleaseAt: draft.publicReleaseAt ?? null,
});

const needed = {
  declaredAs: 'give the model a name',
  what: 'say what kind of model it is',
  capabilities: 'say what you expect it can do',
  contact: 'say whom the office writes to',
  evaluatorId: 'choose whom to ask',
} as const;

/** What is still missing, in the shape of a refusal, before anything is sent. */
export function missingFrom(draft: Partial<Record<keyof typeof needed, string>>) {
  const errors = (Object.keys(needed) as (keyof typeof needed)[])
    .filter((field) => draft[field]?.trim() === '')
    .map((field) => ({ pointer: `/body/${field}`, detail: needed[field] }));
  if (errors.length === 0) return undefined;
  return new Problem({
    status: 0,
    code: 'incomplete',
    title: 'Something is missing',
    detail: 'nothing was sent; fill in what is listed here',
    errors,
  });
}

export const fieldOf = ({ pointer }: FieldFault): string => `ask-${pointer.split('/').at(-1)}`;

const names: Record<string, string> = {
  declaredAs: 'Model',
  what: 'What it is',
  capabilities: 'What it can do',
  context: 'Anything else',
  contact: 'Contact',
  evaluatorId: 'Whom to ask',
  plannedReleaseAt: 'Planned release to partners',
  publicReleaseAt: 'Planned release to the public',
};

/** As the form calls it. */
export const nameOf = ({ pointer }: FieldFault): string | undefined =>
  names[pointer.split('/').at(-1) ?? ''];

/** Fields that stand closed, below the short form. */
const further = ['context', 'plannedReleaseAt', 'publicReleaseAt'];
export const saysFurther = ({
  context,
  plannedReleaseAt,
  publicReleaseAt,
}: QuestionDraft): boolean => [context.trim(), plannedReleaseAt, publicReleaseAt].some(Boolean);
export const isFurther = ({ pointer }: FieldFault): boolean =>
  further.includes(pointer.split('/').at(-1) ?? '');
