/** Why the office took a determination back before it was signed, in the words that both sides read. */
import type { Determination } from '../api/views.ts';
import { Instant } from '../controls/Instant.tsx';

export function Withdrawal({
  withdrawal: { at, by, because },
}: {
  withdrawal: NonNullable<Determination['withdrawal']>;
}) {
  return (
    <blockquote className="sp-said">
      <p>{because}</p>
      <footer className="sp-small">
        {by}, <Instant at={at} />
      </footer>
    </blockquote>
  );
}
