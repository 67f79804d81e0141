/**
 * The shape of an advisory as it comes from outside (API, CLI, a file), with every limit. What a
 * shape cannot say is a rule in `publication.ts`.
 */
import { z } from 'zod';
import type { Advisory } from './advisory.ts';
import { identify } from './ecosystem.ts';

const instant = z.iso.datetime({
  offset: false,
  message: 'give an instant in UTC, as in `2026-11-20T15:00:00Z`',
});
const line = (charsMax: number) =>
  z
    .string()
    .min(1)
    .max(charsMax)
    .regex(/^\S(.*\S)?$/, 'give one line without space at its ends');
const text = (charsMax: number) =>
  z
    .string()
    .max(charsMax)
    .refine((value) => value === '' || value.trim() !== '', 'give words, or nothing');
const webUrl = z.url({ protocol: /^https?$/, message: 'give an http or https address' }).max(2000);

/** No whitespace, comparators or separators, and at least one digit: `all` and `<2` are not versions. */
const version = z
  .string()
  .max(256)
  .regex(
    /^(?=.*[0-9])[0-9A-Za-z][0-9A-Za-z.+~:_!^-]*$/,
    'give one version, as in `1.2.3` or `1:3.0.11-1~deb12u2`',
  );

const range = z
  .strictObject({
    introduced: version,
    fixed: version.optional(),
    lastAffected: version.optional(),
  })
  .refine(
    ({ fixed, lastAffected }) => fixed === undefined || lastAffected === undefined,
    'give `fixed` or `lastAffected`, not both',
  );

const affected = z
  .strictObject({
    ecosystem: line(100),
    purl: z.string().max(1000),
    vendor: line(200).optional(),
    ranges: z.array(range).max(200),
    versions: z.array(version).max(1000).default([]),
  })
  .superRefine((value, context) => {
    const reading = identify(value.purl, value.ecosystem);
    if (!reading.isValid)
      context.addIssue({ code: 'custom', path: ['purl'], message: reading.message });
    else if (reading.version !== null) {
      context.addIssue({
        code: 'custom',
        path: ['purl'],
        message: 'leave the version out; it belongs in `ranges` or `versions`',
      });
    }
    if (value.ranges.length + value.versions.length === 0) {
      context.addIssue({
        code: 'custom',
        path: ['ranges'],
        message: 'name at least one affected range or version',
      });
    }
  });

export const advisoryIdPattern = /^[A-Z][A-Z0-9]{1,15}-[0-9]{4}-[0-9]{4,10}$/;

