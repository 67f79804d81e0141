/** What is settled, in short: patched with a receipt, or protected and still to be patched. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from '@trussworks/react-uswds';
import { useState, type ReactNode } from 'react';
import { actionsQuery } from '../api/queries.ts';
import type { Action } from '../api/views.ts';
import { StateTag } from '../controls/StateTag.tsx';
import { actionWords } from '../words/states.ts';
import { whatToDo } from './ActionCard.tsx';
import { SettleForm } from './SettleForm.tsx';

interface SettledProps {
  state: 'mitigated' | 'confirmed';
  heading: string;
  children: ReactNode;
}

export function Settled({ state, heading, children }: SettledProps) {
  const { data } = useQuery(actionsQuery(state));
  // Secondary on this page: while unknown or empty it takes no room, and a refusal is said by the cards.
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section className="sp-settled" aria-labelledby={`settled-${state}`}>
      <h2 id={`settled-${state}`}>{heading}</h2>
      <p className="sp-small">{children}</p>
      <ul>
        {data.items.map((action) => (
          <SettledItem key={action.id} action={action} />
        ))}
      </ul>
    </section>
  );
}

function SettledItem({ action }: { action: Action }) {
  const [isSettling, setSettling] = useState(false);
  return (
    <li>
      <div className="sp-settled__row">
        <div>
          <strong>{whatToDo(action)}</strong>
          <span className="sp-small">{action.system}</span>
        </div>
        <StateTag state={actionWords[action.state]} />
        <div className="sp-settled__ways">
          {action.receiptId !== null && (
            <Link to="/receipts/$receiptId" params={{ receiptId: action.receiptId }}>
              Receipt<span className="sp-unseen"> for {whatToDo(action)}</span>
            </Link>
          )}
          {action.state === 'mitigated' && !isSettling && (
            <Button type="button" unstyled onClick={() => setSettling(true)}>
              Patched now<span className="sp-unseen">: {whatToDo(action)}</span>
            </Button>
          )}
        </div>
      </div>
      {isSettling && <SettleForm action={action} how="done" onCancel={() => setSettling(false)} />}
    </li>
  );
}
