/** What a grant may use and has used: requests and tokens, each as figures and as a bar. */
import type { Budget, GrantBudget } from '../api/views.ts';
import { hour } from '../words/dates.ts';
import { count, plural } from '../words/quantities.ts';

interface BudgetBarsProps {
  budget: Budget;
  spent: GrantBudget['spent'];
  /** What the gateway says of this moment; absent for what is not in force. */
  live?: { reservedTokens: number; running: number; asOf: string | null } | undefined;
}

export function BudgetBars({ budget, spent, live }: BudgetBarsProps) {
  return (
    <div className="sp-budget">
      <Meter name="Requests" unit="requests" max={budget.requests} spent={spent.requests} />
      <Meter
        name="Tokens"
        unit="tokens"
        max={budget.tokens}
        spent={spent.tokens}
        reserved={live?.reservedTokens ?? 0}
      />
      {live !== undefined && (
        <p className="sp-small">
          <strong>{running(live.running, budget.streamsMax)}</strong> Spent is counted from the
          verified log; reserved and running are what the gateway said
          {live.asOf === null ? '' : ` at ${hour(live.asOf)}`}.
        </p>
      )}
    </div>
  );
}

const running = (streams: number, max: number): string =>
  streams === 0
    ? `Nothing is running; at most ${count(max)} at once.`
    : `${plural(streams, 'request')} running now, at most ${count(max)} at once.`;

interface MeterProps {
  name: string;
  unit: string;
  max: number;
  spent: number;
  reserved?: number;
}

function Meter({ name, unit, max, spent, reserved = 0 }: MeterProps) {
  const left = Math.max(0, max - spent - reserved);
  const share = (value: number) => `${Math.min(100, (value / max) * 100)}%`;
  return (
    <div className="sp-meter">
      <p className="sp-meter__figures">
        <strong>{name}</strong>
        <span>
          {count(spent)} of {count(max)} {unit} spent
        </span>
        {reserved > 0 && <span>{count(reserved)} reserved</span>}
        <span>{count(left)} left</span>
      </p>
      <div className="sp-meter__bar" aria-hidden="true">
        <span className="sp-meter__spent" style={{ width: share(spent) }} />
        <span className="sp-meter__reserved" style={{ width: share(reserved) }} />
      </div>
    </div>
  );
}
