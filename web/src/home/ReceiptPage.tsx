/** A receipt: who said or what showed that a system is patched, signed, fit to print and file. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from '@trussworks/react-uswds';
import { receiptQuery } from '../api/queries.ts';
import type { Receipt } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { Fact, Facts } from '../controls/Facts.tsx';
import { Instant } from '../controls/Instant.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';

const evidenceWords: Record<Receipt['evidence'], string> = {
  attestation: 'A named person’s word',
  inventory: 'A list of the system’s software that shows the fixed version',
};

export function ReceiptPage({ receiptId }: { receiptId: string }) {
  const receipt = useQuery(receiptQuery(receiptId));
  return (
    <div className="sp-page sp-page--reading">
      <Answer of={receipt} named="the receipt">
        {(data) => <Loaded receipt={data} />}
      </Answer>
    </div>
  );
}

function Loaded({ receipt }: { receipt: Receipt }) {
  return (
    <>
      <PageTitle>Receipt</PageTitle>
      <article className="sp-receipt">
        <p className="sp-receipt__statement">{receipt.statement}</p>
        <Facts stacked>
          <Fact name="Recorded">
            <Instant at={receipt.at} />
          </Fact>
          <Fact name="What it rests on">{evidenceWords[receipt.evidence]}</Fact>
          <Fact name="Receipt number">
            <code>{receipt.id}</code>
          </Fact>
          <Fact name="Signature (Ed25519)">
            <code className="sp-hash">{receipt.signature}</code>
          </Fact>
          <Fact name="Signed by key">
            <code className="sp-hash">{receipt.keyId}</code>
          </Fact>
        </Facts>
      </article>
      <div className="sp-buttons sp-no-print">
        <Button type="button" onClick={() => window.print()}>
          Print
        </Button>
        <Link className="usa-button usa-button--outline" to="/home">
          Back to what there is to do
        </Link>
      </div>
    </>
  );
}
