/** Refuses a nomination by one of the reasons that the criteria of that nomination list, with words. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { asProblem, type FieldFault } from '../api/problem.ts';
import { agreementsQuery, engagementAgain } from '../api/review-queries.ts';
import type { Partnership } from '../api/views.ts';
import { ChoiceField } from '../controls/ChoiceField.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { TextArea } from '../controls/TextArea.tsx';

interface RefuseFormProps {
  partnership: Partnership;
  onClose: () => void;
}

const charsMax = 2000;
const fieldOf = ({ pointer }: FieldFault): string => `refuse-${pointer.split('/').at(-1)}`;

export function RefuseForm({ partnership, onClose }: RefuseFormProps) {
  const { id, submissionId, nomination } = partnership;
  const codes = useCodes(submissionId, nomination?.criteriaSha256);
  const [chosen, setChosen] = useState<string>();
  const [because, setBecause] = useState('');
  const queries = useQueryClient();
  const refuse = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/partnerships/{partnershipId}/refusal', {
          params: { path: { partnershipId: id } },
          body: { code: chosen ?? codes[0]?.code ?? '', because },
        }),
      ),
    onSuccess: () => engagementAgain(queries, submissionId),
  });
  return (
    <form
      className="sp-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        refuse.mutate();
      }}
    >
      {refuse.isError && <ProblemAlert problem={asProblem(refuse.error)} fieldOf={fieldOf} />}
      <ChoiceField
        id="refuse-code"
        name="Reason, as the criteria list them"
        choices={codes.map(({ code, meaning }) => ({ value: code, name: meaning }))}
        value={chosen ?? codes[0]?.code ?? ''}
        onChange={setChosen}
      />
      <TextArea
        id="refuse-because"
        name="In words"
        hint="At least 10 characters. The partner and both sides read them."
        charsMax={charsMax}
        value={because}
        onChange={setBecause}
      />
      <div className="sp-buttons">
        <Button type="submit" disabled={refuse.isPending}>
          Refuse it
        </Button>
        <Button type="button" unstyled onClick={onClose}>
          Not now
        </Button>
      </div>
    </form>
  );
}

/** Of the criteria that were in force when it was nominated. */
function useCodes(submissionId: string, criteriaSha256: string | undefined) {
  const agreements = useQuery(agreementsQuery(submissionId)).data?.agreements ?? [];
  const criteria = agreements.map(({ document }) => document);
  const own = criteria.find(({ sha256 }) => sha256 === criteriaSha256);
  return own?.codes ?? [];
}
