/** Ends the session, forgets every answer that was given to it, and goes to the sign-in page. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from '@trussworks/react-uswds';
import { answer, api } from '../api/client.ts';
import { sessionQuery } from '../api/queries.ts';

export function SignOut() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const signOut = useMutation({
    mutationFn: () => answer(api.DELETE('/api/session')),
    async onSuccess() {
      queries.setQueryData(sessionQuery.queryKey, { person: null });
      await navigate({ to: '/sign-in' });
      queries.removeQueries({
        predicate: ({ queryKey }) =>
          queryKey[0] !== 'session' &&
          queryKey[0] !== 'installation' &&
          queryKey[0] !== 'local-people',
      });
    },
  });
  return (
    <>
      <Button type="button" unstyled disabled={signOut.isPending} onClick={() => signOut.mutate()}>
        Sign out
      </Button>
      {signOut.isError && <span role="alert">You are still signed in. Try again.</span>}
    </>
  );
}
