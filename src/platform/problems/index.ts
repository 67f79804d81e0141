/**
 * Refusals (RFC 9457). Each domain declares its codes in `problems.ts`; `app` joins them into one
 * registry, one mapper turns a refusal into `application/problem+json`, and `docs/problems.md` is
 * held to the registry by a test.
 *
 * What a caller may not see is the same `not_found` as what is not there, byte for byte.
 */

export interface ProblemDefinition {
  /** HTTP status, 400–599. */
  status: number;
  /** Fixed for the type; RFC 9457 `title`. */
  title: string;
  /** For the reader of docs/problems.md: what it means and what to do next. */
  meaning: string;
}

export type ProblemRegistry = Readonly<Record<string, ProblemDefinition>>;

/** One fault at one place of the caller's document. `pointer` is a JSON Pointer (RFC 6901). */
export interface FieldError {
  pointer: string;
  detail: string;
}

/** A thrown refusal: registered code, and a detail that tells its reader what to do. */
export class Refusal extends Error {
  readonly code: string;
  readonly errors: FieldError[];
  /** Seconds after which trying again makes sense; becomes `Retry-After`. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: string,
    detail: string,
    options: ErrorOptions & { errors?: FieldError[]; retryAfterSeconds?: number } = {},
  ) {
    super(detail, options);
    this.code = code;
    this.errors = options.errors ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** An illegal transition: names from, trigger and to; never the unchanged state (house style). */
export class IllegalTransition extends Refusal {
  constructor(noun: string, from: string, trigger: string) {
    super(
      'illegal_transition',
      `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun} that is \`${from}\` cannot take \`${trigger}\`; reload it and see what it allows now`,
    );
  }
}

/** Refusals any domain may make. */
export const platformProblems = {
  not_found: {
    status: 404,
    title: 'Not found',
    meaning:
      'There is nothing at this address, or nothing you may see. Check the id; if you expect access, ask the coordinator of the case.',
  },
  not_signed_in: {
    status: 401,
    title: 'Sign in first',
    meaning:
      'The request carries no session and no valid API token. Sign in, or send `Authorization: Bearer …`.',
  },
  forbidden: {
    status: 403,
    title: 'Not yours to do',
    meaning:
      'You may see this, but the step belongs to another office. The detail names the office to ask.',
  },
  invalid_input: {
    status: 422,
    title: 'The input does not fit',
    meaning: 'Each entry of `errors` names the field by JSON Pointer and says how to mend it.',
  },
  malformed_request: {
    status: 400,
    title: 'The request cannot be read',
    meaning:
      'The body is not what its content type says, or a header is missing. The detail says which.',
  },
  too_large: {
    status: 413,
    title: 'Too large',
    meaning: 'The body passes the limit the detail names. Send less, or split it.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'Wrong content type',
    meaning: 'Send the content type the detail names.',
  },
  idempotency_conflict: {
    status: 409,
    title: 'Idempotency key used for something else',
    meaning:
      'This `Idempotency-Key` was already used with a different body. Use a fresh key for a new submission.',
  },
  second_person: {
    status: 409,
    title: 'Another person must do this',
    meaning:
      'The step takes two people, and you are the first of them. Ask a colleague who may take it.',
  },
  illegal_transition: {
    status: 409,
    title: 'Not possible from here',
    meaning:
      'The object moved on, or the step is not allowed in its state. Reload it and choose again.',
  },
  content_destroyed: {
    status: 410,
    title: 'The content was destroyed',
    meaning:
      'Its keys were destroyed as its terms required. The destruction receipt is in the ledger of its case.',
  },
  storage_full: {
    status: 507,
    title: 'No room to keep this',
    meaning:
      'The installation cannot store more just now, so nothing was accepted. Everything accepted before is safe. Try again later; its operator has been told.',
  },
  unavailable: {
    status: 503,
    title: 'A part is not available',
    meaning:
      'A part of the installation is down or starting. Nothing was accepted; try again after `Retry-After`.',
  },
  internal: {
    status: 500,
    title: 'Something broke here',
    meaning: 'A defect of ours. Nothing was accepted. Quote the `instance` when you report it.',
  },
} as const satisfies ProblemRegistry;

/** The one constant-shape answer for what is absent and for what is not yours to see. */
export function notFound(): Refusal {
  return new Refusal('not_found', 'there is nothing here that you may see; check the id');
}

/** A field of a body that does not fit, as a schema's own refusals are; `pointer` (RFC 6901) is below the body. */
export function unfit(pointer: string, detail: string): Refusal {
  return new Refusal('invalid_input', 'some fields do not fit; `errors` names each', {
    errors: [{ pointer: `/body${pointer}`, detail }],
  });
}
