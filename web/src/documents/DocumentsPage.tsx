/** What both sides accepted, and who of the reading side declared what. */
import { EngagementPart } from '../engagement/EngagementPart.tsx';
import { Agreements } from './Agreements.tsx';
import { Declarations } from './Declarations.tsx';

export function DocumentsPage({ submissionId }: { submissionId: string }) {
  return (
    <EngagementPart submissionId={submissionId} part="Documents and declarations">
      {(submission) => (
        <div className="sp-columns">
          <Agreements submission={submission} />
          <Declarations submission={submission} />
        </div>
      )}
    </EngagementPart>
  );
}
