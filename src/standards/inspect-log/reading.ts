/** Reads the members of one JSON document, and turns every fault of it into a finding. */
import type { Scratch } from './bytes.ts';
import { InspectLogFault, reasonOf, type InspectLogFindings } from './findings.ts';
import { scanJson, type TreatmentOf } from './json-scan.ts';
import { parseJson } from './json-value.ts';
import type { InspectLogLimits } from './limits.ts';

/** A document that can be read again, from its beginning. */
export interface Document {
  /** The entry's name, for findings. */
  entry: string;
  read(): AsyncIterable<Buffer>;
  scratch: () => Scratch;
  limits: InspectLogLimits;
  findings: InspectLogFindings;
}

export interface ReadMember {
  parent: string;
  key: string | number;
  /** Absent when passed over or left out. */
  value?: unknown;
  start: number;
  end: number;
}

/** Told, where the caller wants to know it, when anything was left out. */
export interface Wholeness {
  isWhole: boolean;
}

/** Never throws on the document: where it breaks off, the members before it have been given. */
export async function* readMembers(
  document: Document,
  treatmentOf: TreatmentOf,
  wholeness: Wholeness = { isWhole: true },
): AsyncGenerator<ReadMember> {
  const { entry, limits, findings } = document;
  const report = (error: unknown, instancePath = '') => {
    wholeness.isWhole = false;
    const fault = faultOf(error);
    findings.add(fault.code, entry, fault.message, instancePath);
  };
  try {
    for await (const member of scanJson(document.read(), treatmentOf, limits)) {
      const { parent, key, bytes, excess, start, end } = member;
      const at = () => `/${parent === '' ? '' : `${parent}/`}${key}`;
      if (excess !== undefined) {
        report(new InspectLogFault(excess.code, `${excess.message}; it is left out`), at());
        yield { parent, key, start, end };
      } else if (bytes === undefined) yield { parent, key, start, end };
      else {
        let value: unknown;
        try {
          value = parseJson(bytes, entry, findings);
        } catch (error) {
          report(error, at());
          continue;
        }
        yield { parent, key, value, start, end };
      }
    }
  } catch (error) {
    report(error);
  }
}

/** The members of the lists and objects at these paths, everything else passed over. */
export function membersOf(...paths: string[]): TreatmentOf {
  const opened = new Set<string>();
  return (parent, key) => {
    if (paths.includes(parent)) return 'keep';
    const path = parent === '' ? String(key) : `${parent}/${key}`;
    if (!paths.some((wanted) => wanted === path || wanted.startsWith(`${path}/`))) return 'pass';
    // A name given twice: its first value was read already.
    if (opened.has(path)) return 'pass';
    opened.add(path);
    return 'open';
  };
}

/** The whole of a small document. */
export async function readWhole(
  document: Document,
  wholeness?: Wholeness,
): Promise<Record<string, unknown>> {
  const members = new Map<string, unknown>();
  for await (const { key, value } of readMembers(document, () => 'keep', wholeness)) {
    const name = String(key);
    if (members.has(name)) reportTwice(document, name);
    members.set(name, value);
  }
  return Object.fromEntries(members);
}

export function reportTwice({ entry, findings }: Document, name: string): void {
  findings.add(
    'duplicate',
    entry,
    'a name is given twice; readers differ in which they show',
    `/${name}`,
  );
}

/** Damage reaches us in many forms; what is no fault of the log is a fault of reading it. */
function faultOf(error: unknown): InspectLogFault {
  if (error instanceof InspectLogFault) return error;
  return new InspectLogFault('unreadable', `cannot be read (${reasonOf(error)})`);
}
