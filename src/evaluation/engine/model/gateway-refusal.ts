/**
 * What a developer's gateway refuses for good, in its own words (S08). Such a refusal says nothing about the
 * model and meets every sample alike, so the first of them ends the run. All else that a gateway refuses is a
 * failure like any endpoint's. Pure.
 */
import { z } from 'zod';
import type { AdmissionProblem } from '#gateway';
import type { Fault, FaultClass } from './retry.ts';

const classes: ReadonlyMap<string, FaultClass> = new Map<AdmissionProblem, FaultClass>([
  ['revoked', 'access_ended'],
  ['lapsed', 'access_ended'],
  ['window_closed', 'access_ended'],
  ['requests_spent', 'budget_spent'],
  ['tokens_spent', 'budget_spent'],
]);

/** RFC 9457, as a gateway writes it. */
const problemShape = z.looseObject({
  title: z.string(),
  status: z.literal([403, 429]),
  detail: z.string().max(500),
});

/** Undefined where the answer is none: an endpoint's own 429 passes, a gateway's budget does not come back. */
export function gatewayRefusal(status: number, body: string): Fault | undefined {
  let document: unknown;
  try {
    document = JSON.parse(body);
  } catch {
    return undefined;
  }
  const { data } = problemShape.safeParse(document);
  const refused = data?.status === status ? classes.get(data.title) : undefined;
  return data && refused && { class: refused, detail: data.detail };
}
