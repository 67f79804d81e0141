/** Says that a card is done, or that it cannot be; either way a named person's words and a receipt. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Label, Textarea } from '@trussworks/react-uswds';
import { useEffect, useState } from 'react';
import { answer, api } from '../api/client.ts';
import { asProblem } from '../api/problem.ts';
import type { Action } from '../api/views.ts';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';

const words = {
  done: {
    ask: 'What did you check?',
    hint: 'What you did and what you saw, in a sentence. Your name goes on the receipt.',
    send: 'Record it as done',
  },
  mitigated: {
    ask: 'Why can’t it be patched, and what protects it meanwhile?',
    hint: 'For example: the manufacturer has not approved the update; the device is on a network of its own. It will be shown as protected, not patched.',
    send: 'Record it as protected, not patched',
  },
} as const;

interface SettleFormProps {
  action: Action;
  how: 'done' | 'mitigated';
  onCancel: () => void;
}

export function SettleForm({ action, how, onCancel }: SettleFormProps) {
  const [note, setNote] = useState('');
  const [isMissing, setMissing] = useState(false);
  const settle = useSettle(action.id, how);
  const field = `note-${action.id}`;
  const { ask, hint, send } = words[how];

  // The question replaces the button that had the focus.
  useEffect(() => document.getElementById(field)?.focus(), [field]);

  return (
    <form
      className="sp-form sp-settle"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(note.trim() === '');
        if (note.trim() === '') document.getElementById(field)?.focus();
        else settle.mutate(note.trim());
      }}
    >
      {settle.isError && <ProblemAlert problem={asProblem(settle.error)} fieldOf={() => field} />}
      <Label htmlFor={field} error={isMissing}>
        {ask}
      </Label>
      <span className="usa-hint" id={`${field}-hint`}>
        {hint}
      </span>
      {isMissing && (
        <span className="usa-error-message" id={`${field}-error`} role="alert">
          Write a few words first.
        </span>
      )}
      <Textarea
        id={field}
        name="note"
        rows={3}
        maxLength={500}
        error={isMissing}
        aria-invalid={isMissing}
        aria-describedby={isMissing ? `${field}-hint ${field}-error` : `${field}-hint`}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="sp-buttons">
        <Button type="submit" disabled={settle.isPending}>
          {send}
        </Button>
        <Button type="button" unstyled onClick={onCancel}>
          Not now
        </Button>
      </div>
    </form>
  );
}

function useSettle(actionId: string, how: 'done' | 'mitigated') {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (note: string) => {
      const asked = { params: { path: { actionId } }, body: { note } };
      return answer(
        how === 'done'
          ? api.POST('/api/actions/{actionId}/done', asked)
          : api.POST('/api/actions/{actionId}/mitigated', asked),
      );
    },
    async onSuccess(receipt) {
      await navigate({ to: '/receipts/$receiptId', params: { receiptId: receipt.id } });
      await queries.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] === 'home' || queryKey[0] === 'actions',
      });
    },
  });
}
