/** A field of a body that does not fit, by its place: also for an id of what is not there for the caller. */
import { Refusal } from '#platform/problems';

export const unfit = (field: string, detail: string): Refusal =>
  new Refusal('invalid_input', 'some fields do not fit; `errors` names each', {
    errors: [{ pointer: `/body/${field}`, detail }],
  });
