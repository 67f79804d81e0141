/** When the operator's systems were last compared with what is known. */
import { useState } from 'react';
import { lately } from '../words/dates.ts';

export function LastChecked({ at }: { at: string | null }) {
  const [now] = useState(() => Date.now());
  if (at === null) return 'Nothing was checked yet: add a system first.';
  return <>Last checked {lately(at, now)}.</>;
}
