/** The time now in milliseconds since 1970, read again at each beat: for countdowns. */
import { useEffect, useState } from 'react';

export function useNow(everyMs: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const beat = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(beat);
  }, [everyMs]);
  return now;
}
