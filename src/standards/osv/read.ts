/**
 * Reads one OSV record from untrusted JSON. Whatever decides a match (id, dates, affected) must
 * be sound, or the record is quarantined with its reasons: a range misread is a patch missed.
 * Faults elsewhere cost only the member at fault, and are reported too.
 */
import { z } from 'zod';
import type { OsvAffected, OsvEvent, OsvProblem, OsvRecord } from './record.ts';

/** Limits on one record; the largest real ones stay below a tenth of these. */
export const osvLimits = {
  affectedMax: 20_000,
  rangesMax: 1_000,
  eventsMax: 10_000,
  versionsMax: 100_000,
  textCharsMax: 2_000_000,
  problemsMax: 50,
} as const;

const instant = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/,
    'is no UTC instant; write it as `2026-11-20T09:00:00Z`',
  );
const line = z.string().max(4096, 'is longer than 4,096 characters; shorten it');
const name = line.min(1, 'is empty; give it');
const text = z
  .string()
  .max(osvLimits.textCharsMax, 'is longer than 2,000,000 characters; shorten it');
const freeForm = z.record(z.string(), z.unknown());
const itemsMax = 10_000;

interface ListSchema {
  whole: z.ZodType<unknown[]>;
  item: z.ZodType;
}
const listOf = (item: z.ZodType): ListSchema => ({ whole: z.array(item).max(itemsMax), item });

const severities = listOf(z.object({ type: name, score: name, source: line.optional() }));

const eventKinds = ['introduced', 'fixed', 'last_affected', 'limit'] as const;
const event = z
  .object({
    introduced: name.optional(),
    fixed: name.optional(),
    last_affected: name.optional(),
    limit: name.optional(),
  })
  .transform((given, context): OsvEvent => {
    const kinds = eventKinds.filter((kind) => given[kind] !== undefined);
    const [kind, ...more] = kinds;
    if (kind !== undefined && more.length === 0) return { [kind]: given[kind] } as OsvEvent;
    context.addIssue({
      code: 'custom',
      message: `holds ${kinds.length} changes; give exactly one of \`introduced\`, \`fixed\`, \`last_affected\`, \`limit\``,
    });
    return z.NEVER;
  });

const range = z
  .object({
    type: z.enum(['SEMVER', 'ECOSYSTEM', 'GIT']),
    repo: line.optional(),
    events: z
      .array(event)
      .min(1, 'is empty; give the first affected version')
      .max(osvLimits.eventsMax),
    database_specific: freeForm.optional(),
  })
  .superRefine(({ type, repo, events }, context) => {
    const fault = (message: string, path: string) =>
      context.addIssue({ code: 'custom', message, path: [path] });
    const has = (kind: string) => events.some((each) => Object.hasOwn(each, kind));
    if (!has('introduced')) {
      fault(
        'has no `introduced`; add `{"introduced": "0"}` if every earlier version is affected',
        'events',
      );
    }
    if (has('fixed') && has('last_affected')) {
      fault('has both `fixed` and `last_affected`; keep one kind in a range', 'events');
    }
    if (type === 'GIT' && repo === undefined)
      fault('is missing; a GIT range names its repository', 'repo');
  });

const affected = z.object({
  package: z.object({ ecosystem: name, name, purl: line.optional() }).optional(),
  severity: z.array(z.unknown()).optional(),
  ranges: z.array(range).max(osvLimits.rangesMax).nullish(),
  versions: z.array(name).max(osvLimits.versionsMax).nullish(),
  ecosystem_specific: freeForm.nullish().catch(undefined),
  database_specific: freeForm.nullish().catch(undefined),
});

/** What decides a match. Its faults quarantine the record. */
const core = z.object({
  id: name,
  modified: instant,
  withdrawn: instant.nullish(),
  affected: z.array(affected).max(osvLimits.affectedMax).nullish(),
});