export const advisorySchema = z
  .strictObject({
    id: z.string().regex(advisoryIdPattern, 'give an id such as `SP-2026-0001`'),
    status: z.enum(['draft', 'published', 'withdrawn']),
    title: line(300),
    summary: line(1000),
    details: text(65_536),
    impact: text(4000),
    affected: z.array(affected).min(1).max(500),
    aliases: z
      .array(z.string().regex(/^CVE-[0-9]{4}-[0-9]{4,19}$/, 'give an existing CVE id'))
      .max(1, 'one root cause has one CVE id (CVE CNA rules 4.2.13); write an advisory for each'),
    severity: z
      .array(z.strictObject({ vector: z.string().max(512), claimedBy: line(200) }))
      .max(20),
    cwe: z
      .string()
      .regex(/^CWE-[1-9][0-9]{0,5}$/)
      .optional(),
    references: z
      .array(
        z.strictObject({
          kind: z.enum([
            'advisory',
            'article',
            'detection',
            'discussion',
            'report',
            'fix',
            'introduced',
            'git',
            'package',
            'evidence',
            'web',
          ]),
          url: webUrl,
          title: line(300),
        }),
      )
      .max(200),
    credits: z
      .array(
        z.strictObject({
          name: line(200),
          organization: line(200).optional(),
          role: z.enum([
            'finder',
            'reporter',
            'analyst',
            'coordinator',
            'remediation_developer',
            'remediation_reviewer',
            'remediation_verifier',
            'tool',
            'sponsor',
            'other',
          ]),
          consent: z.enum(['given', 'asked', 'refused']),
        }),
      )
      .max(200),
    remediation: z
      .array(
        z.strictObject({
          kind: z.enum(['update', 'workaround', 'mitigation', 'no-fix-yet', 'no-fix-planned']),
          what: line(2000),
          downtime: line(500),
          restart: z.enum(['none', 'service', 'system', 'dependencies']),
          check: line(1000),
          url: webUrl.optional(),
        }),
      )
      .max(50),
    timeline: z.array(z.strictObject({ at: instant, what: line(500) })).max(200),
    tlp: z.literal('CLEAR'),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'give a language such as `en` or `en-US`'),
    draftedAt: instant,
    revisions: z
      .array(
        z.strictObject({ number: z.int().min(1).max(10_000), at: instant, summary: line(1200) }),
      )
      .max(10_000),
    withdrawal: z.strictObject({ at: instant, reason: line(1000) }).optional(),
  })
  .superRefine((advisory, context) => {
    const issue = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const isDraft = advisory.status === 'draft';
    if (isDraft !== (advisory.revisions.length === 0)) {
      issue(
        ['revisions'],
        isDraft
          ? 'a draft has no revisions yet'
          : `a ${advisory.status} advisory has at least revision 1`,
      );
    }
    if ((advisory.status === 'withdrawn') !== (advisory.withdrawal !== undefined)) {
      issue(['withdrawal'], 'a withdrawn advisory, and no other, says when and why');
    }
    for (const [index, revision] of advisory.revisions.entries()) {
      const before = advisory.revisions[index - 1];
      if (revision.number !== index + 1)
        issue(['revisions', index, 'number'], `number revisions 1, 2, 3; this one is ${index + 1}`);
      if (before && Date.parse(before.at) > Date.parse(revision.at))
        issue(['revisions', index, 'at'], 'a revision is not older than the one before it');
    }
    const seen = new Set<string>();
    for (const [index, { purl, ecosystem }] of advisory.affected.entries()) {
      const reading = identify(purl, ecosystem);
      if (!reading.isValid) continue;
      if (seen.has(reading.identity.purl))
        issue(
          ['affected', index, 'purl'],
          'this package is listed already; put all its ranges in one place',
        );
      seen.add(reading.identity.purl);
    }
  });

/** Who publishes, as an installation's configuration or a record names it. */
export const publisherSchema = z.strictObject({
  category: z.enum(['coordinator', 'discoverer', 'other', 'translator', 'user', 'vendor']),
  name: line(300),
  namespace: webUrl,
  contact_details: z.string().min(1).max(2000).optional(),
  issuing_authority: z.string().min(1).max(2000).optional(),
  advisoriesUrl: z
    .url({ protocol: /^https$/, message: 'give an https address' })
    .max(2000)
    .optional(),
});

/** The lists that OSV has no field for, read back from `database_specific`. */
export const carriedSchemas = {
  remediation: advisorySchema.shape.remediation,
  timeline: advisorySchema.shape.timeline,
  severity: advisorySchema.shape.severity,
  revisions: advisorySchema.shape.revisions,
};

export interface AdvisoryFinding {
  instancePath: string;
  message: string;
}

/** Reads an advisory from parsed JSON. Findings are returned with JSON pointers, never thrown. */
export function readAdvisory(
  value: unknown,
): { isValid: true; advisory: Advisory } | { isValid: false; errors: AdvisoryFinding[] } {
  const result = advisorySchema.safeParse(value);
  // zod's inferred optionals admit undefined; absent keys stay absent after parsing.
  if (result.success) return { isValid: true, advisory: result.data as Advisory };
  const errors = result.error.issues.slice(0, 100).map(({ path, message }) => ({
    instancePath: path
      .map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`)
      .join(''),
    message,
  }));
  return { isValid: false, errors };
}
