/** How a grant stands, in a sentence or two. Nothing here says that a model or its release was approved. */
import type { Grant, Submission } from '../api/views.ts';
import { enderOf } from './access.ts';
import { instant } from './dates.ts';
import { count, plural, span } from './quantities.ts';

type Parties = Submission['parties'];

/** `now` in milliseconds since 1970. */
export function grantSentence(grant: Grant, parties: Parties, now: number): string {
  if (grant.ended !== null) return endSentence(grant, grant.ended, parties);
  const { developer, evaluator } = parties;
  if (grant.state === 'requested') {
    return `${grant.requestedBy} of ${evaluator.organisation} asks for ${askedFor(grant)}. ${developer.organisation} writes the exact terms, or declines.`;
  }
  if (grant.state === 'offered') {
    return 'The exact terms are written. Two people of each side sign them; until the first of them does, they can be written anew.';
  }
  if (grant.state === 'signing') return signingSentence(grant);
  return activeSentence(grant, now);
}

function askedFor({ request }: Grant): string {
  if (request === null) return 'access';
  const { lengthS, budget } = request;
  return `${span(lengthS * 1000)}, ${plural(budget.requests, 'request')} and ${plural(budget.tokens, 'token')}`;
}

function signingSentence({ missing, activationProblem }: Grant): string {
  const left = missing.developer + missing.evaluator;
  if (left > 0) return `${plural(left, 'signature')} of four still missing. Nobody has access yet.`;
  return activationProblem === null
    ? 'All four signatures are there. It is on its way to the gateway.'
    : 'All four signatures are there, but the gateway refuses it. It is asked again every half minute.';
}

function activeSentence({ window, terms }: Grant, now: number): string {
  if (window === null) {
    const until = terms === null ? '' : ` until ${instant(terms.window.claimUntil)}`;
    const length = terms === null ? '' : ` and lasts ${span(terms.window.lengthS * 1000)}`;
    return `In force and not used yet. The window opens with the first request${until}${length}.`;
  }
  const leftMs = Date.parse(window.closesAt) - now;
  return leftMs <= 0
    ? `The window closed on ${instant(window.closesAt)}.`
    : `In use since ${instant(window.opensAt)}. It closes by itself in ${span(leftMs)}, on ${instant(window.closesAt)}.`;
}

function endSentence(
  { state, spent }: Grant,
  { at, side, person, because, isGatewayTold }: NonNullable<Grant['ended']>,
  parties: Parties,
): string {
  const who = person === null || side === 'gateway' ? '' : ` (${person})`;
  const by = `Ended by ${enderOf(side, parties)}${who} on ${instant(at)}`;
  const why = because === '' ? '' : `: ${because}`;
  const used =
    spent.requests === 0
      ? ' It was never used.'
      : ` Used: ${plural(spent.requests, 'request')}, ${count(spent.tokens)} tokens.`;
  const told =
    state === 'revoked' && !isGatewayTold
      ? ' The gateway has not answered yet; it is told until it does.'
      : '';
  return `${by}${why}${/[.!?]$/.test(because) ? '' : '.'}${used}${told}`;
}
