/**
 * The shape of a report bundle's `report.json` (DESIGN, Report bundle), with every limit. A shape
 * is strict: an unknown key is a misspelt rule, and a misspelt rule proves the wrong thing. What
 * one field cannot say alone (files that must exist, oracles that fit a kind) is in `rules.ts`.
 */
import { z } from 'zod';
import {
  argv,
  bundlePath,
  httpsUrl,
  inputName,
  integrity,
  line,
  pattern,
  text,
  versionedPurl,
} from './report-fields.ts';

export const environmentKinds = ['c-asan', 'node', 'python', 'shell'] as const;
/** One run; twenty of them still end within a worker's patience. */
export const timeoutMsMax = 60_000;
export const buildTimeoutMsMax = 15 * 60_000;
export const runsMax = 20;

const packageFields = {
  integrity,
  url: httpsUrl.optional(),
  file: bundlePath.optional(),
};

const notBoth = (value: { url?: string | undefined; file?: string | undefined }) =>
  value.url === undefined || value.file === undefined;

const pinnedPackage = z
  .strictObject({
    purl: versionedPurl,
    ...packageFields,
    /** Where a Node package goes when a flat layout cannot hold two versions. */
    path: z
      .string()
      .max(400)
      .regex(
        /^node_modules(\/(?!\.)(@[\w.-]+\/)?[\w.-]+)+$/,
        'give a path such as `node_modules/a`',
      )
      .optional(),
  })
  .refine(notBoth, { path: ['url'], message: 'give `url` or `file`, not both' });

const source = z
  .strictObject({
    /** A folder of the bundle that is the source itself: for small first-party programs. */
    folder: bundlePath.optional(),
    file: bundlePath.optional(),
    url: httpsUrl.optional(),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'give 64 lower-case hex digits')
      .optional(),
  })
  .refine(
    ({ folder, file, url }) => [folder, file, url].filter((one) => one !== undefined).length === 1,
    {
      message: 'give one of `folder`, `file` (an archive in the bundle), or `url` with `sha256`',
    },
  )
  .refine((value) => value.url === undefined || value.sha256 !== undefined, {
    path: ['sha256'],
    message: 'give the SHA-256 of what `url` serves, so that what runs is what you reported',
  });

const target = z
  .strictObject({
    purl: versionedPurl.optional(),
    integrity: integrity.optional(),
    url: httpsUrl.optional(),
    file: bundlePath.optional(),
    source: source.optional(),
    revision: line(200).optional(),
    /** Debian source packages: patches of `debian/patches/series` to leave out. */
    omitPatches: z.array(line(200)).max(50).default([]),
  })
  .refine((value) => value.purl !== undefined || value.source !== undefined, {
    message: 'give `purl` with `integrity`, or `source` with `revision`',
  })
  .refine((value) => value.source !== undefined || value.integrity !== undefined, {
    path: ['integrity'],
    message: 'pin what is fetched, as in `sha512-…` (`npm view NAME@VERSION dist.integrity`)',
  })
  .refine((value) => value.source === undefined || value.revision !== undefined, {
    path: ['revision'],
    message: 'name the commit or release the source is of',
  })
  .refine(notBoth, { path: ['url'], message: 'give `url` or `file`, not both' });

const step = z.strictObject({
  argv,
  timeoutMs: z.int().min(100).max(buildTimeoutMsMax).default(300_000),
});

const inputs = {
  command: argv.optional(),
  calls: z
    .array(
      z.strictObject({
        /** Dotted path from the module's exports; empty for the module itself. */
        export: z
          .string()
          .max(200)
          .regex(/^([A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*)*)?$/, 'give a dotted name, as in `a.b`'),
        /** Module to load; the target's own by default. */
        module: z
          .string()
          .max(200)
          .regex(/^[@\w][\w./-]*$/, 'name a module')
          .optional(),
        construct: z.boolean().default(false),
        args: z.array(z.json()).max(16).default([]),
      }),
    )
    .min(1)
    .max(64)
    .optional(),
  files: z
    .record(inputName, bundlePath)
    .refine((value) => Object.keys(value).length <= 100, 'use at most 100 files')
    .default({}),
  stdin: bundlePath.optional(),
};

const trigger = z
  .strictObject({ ...inputs, timeoutMs: z.int().min(50).max(timeoutMsMax).default(10_000) })
  .refine((value) => (value.command === undefined) !== (value.calls === undefined), {
    message: 'give `command` (a program and its arguments) or `calls` (of the target’s functions)',
  });

