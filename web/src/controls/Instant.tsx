/** An instant people can read and machines can too. */
import { instant } from '../words/dates.ts';

export function Instant({ at }: { at: string }) {
  return (
    <time className="sp-instant" dateTime={at}>
      {instant(at)}
    </time>
  );
}
