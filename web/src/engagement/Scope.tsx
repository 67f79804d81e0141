/** What the developer takes part in, switch by switch. What falls out of it ends at once, so it is sent by a button. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Fieldset } from '@trussworks/react-uswds';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { asProblem } from '../api/problem.ts';
import { engagementAgain } from '../api/review-queries.ts';
import type { EngagementScope, Submission } from '../api/views.ts';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { scopes, scopeWords } from '../words/review.ts';

export function Scope({ submission: { id, scope } }: { submission: Submission }) {
  const [chosen, setChosen] = useState<readonly EngagementScope[]>(scope);
  const queries = useQueryClient();
  const choose = useMutation({
    mutationFn: (body: { scope: EngagementScope[] }) =>
      answer(
        api.POST('/api/submissions/{submissionId}/scope', {
          params: { path: { submissionId: id } },
          body,
        }),
      ),
    onSettled: () => engagementAgain(queries, id),
  });
  const wanted = scopes.filter((each) => chosen.includes(each));
  const isAsItWas = scopes.every((each) => scope.includes(each) === chosen.includes(each));
  return (
    <details className="sp-details">
      <summary>
        {scope.length === scopes.length
          ? 'You take part in all of it'
          : `You take part in ${scope.length} of ${scopes.length} parts`}
      </summary>
      {choose.isError && <ProblemAlert problem={asProblem(choose.error)} />}
      <Fieldset legend="What do you take part in?" legendStyle="srOnly" className="sp-scope">
        {scopes.map((each) => (
          <Checkbox
            key={each}
            id={`scope-${each}`}
            name={each}
            label={scopeWords[each].name}
            labelDescription={scopeWords[each].means}
            checked={chosen.includes(each)}
            onChange={({ target }) =>
              setChosen(
                target.checked ? [...chosen, each] : chosen.filter((other) => other !== each),
              )
            }
          />
        ))}
      </Fieldset>
      <div className="sp-buttons">
        <Button
          type="button"
          outline
          disabled={choose.isPending || isAsItWas}
          onClick={() => choose.mutate({ scope: wanted })}
        >
          Take part in these
        </Button>
        <span className="sp-small" role="status">
          {choose.isSuccess && isAsItWas ? 'Done.' : ''}
        </span>
      </div>
    </details>
  );
}
