/**
 * What is asked for or offered, as people type it. Limits are the server's to know: what does not fit comes
 * back with its place, and the page leads there.
 */
import type { Budget, Grant } from '../api/views.ts';
import { numberOf } from '../words/quantities.ts';

type Terms = NonNullable<Grant['request']>;

export interface TermsDraft {
  /** One a line, as in `POST /v1/messages`. */
  endpoints: string;
  days: string;
  budget: Record<keyof Budget, string>;
}

const daySeconds = 86_400;

export const firstDraft: TermsDraft = {
  endpoints: 'POST /v1/chat/completions',
  days: '7',
  budget: {
    requests: '1000',
    tokens: '1000000',
    streamsMax: '8',
    outputTokensMax: '4096',
    contextTokensMax: '128000',
    requestBytesMax: '1048576',
  },
};

export function draftOf({ endpoints, lengthS, budget }: Omit<Terms, 'purpose'>): TermsDraft {
  return {
    endpoints: endpointLines(endpoints),
    days: String(lengthS / daySeconds),
    budget: mapBudget(budget, String),
  };
}

export function termsOf(draft: TermsDraft): Omit<Terms, 'purpose'> {
  return {
    endpoints: endpointsIn(draft.endpoints),
    lengthS: Math.round(numberOf(draft.days) * daySeconds),
    budget: mapBudget(draft.budget, numberOf),
  };
}

export const endpointLines = (endpoints: Terms['endpoints']): string =>
  endpoints.map(({ method, path }) => `${method} ${path}`).join('\n');

export const endpointsIn = (lines: string): Terms['endpoints'] =>
  linesIn(lines).map((line) => {
    const [method, ...path] = line.split(/\s+/);
    // Another method is refused by the server, with its place.
    return { method: method as 'GET' | 'POST', path: path.join(' ') };
  });

export const linesIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

function mapBudget<From, To>(
  budget: Record<keyof Budget, From>,
  to: (value: From) => To,
): Record<keyof Budget, To> {
  return {
    requests: to(budget.requests),
    tokens: to(budget.tokens),
    streamsMax: to(budget.streamsMax),
    outputTokensMax: to(budget.outputTokensMax),
    contextTokensMax: to(budget.contextTokensMax),
    requestBytesMax: to(budget.requestBytesMax),
  };
}

/** The field that a fault of the server belongs to: `/body/budget/tokens` is `terms-budget-tokens`. */
export function fieldOf({ pointer }: { pointer: string }): string | undefined {
  const [, , ...path] = pointer.split('/');
  const [first, second] = path;
  if (first === 'endpoints' || first === 'lengthS') return `terms-${first}`;
  if (first === undefined) return undefined;
  return second === undefined || /^\d+$/.test(second)
    ? `terms-${first}`
    : `terms-${first}-${second}`;
}
