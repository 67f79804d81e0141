/**
 * What the server refused, as it said it (RFC 9457), or that it did not answer. Pages show `detail` and
 * `errors` as they are: the server's words say what to do next.
 */
export interface FieldFault {
  /** JSON Pointer (RFC 6901) into what was sent. */
  pointer: string;
  detail: string;
}

export class Problem extends Error {
  /** HTTP status; 0 where no answer came. */
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly instance: string | undefined;
  readonly errors: readonly FieldFault[];

  constructor(parts: {
    status: number;
    code: string;
    title: string;
    detail: string;
    instance?: string | undefined;
    errors?: readonly FieldFault[];
  }) {
    super(parts.detail);
    this.status = parts.status;
    this.code = parts.code;
    this.title = parts.title;
    this.instance = parts.instance;
    this.errors = parts.errors ?? [];
  }
}

export function noAnswer(): Problem {
  return new Problem({
    status: 0,
    code: 'no_answer',
    title: 'No answer from the server',
    detail: 'nothing was changed; check your connection, then try again',
  });
}

/** Reads a refusal from a body that should be problem+json, and does not trust it to be. */
export function problemFrom(status: number, body: unknown): Problem {
  const parts = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (key: string) => (typeof parts[key] === 'string' ? parts[key] : undefined);
  return new Problem({
    status,
    code: text('code') ?? 'unreadable',
    title: text('title') ?? 'The server refused this',
    detail: text('detail') ?? `it answered ${status} and gave no reason; try again`,
    instance: text('instance'),
    errors: Array.isArray(parts['errors']) ? parts['errors'].filter(isFieldFault) : [],
  });
}

function isFieldFault(value: unknown): value is FieldFault {
  const { pointer, detail } = (value ?? {}) as Partial<FieldFault>;
  return typeof pointer === 'string' && typeof detail === 'string';
}

export function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : noAnswer();
}