const benign = z
  .strictObject({ name: line(100).optional(), ...inputs })
  .refine((value) => value.command === undefined || value.calls === undefined, {
    message: 'give `command` or `calls`, not both; leave both out to use the trigger’s command',
  });

const contained = z.string().min(4, 'use at least 4 characters').max(1000);
const oracle = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('sanitizer'),
    type: line(100).optional(),
    /** Functions that must appear in this order in the crash's stack. */
    frames: z.array(line(500)).max(10).optional(),
  }),
  z.strictObject({
    kind: z.literal('signal'),
    signal: z.enum(['SIGSEGV', 'SIGBUS', 'SIGFPE', 'SIGILL', 'SIGABRT', 'SIGTRAP', 'SIGSYS']),
  }),
  z.strictObject({ kind: z.literal('exit'), code: z.int().min(0).max(255) }),
  z
    .strictObject({
      kind: z.literal('output'),
      /** `effects` is our own harness's private report of global state changed by `calls`. */
      stream: z.enum(['stdout', 'stderr', 'effects']),
      contains: contained.optional(),
      pattern: pattern.optional(),
    })
    .refine((value) => (value.contains === undefined) !== (value.pattern === undefined), {
      path: ['contains'],
      message: 'give `contains` or `pattern`',
    }),
  z.strictObject({
    kind: z.literal('file-written'),
    path: z
      .string()
      .max(200)
      .regex(/^\/planted\/[A-Za-z0-9_][A-Za-z0-9._-]*$/, {
        message: 'name a file directly under `/planted/`, where no run has business writing',
      }),
  }),
  z.strictObject({ kind: z.literal('canary-read') }),
  z.strictObject({ kind: z.literal('timeout'), afterMs: z.int().min(500).max(timeoutMsMax) }),
  z.strictObject({ kind: z.literal('callback') }),
]);

const fix = z
  .strictObject({
    diff: bundlePath.optional(),
    version: line(200).optional(),
    integrity: integrity.optional(),
    url: httpsUrl.optional(),
    file: bundlePath.optional(),
    packages: z.array(pinnedPackage).max(200).optional(),
  })
  .refine((value) => (value.diff === undefined) !== (value.version === undefined), {
    message: 'give `diff` (a unified diff in the bundle) or `version` with `integrity`',
  })
  .refine((value) => value.version === undefined || value.integrity !== undefined, {
    path: ['integrity'],
    message: 'pin the fixed version, as in `sha512-…` (`npm view NAME@VERSION dist.integrity`)',
  })
  .refine(notBoth, { path: ['url'], message: 'give `url` or `file`, not both' });

const party = z.strictObject({
  name: line(200),
  organisation: line(200).optional(),
  contact: line(300).optional(),
});

const provenance = z.strictObject({
  finder: party,
  /** The AI model that found it, if one did. */
  model: z
    .strictObject({
      name: line(200),
      version: line(200).optional(),
      provider: line(200).optional(),
    })
    .optional(),
  harness: line(300).optional(),
  toolPrivacy: z.enum(['private', 'enterprise', 'public', 'unknown']),
  /** A named human who read the report and stands behind it. */
  humanSigner: party,
  aiUse: z.enum(['none', 'assisted', 'autonomous']),
});

export const reportSchema = z.strictObject({
  format: z.literal('sallyport-report/1', { message: 'set `format` to `sallyport-report/1`' }),
  title: line(200),
  summary: text(20_000).optional(),
  target,
  environment: z.strictObject({
    kind: z.enum(environmentKinds),
    packages: z.array(pinnedPackage).max(200).default([]),
    build: z.array(step).max(20).default([]),
  }),
  trigger,
  oracle,
  runs: z
    .int()
    .min(3, 'run at least 3 times')
    .max(runsMax, `run at most ${runsMax} times`)
    .default(5),
  hitsMin: z.int().min(1).max(runsMax).optional(),
  benign: z
    .array(benign)
    .min(1, 'give an input on which the oracle stays silent')
    .max(16, 'give at most 16 benign inputs'),
  fix: fix.optional(),
  test: step.optional(),
  severity: z.strictObject({ cvss: line(300), claimedBy: line(200) }).optional(),
  provenance,
});

export type Report = z.output<typeof reportSchema>;
/** What a finder writes: defaults may be left out. */
export type ReportInput = z.input<typeof reportSchema>;
export type Oracle = Report['oracle'];
export type EnvironmentKind = Report['environment']['kind'];
export type Trigger = Report['trigger'];
export type Benign = Report['benign'][number];
export type Call = NonNullable<Trigger['calls']>[number];
export type PinnedPackage = Report['environment']['packages'][number];
