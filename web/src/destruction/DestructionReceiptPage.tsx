/** The receipt of a destruction: text that both sides keep, checked against the log. */
import { useQuery } from '@tanstack/react-query';
import { destructionReceiptQuery } from '../api/review-queries.ts';
import { Answer } from '../controls/Answer.tsx';
import { PrintedText } from '../controls/PrintedText.tsx';
import { EngagementPart } from '../engagement/EngagementPart.tsx';

export function DestructionReceiptPage({ submissionId }: { submissionId: string }) {
  const receipt = useQuery(destructionReceiptQuery(submissionId));
  return (
    <EngagementPart submissionId={submissionId} part="Receipt of destruction">
      {() => (
        <Answer of={receipt} named="the receipt">
          {(text) => (
            <PrintedText
              text={text}
              label="the receipt"
              fileName={`${submissionId}-destroyed.txt`}
            />
          )}
        </Answer>
      )}
    </EngagementPart>
  );
}
