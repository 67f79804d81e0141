/**
 * What one run is given. A benign input names only what differs from the trigger, so that control
 * and trigger are the same run in everything else.
 */
import type { Benign, Call, Trigger } from './schema.ts';

export interface Inputs {
  command: string[] | undefined;
  calls: Call[] | undefined;
  /** Name under `/input` to the bundle's path, sorted by name. */
  files: [name: string, path: string][];
  stdin: string | undefined;
}

/** The trigger's inputs, or those of a benign input over the trigger's. */
export function inputsOf(trigger: Trigger, benign?: Benign): Inputs {
  const files = { ...trigger.files, ...benign?.files };
  return {
    command: benign?.command ?? trigger.command,
    calls: benign?.calls ?? trigger.calls,
    files: Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)),
    stdin: benign?.stdin ?? trigger.stdin,
  };
}
