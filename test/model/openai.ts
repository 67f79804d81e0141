/** What the OpenAI APIs share: bearer keys, errors, the list of models. Shapes as of API version 1. */
import type { House, Problem, StreamEvent } from './dialect.ts';

/** `type` and `code` of an error by its status; others are `api_error`. */
const kinds: Readonly<Record<number, [type: string, code: string | null]>> = {
  400: ['invalid_request_error', null],
  401: ['invalid_request_error', 'invalid_api_key'],
  403: ['permission_error', null],
  404: ['invalid_request_error', null],
  413: ['invalid_request_error', 'request_too_large'],
  429: ['requests', 'rate_limit_exceeded'],
  500: ['server_error', null],
  503: ['server_error', 'overloaded'],
};

function errorOf({ status, message, param, code }: Problem): { error: object } {
  const [type, usual] = kinds[status] ?? ['api_error', null];
  return { error: { message, type, param: param ?? null, code: code ?? usual } };
}

const modelEntry = (id: string): object => ({
  id,
  object: 'model',
  created: Date.UTC(2026, 10, 20) / 1000,
  owned_by: 'scripted',
});

export const openai: House = {
  keyOf: ({ authorization }) => /^Bearer (.+)$/.exec(authorization ?? '')?.[1],
  error: errorOf,
  requestIdHeader: 'x-request-id',
  models: (names) => ({ object: 'list', data: names.map(modelEntry) }),
  modelEntry,
};

/** OpenAI’s streams end a broken answer by an event without a name, or one named `error`. */
export const failureOf = (name?: string): StreamEvent => {
  const { error } = errorOf({ status: 500, message: 'the model stopped' });
  return name === undefined ? { data: { error } } : { name, data: { ...error, type: name } };
};
