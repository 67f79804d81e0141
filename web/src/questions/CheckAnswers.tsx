/** A question's answers once more, before they go (journeys, Long forms). */
import { Button } from '@trussworks/react-uswds';
import { Fact, Facts } from '../controls/Facts.tsx';
import { Instant } from '../controls/Instant.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import type { QuestionDraft } from './question-draft.ts';

interface CheckAnswersProps {
  draft: QuestionDraft;
  office: string;
  isSending: boolean;
  onSend: () => void;
  onChange: () => void;
}

export function CheckAnswers({ draft, office, isSending, onSend, onChange }: CheckAnswersProps) {
  const { plannedReleaseAt, publicReleaseAt, context } = draft;
  return (
    <>
      <PageTitle above="Nothing was sent yet">Check your answers</PageTitle>
      <div className="sp-answers">
        <Facts stacked>
          <Fact name="Model">{draft.declaredAs}</Fact>
          <Fact name="What is it?">{draft.what}</Fact>
          <Fact name="What do you expect it can do?">{draft.capabilities}</Fact>
          <Fact name="Anything else">{context.trim() === '' ? 'Not given' : context}</Fact>
          <Fact name="Contact">{draft.contact}</Fact>
          <Fact name="Whom to ask">{office}</Fact>
          <Fact name="Confidential">
            {draft.isConfidential ? 'Yes' : 'No: the office may name the question to others'}
          </Fact>
          <Fact name="Planned release to partners">
            {plannedReleaseAt === undefined ? 'Not given' : <Instant at={plannedReleaseAt} />}
          </Fact>
          <Fact name="Planned release to the public">
            {publicReleaseAt === undefined ? 'Not given' : <Instant at={publicReleaseAt} />}
          </Fact>
        </Facts>
      </div>
      <div className="sp-buttons">
        <Button type="button" disabled={isSending} onClick={onSend}>
          Ask this question
        </Button>
        <Button type="button" outline onClick={onChange}>
          Change an answer
        </Button>
      </div>
    </>
  );
}
