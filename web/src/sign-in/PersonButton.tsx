/** One invented person to be. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { answer, api } from '../api/client.ts';
import { asProblem } from '../api/problem.ts';
import { sessionQuery } from '../api/queries.ts';
import type { LocalPerson } from '../api/views.ts';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';

export function PersonButton({ person }: { person: LocalPerson }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { to } = useSearch({ from: '/sign-in' });
  const signIn = useMutation({
    mutationFn: () => answer(api.POST('/api/local/session', { body: { personId: person.id } })),
    async onSuccess() {
      await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
      await navigate({ to: to ?? '/' });
    },
  });
  return (
    <>
      <button
        type="button"
        className="sp-person"
        disabled={signIn.isPending}
        onClick={() => signIn.mutate()}
      >
        <strong>{person.name}</strong>
        <span>{person.organisation}</span>
      </button>
      {signIn.isError && <ProblemAlert problem={asProblem(signIn.error)} />}
    </>
  );
}
