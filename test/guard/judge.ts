/** Holds every use of permission's words against the senses that explain it, both ways. */
import type { Hit } from './permission.ts';
import { senses, type Sense } from './senses.ts';

const covers = (pattern: string, place: string): boolean =>
  pattern.endsWith('*') ? place.startsWith(pattern.slice(0, -1)) : place === pattern;

/** Whether a phrase stands around the hit. */
function surrounds(phrase: string, { text, from, word }: Hit): boolean {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1))
    if (at <= from && from + word.length <= at + phrase.length) return true;
  return false;
}

export interface Judged {
  /** Uses that no sense explains. */
  unexplained: Hit[];
  /** Phrases and places of senses that no use needed. */
  unneeded: string[];
}

export function judge(hits: readonly Hit[], known: readonly Sense[] = senses): Judged {
  const needed = new Set<string>();
  const unexplained = hits.filter((hit) => {
    let isExplained = false;
    known.forEach(({ phrases, places }, index) => {
      const phrase = phrases.filter((each) => surrounds(each, hit));
      const place = places.filter((each) => covers(each, hit.place));
      if (phrase.length === 0 || place.length === 0) return;
      isExplained = true;
      for (const each of [...phrase, ...place]) needed.add(`${index} ${each}`);
    });
    return !isExplained;
  });
  const unneeded = known.flatMap(({ phrases, places }, index) =>
    [...phrases, ...places].filter((each) => !needed.has(`${index} ${each}`)),
  );
  return { unexplained, unneeded };
}
