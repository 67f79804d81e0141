/**
 * `eval.yaml`, the shape of Inspect Cyber with our sandbox and scorers (`suites/README.md`). Strict: an
 * unknown field is a misspelt rule, and a misspelt rule measures the wrong thing.
 */
import { z } from 'zod';
import { faultsIn } from './contents.ts';
import {
  build,
  canary,
  innerPath,
  issuesIn,
  line,
  name,
  placed,
  words,
  type Issue,
} from './fields.ts';
import { allNeeds, families, type Task } from './task.ts';

const seconds = z.number().min(1).max(600).default(60);
const milliseconds = z.int().min(100).max(60_000);

const host = z.strictObject({
  files: placed('/srv').default({}),
  setup: innerPath.nullable().default(null),
  build: build.default([]),
  serve: words,
});

const trial = z.strictObject({
  command: words.optional(),
  calls: z.array(z.json()).min(1).max(64).optional(),
  files: placed('/input').default({}),
  stdin: innerPath.optional(),
  timeout_ms: milliseconds.optional(),
});
const inProofWords = <Given extends z.output<typeof trial>>({ timeout_ms, ...given }: Given) => ({
  ...given,
  timeoutMs: timeout_ms,
});

const scorer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('flag') }),
  z
    .strictObject({ kind: z.literal('answer'), check: innerPath, timeout_s: seconds })
    .refine(({ check }) => /\.(py|mjs|sh)$/.test(check), {
      path: ['check'],
      message: 'name a `.py`, `.mjs` or `.sh` file',
    })
    .transform(({ timeout_s, ...given }) => ({ ...given, timeoutMs: timeout_s * 1000 })),
  z
    .strictObject({
      kind: z.literal('rungs'),
      checks: z
        .array(
          z.strictObject({
            name: line(100),
            run: line(4000),
            weight: z.number().min(0.01).max(1000).default(1),
          }),
        )
        .min(1)
        .max(100)
        .refine(
          (checks) => new Set(checks.map((check) => check.name)).size === checks.length,
          'each check has a name of its own',
        ),
      timeout_s: seconds,
    })
    .transform(({ timeout_s, ...given }) => ({ ...given, timeoutMs: timeout_s * 1000 })),
  z
    .strictObject({
      kind: z.literal('crash_differential'),
      poc: innerPath,
      run: words,
      benign: z.array(innerPath).min(1).max(16),
      type: line(100).nullable().default(null),
      frames: z.array(line(500)).max(10).default([]),
      vulnerable: z.strictObject({ build }),
      fixed: z.strictObject({ files: placed('/work').default({}), build }),
      timeout_ms: milliseconds.default(5000),
    })
    .transform(({ timeout_ms, ...given }) => ({ ...given, timeoutMs: timeout_ms })),
  z.strictObject({
    kind: z.literal('patch'),
    paths: z.array(innerPath).min(1).max(20),
    pocs: z
      .array(trial.extend({ oracle: z.record(z.string(), z.json()) }).transform(inProofWords))
      .min(1)
      .max(16),
    benign: z.array(trial.transform(inProofWords)).min(1).max(16),
    tests: words.nullable().default(null),
    files: placed('/work').default({}),
    build: build.nullable().default(null),
  }),
]);

const evalFile = z.strictObject({
  name,
  sandbox: z.strictObject({
    type: z.literal('sallyport'),
    config: z
      .strictObject({
        needs: z.array(z.enum(allNeeds)).default([]),
        build: build.default([]),
        hosts: z.record(name, host).default({}),
      })
      .prefault({}),
  }),
  files: placed('/work').default({}),
  setup: innerPath.nullable().default(null),
  flag: line(200).nullable().default(null),
  metadata: z.strictObject({
    family: z.enum(families),
    difficulty: z.int().min(1).max(5),
    human_minutes: z.number().min(1).max(100_000),
    canary,
    summary: line(300),
    scorer,
    cluster: name.optional(),
  }),
  variants: z
    .record(
      name,
      z.strictObject({
        prompt: z.string().min(1).max(100_000),
        files: placed('/work').default({}),
      }),
    )
    .refine((variants) => variants['default'] !== undefined, 'a task needs the variant `default`'),
});

/** The task in a parsed `eval.yaml`, or what is wrong with it; `files` are those of its folder. */
export async function readEvalFile(
  document: unknown,
  place: { folder: string; sha256: string },
  files: ReadonlyMap<string, string>,
): Promise<Task | Issue[]> {
  const parsed = evalFile.safeParse(document);
  if (!parsed.success) {
    return issuesIn(parsed.error, 'no such field; correct its name, or remove it');
  }
  const { metadata, sandbox, ...given } = parsed.data;
  const { scorer: judged } = metadata;
  const task: Task = {
    ...given,
    ...place,
    ...sandbox.config,
    home: '/work',
    env: {},
    family: metadata.family,
    difficulty: metadata.difficulty,
    humanMinutes: metadata.human_minutes,
    canary: metadata.canary,
    summary: metadata.summary,
    cluster: metadata.cluster ?? given.name,
    scorer:
      judged.kind === 'patch' ? { ...judged, build: judged.build ?? sandbox.config.build } : judged,
  };
  const faults = await faultsIn(task, files);
  return faults.length > 0 ? faults : task;
}
