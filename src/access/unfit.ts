/** A field of a body that does not fit, told by its place, as a schema's own refusals are. */
import { Refusal } from '#platform/problems';

export function unfit(pointer: string, detail: string): Refusal {
  return new Refusal('invalid_input', 'some fields do not fit; `errors` names each', {
    errors: [{ pointer: `/body${pointer}`, detail }],
  });
}
