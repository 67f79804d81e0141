/** The partner takes the statement that both sides signed: by the digest of the text that is read here. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import { answer, api } from '../api/client.ts';
import { asProblem } from '../api/problem.ts';
import { engagementAgain, partnershipStatementQuery } from '../api/review-queries.ts';
import type { Partnership } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { PrintedText } from '../controls/PrintedText.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';

export function AcceptStatement({
  partnership: { id, submissionId },
}: {
  partnership: Partnership;
}) {
  const statement = useQuery(partnershipStatementQuery(id));
  const queries = useQueryClient();
  const accept = useMutation({
    mutationFn: async (note: string) =>
      answer(
        api.POST('/api/partnerships/{partnershipId}/acceptance', {
          params: { path: { partnershipId: id } },
          body: { statementSha256: await sha256Of(textOf(note)) },
        }),
      ),
    onSuccess: () => engagementAgain(queries, submissionId),
  });
  return (
    <div className="sp-step">
      <h4>The statement</h4>
      <Answer of={statement} named="the statement">
        {(note) => (
          <>
            <PrintedText text={note} label="the statement" fileName={`${id}.txt`} />
            {accept.isError && <ProblemAlert problem={asProblem(accept.error)} />}
            <div className="sp-buttons">
              <Button type="button" disabled={accept.isPending} onClick={() => accept.mutate(note)}>
                I read this text, and we take it
              </Button>
            </div>
          </>
        )}
      </Answer>
    </div>
  );
}

/** Of a note, the text that its signatures are of (C2SP signed-note): up to the blank line before them. */
const textOf = (note: string): string => {
  const end = note.lastIndexOf('\n\n');
  return end === -1 ? note : note.slice(0, end + 1);
};

async function sha256Of(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
