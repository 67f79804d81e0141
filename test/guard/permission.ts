/**
 * Words that mean permission. Nothing here can block, delay or approve a model's release, and no word says
 * that it could: none of these may stand anywhere in the system in that sense, and each use in another sense
 * is listed with its place and its reason (senses.ts). Matching is by word, after names are taken apart:
 * `isApproved`, `is_approved` and `is-approved` all say *is approved*.
 */

/** One thing the system can say, and where. */
export interface Utterance {
  /** A path, a route, a table, a command: what a reader needs to find it. */
  place: string;
  text: string;
}

export interface Hit extends Utterance {
  word: string;
  /** Of the word in `text`, which is plain. */
  from: number;
}

/** Permission, whatever it is said of. */
const always = [
  '(?:dis)?approv\\w*',
  'clear(?:ed|ances?)',
  'clear (?:for|to)',
  '(?:un)?certif\\w*',
  'accredit\\w*',
  'endors\\w*',
  '(?:un)?licen[cs]\\w*',
  'permi(?:ts?|tted|tting|ssions?|ssible)',
  '(?:un)?authori[sz]\\w*',
  '(?:non ?)?complian\\w*',
  'compl(?:y|ies|ied|ying)',
  '(?:in)?eligib\\w*',
  'sanction\\w*',
  '(?:dis|un)?qualif\\w*',
  'prohibit\\w*',
  'bann?(?:ed|s)?',
  'veto\\w*',
  'vett(?:ed|ing)',
  'waive[rd]?s?',
  'exempt\\w*',
  'green ?light\\w*',
  'no go',
  'good standing',
  'trustworth\\w*',
];

/** Permission when a label says it, which says it of whatever stands beside it, or a sentence about a model. */
const inLabels = [
  'pass(?:es|ed|ing)?',
  'fail(?:s|ed|ing|ures?)?',
  '(?:un)?block(?:s|ed|ing|ers?)',
  'held',
  'on hold',
  '(?:dis)?allow(?:s|ed|ing|ance)?',
  'with(?:hold(?:s|ing)?|held)',
  'suspen(?:d\\w*|sion)',
  'den(?:y|ies|ied|ying|ial)',
  '(?:un)?safe',
  'gat(?:e|es|ed|ing)',
];
/** Permission in a sentence about a model; elsewhere a file holds lines and a server refuses a request. */
const inSentences = [
  'holds?',
  'holding',
  'forbid(?:s|den|ding)?',
  'refus(?:e|es|ed|al|als|ing)',
  'reject\\w*',
  'consent\\w*',
  'delay(?:s|ed|ing)?',
];
/** Words that act on a release are permission only together with it. */
const withRelease = [
  'block',
  'may',
  'must not',
  'cannot',
  'ready',
  'fit',
  'free',
  'ok',
  'okay',
].map((word) => `${word} (?:\\w+ ){0,4}releas\\w*`);

const wordsOf = (alternatives: string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
const alwaysPattern = wordsOf([...always, ...withRelease]);
const labelPattern = wordsOf(inLabels);
const sentencePattern = wordsOf([...inLabels, ...inSentences]);
const aboutModels =
  /(?<!\p{L})(?:models?|releas\w*|developers?|labs?|submissions?|engagements?|determinations?|assessments?|partners?|partnerships?)(?!\p{L})/u;
/** A label, a state, the value of a field. */
const labelWordsMax = 3;

/** Names taken apart into words, lower case, one space between. */
export function plain(text: string): string {
  return text
    .replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/[_\-\s]+/g, ' ')
    .toLowerCase()
    .trim();
}

/** Every use of such a word; `text` of a hit is plain. */
export function hitsIn({ place, text }: Utterance): Hit[] {
  const said = plain(text);
  const isLabel = said.split(' ').length <= labelWordsMax;
  const found = [...said.matchAll(alwaysPattern), ...(isLabel ? said.matchAll(labelPattern) : [])];
  for (const sentence of said.matchAll(/[^.;:?!]+/g))
    if (!isLabel && aboutModels.test(sentence[0]))
      for (const match of sentence[0].matchAll(sentencePattern)) {
        match.index += sentence.index;
        found.push(match);
      }
  return found.map((match) => ({ place, text: said, word: match[0], from: match.index }));
}
