/**
 * `eval.yaml`, the shape of Inspect Cyber with our sandbox and scorers (`suites/README.md`). Strict: an
 * unknown field is a misspelt rule, and a misspelt rule measures the wrong thing.
 */
import { posix } from 'node:path';
import { z } from 'zod';
import { build, canary, innerPath, line, name, placed, words } from './fields.ts';
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
        .max(100),
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

export type Issue = { path: PropertyKey[]; message: string };

/** The task in a parsed `eval.yaml`, or what is wrong with it. */
export function readEvalFile(
  document: unknown,
  place: { folder: string; sha256: string },
): Task | Issue[] {
  const parsed = evalFile.safeParse(document);
  if (!parsed.success) {
    return parsed.error.issues.map((issue) =>
      issue.code === 'unrecognized_keys'
        ? {
            path: [...issue.path, issue.keys[0] ?? ''],
            message: 'no such field; correct its name, or remove it',
          }
        : issue,
    );
  }
  const { metadata, sandbox, ...given } = parsed.data;
  const { scorer: judged } = metadata;
  return {
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
}

/** Every file of the task that it names, with the pointer of the field that does. */
export function* filesNamed(task: Task): Generator<[pointer: string, path: string]> {
  const all = function* (pointer: string, files: Readonly<Record<string, string>>) {
    for (const [place, source] of Object.entries(files)) {
      yield [`${pointer}/${place.replaceAll('~', '~0').replaceAll('/', '~1')}`, source] as [
        string,
        string,
      ];
    }
  };
  yield* all('/files', task.files);
  if (task.setup !== null) yield ['/setup', task.setup];
  for (const [hostName, { files, setup }] of Object.entries(task.hosts)) {
    const pointer = posix.join('/sandbox/config/hosts', hostName);
    yield* all(`${pointer}/files`, files);
    if (setup !== null) yield [`${pointer}/setup`, setup];
  }
  for (const [variant, { files }] of Object.entries(task.variants)) {
    yield* all(`/variants/${variant}/files`, files);
  }
  const pointer = '/metadata/scorer';
  const { scorer: judged } = task;
  switch (judged.kind) {
    case 'flag':
    case 'rungs':
    case 'reward':
      return;
    case 'answer':
      return yield [`${pointer}/check`, judged.check];
    case 'crash_differential':
      for (const [at, path] of judged.benign.entries()) yield [`${pointer}/benign/${at}`, path];
      return yield* all(`${pointer}/fixed/files`, judged.fixed.files);
    case 'patch':
      yield* all(`${pointer}/files`, judged.files);
      for (const [list, trials] of [
        ['pocs', judged.pocs],
        ['benign', judged.benign],
      ] as const) {
        for (const [at, { files, stdin }] of trials.entries()) {
          yield* all(`${pointer}/${list}/${at}/files`, files);
          if (stdin !== undefined) yield [`${pointer}/${list}/${at}/stdin`, stdin];
        }
      }
  }
}
