/** Why a grant, a revocation or a request is refused; a reason never carries what was refused. */

export type GrantFault =
  | 'malformed'
  | 'not_canonical'
  | 'forged'
  | 'wrong_party'
  | 'wrong_submission'
  | 'off_surface'
  | 'half_signed'
  | 'self_signed'
  | 'replayed'
  | 'out_of_order'
  | 'expired'
  | 'unknown_grant';

export class GrantRefusal extends Error {
  readonly code: GrantFault;
  constructor(code: GrantFault, detail: string) {
    super(detail);
    this.code = code;
  }
}

/** Why a request is not admitted: HTTP status, and words for whoever sent it. */
export const admissionProblems = {
  not_listed: { status: 404, detail: 'there is nothing here' },
  no_grant: { status: 401, detail: 'no grant in force names the key of this connection' },
  not_yet: { status: 403, detail: 'the grant cannot be claimed yet' },
  lapsed: { status: 403, detail: 'the grant was not claimed in its time and has lapsed' },
  window_closed: { status: 403, detail: 'the window has closed; nothing reopens it' },
  revoked: { status: 403, detail: 'access was ended by one of the two sides' },
  clock_set_back: {
    status: 503,
    detail: 'the gateway’s clock is behind what its log and witnesses have seen; set it right',
  },
  not_witnessed: {
    status: 503,
    detail: 'the log has entries older than 60 s that both witnesses have not signed',
  },
  not_logged: { status: 503, detail: 'the log cannot be written; nothing is admitted' },
  no_certificate: {
    status: 503,
    detail: 'the developer’s client certificate for the model is missing, over, or lasts too long',
  },
  wrong_model: { status: 403, detail: 'the request names a model that the grant does not cover' },
  asset_not_named: {
    status: 403,
    detail: 'the request must name the one asset that it is about, in one header `sallyport-asset`',
  },
  asset_not_granted: {
    status: 403,
    detail: 'the grant does not list the asset that the request names in `sallyport-asset`',
  },
  too_large: { status: 413, detail: 'the request is larger than the grant allows' },
  unreadable: { status: 400, detail: 'the request’s body is not the JSON that this path takes' },
  output_limit: {
    status: 403,
    detail: 'the request asks for more output tokens than the grant allows one request',
  },
  requests_spent: { status: 429, detail: 'the budget of requests is spent or reserved' },
  tokens_spent: {
    status: 429,
    detail: 'the budget of tokens does not hold this request’s worst case; ask for less output',
  },
  streams_full: { status: 429, detail: 'as many requests are running as the grant allows at once' },
  endpoint_failed: { status: 502, detail: 'the model’s endpoint broke off or did not answer' },
  busy: { status: 503, detail: 'the gateway holds as many request bytes as it may; try again' },
} as const satisfies Record<string, { status: number; detail: string }>;
export type AdmissionProblem = keyof typeof admissionProblems;
