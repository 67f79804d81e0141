/** What a question says of a model: words, never weights. */
import { TextArea } from '../controls/TextArea.tsx';
import { TextField } from '../controls/TextField.tsx';
import type { DescriptorDraft } from './question-draft.ts';

const charsMax = 10_000;

interface DescriptorFieldsProps<Draft> {
  draft: Draft;
  onChange: (draft: Draft) => void;
}

export function DescriptorFields<Draft extends DescriptorDraft>({
  draft,
  onChange,
}: DescriptorFieldsProps<Draft>) {
  return (
    <>
      <TextArea
        id="ask-what"
        name="What is it?"
        hint="What kind of model, in your words. No weights, no secrets you need not tell."
        charsMax={charsMax}
        value={draft.what}
        onChange={(what) => onChange({ ...draft, what })}
      />
      <TextArea
        id="ask-capabilities"
        name="What do you expect it can do?"
        hint="And what that rests on: your own tests, its size, what came before it."
        charsMax={charsMax}
        value={draft.capabilities}
        onChange={(capabilities) => onChange({ ...draft, capabilities })}
      />
      <TextField
        id="ask-contact"
        name="Contact"
        hint="Whom the office writes to, and how."
        value={draft.contact}
        onChange={(contact) => onChange({ ...draft, contact })}
      />
    </>
  );
}

/** Outside the short form: what the office may want to know, and need not. */
export function ContextField<Draft extends DescriptorDraft>({
  draft,
  onChange,
}: DescriptorFieldsProps<Draft>) {
  return (
    <TextArea
      id="ask-context"
      name="Anything else the office should know"
      hint="Plans, safeguards, doubts. May stay empty."
      charsMax={charsMax}
      value={draft.context}
      onChange={(context) => onChange({ ...draft, context })}
    />
  );
}