/** The rest, member by member. A fault drops the member, or the item of its list. */
const members = {
  schema_version: line,
  published: instant,
  summary: text,
  details: text,
  database_specific: freeForm,
};
const lists = {
  aliases: listOf(name),
  upstream: listOf(name),
  related: listOf(name),
  severity: severities,
  references: listOf(
    z.object({
      type: name,
      url: line.refine((url) => URL.canParse(url), 'is no URL; give an absolute one'),
    }),
  ),
  credits: listOf(
    z.object({ name, contact: z.array(line).max(100).optional(), type: line.optional() }),
  ),
};

/** The record, absent when it is quarantined, and everything found wrong with it. Never throws. */
export function readOsv(json: unknown): { record?: OsvRecord; problems: OsvProblem[] } {
  const parsed = core.safeParse(json);
  if (!parsed.success) {
    const issues = parsed.error.issues.slice(0, osvLimits.problemsMax);
    return { problems: issues.map((issue) => problemOf(issue, [], 'quarantined')) };
  }
  const problems: OsvProblem[] = [];
  const { id, modified, withdrawn, affected: entries } = parsed.data;
  const given = json as Record<string, unknown>;
  const rest: Record<string, unknown> = {};
  for (const [member, schema] of Object.entries(members)) {
    const value = keep(schema, given[member], [member], problems);
    if (value !== undefined) rest[member] = value;
  }
  for (const [member, schema] of Object.entries(lists)) {
    const value = keepItems(schema, given[member], [member], problems);
    if (value !== undefined) rest[member] = value;
  }
  const record: OsvRecord = { ...rest, id, modified };
  if (typeof withdrawn === 'string') record.withdrawn = withdrawn;
  if (entries) {
    record.affected = entries.map((entry, index) => {
      const path = ['affected', index, 'severity'];
      const kept = keepItems(severities, entry.severity, path, problems);
      return withoutNulls({ ...entry, severity: kept }) as OsvAffected;
    });
  }
  return { record, problems: problems.slice(0, osvLimits.problemsMax) };
}

type Path = readonly PropertyKey[];

function keep(schema: z.ZodType, value: unknown, path: Path, problems: OsvProblem[]): unknown {
  if (value === undefined || value === null) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) problems.push(problemOf(issue, path, 'dropped'));
  return undefined;
}

/** The sound items of a list. Nearly every list is sound whole, so that is tried first. */
function keepItems(
  { whole, item }: ListSchema,
  value: unknown,
  path: Path,
  problems: OsvProblem[],
): unknown[] | undefined {
  if (value === undefined || value === null) return undefined;
  const parsed = whole.safeParse(value);
  if (parsed.success) return parsed.data;
  if (!Array.isArray(value) || value.length > itemsMax) {
    keep(whole, value, path, problems);
    return undefined;
  }
  return value
    .map((each: unknown, index) => keep(item, each, [...path, index], problems))
    .filter((each) => each !== undefined);
}

function problemOf(
  issue: z.core.$ZodIssue,
  path: Path,
  consequence: OsvProblem['consequence'],
): OsvProblem {
  const segments = [...path, ...issue.path].map(String);
  const escaped = segments.map((segment) => segment.replaceAll('~', '~0').replaceAll('/', '~1'));
  const last = `\`${segments.at(-1) ?? 'the record'}\``;
  const message =
    issue.code === 'custom' || /^(?:is|has|holds) /.test(issue.message)
      ? `${last} ${issue.message}`
      : issue.message.endsWith('received undefined')
        ? `${last} is missing; add it`
        : `${last}: ${issue.message.toLowerCase()}; give what the OSV schema asks`;
  return { instancePath: escaped.map((segment) => `/${segment}`).join(''), message, consequence };
}

type NonNull<T> = { [K in keyof T]: Exclude<T[K], null> };

function withoutNulls<T extends object>(given: T): NonNull<T> {
  const entries = Object.entries(given).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  return Object.fromEntries(entries) as NonNull<T>;
}
