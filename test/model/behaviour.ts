/**
 * The dials: how the scripted model answers, and what is wrong with its endpoint. All are data with a
 * default, so that a test turns one and leaves the rest, and the program takes them as JSON. A caller
 * has no header or member that turns any of them: a client under test must not know it is being tested.
 */
import { z } from 'zod';
import { plainScript, script } from './script.ts';

/** How often a fault strikes before all is well again; absent: always. */
const times = z.int().min(1).max(1_000_000).optional();
/** Counted in pieces of the answer, not in writes. */
const afterPieces = z.int().min(0).max(1_000_000);

/** One thing that goes wrong. */
const fault = z.discriminatedUnion('kind', [
  /** Takes the request and never answers. */
  z.strictObject({ kind: z.literal('silent'), times }),
  /** Stops in the middle and keeps the connection: a stream after so many pieces, JSON half way. */
  z.strictObject({ kind: z.literal('stall'), afterPieces, times }),
  /** Never ends: a stream repeats its pieces, JSON is followed by white space. */
  z.strictObject({ kind: z.literal('endless'), times }),
  /** Breaks the connection after so many bytes of the body; 0: before the answer begins. */
  z.strictObject({
    kind: z.literal('disconnect'),
    afterBytes: z.int().min(0).max(100_000_000),
    times,
  }),
  /** Declares a body so many bytes longer, or shorter, than it is. */
  z.strictObject({
    kind: z.literal('content_length'),
    byBytes: z.int().min(-10_000).max(10_000),
    times,
  }),
  /** JSON that ends half way, in an answer that is otherwise whole; in a stream, the event after so many. */
  z.strictObject({ kind: z.literal('malformed'), afterPieces: afterPieces.default(0), times }),
  /** The stream says, after so many pieces, that it failed. JSON: status 500. */
  z.strictObject({ kind: z.literal('error_event'), afterPieces, times }),
  /** 429, 500, 503, 529 and their like, with an error in the API’s own shape. */
  z.strictObject({
    kind: z.literal('status'),
    status: z.int().min(400).max(599),
    retryAfterS: z.number().min(0).max(86_400).optional(),
    times,
  }),
  z.strictObject({
    kind: z.literal('redirect'),
    status: z.literal([301, 302, 303, 307, 308]).default(307),
    to: z.string().max(2000),
    times,
  }),
]);

/** How a stream’s events are laid into writes; a reader must not care. */
const writes = z.discriminatedUnion('by', [
  /** So many events in one write. */
  z.strictObject({ by: z.literal('events'), count: z.int().min(1).max(10_000) }),
  /** Cut after so many bytes, whatever is there: the middle of a line, of a character. */
  z.strictObject({ by: z.literal('bytes'), count: z.int().min(1).max(1_000_000) }),
]);

/** Another model than the one asked for, and from when on. */
const identity = z.strictObject({
  model: z.string().min(1).max(200),
  /** 1 is the first request since the dials were set. */
  fromRequest: z.int().min(1).max(1_000_000).default(1),
  /** Within a stream: the pieces before it are still the right model’s. */
  fromPiece: z.int().min(0).max(1_000_000).default(0),
});

export const behaviour = z.strictObject({
  script: script.default(plainScript),
  seed: z.int().default(0),
  skill: z.number().min(0).max(1).default(1),
  /** Answers nothing but a refusal. */
  refuses: z.boolean().default(false),
  /** Into how many pieces a stream cuts each text; never more than it has tokens. */
  chunks: z.int().min(1).max(1_000_000).default(20),
  /** Pause before each piece; 0: none. */
  paceMs: z.number().min(0).max(60_000).default(0),
  /** Before the answer begins. */
  thinkMs: z.number().min(0).max(600_000).default(0),
  writes: writes.default({ by: 'events', count: 1 }),
  lineEnd: z.literal(['\n', '\r\n']).default('\n'),
  /** A comment line before each event, as proxies and keep-alives send. */
  comments: z.boolean().default(false),
  /** What is said of the cost: the truth, nothing, 1, a thousand times the truth, below zero, a text. */
  usage: z.enum(['true', 'absent', 'small', 'large', 'negative', 'text']).default('true'),
  identity: identity.optional(),
  /** Compressed, whatever the request accepts. */
  encoding: z.enum(['identity', 'gzip']).default('identity'),
  /** So many more bytes of headers. */
  headerBytes: z.int().min(0).max(1_000_000).default(0),
  fault: fault.optional(),
});

export type Behaviour = z.output<typeof behaviour>;
export type Dials = Partial<z.input<typeof behaviour>>;
export type Fault = z.output<typeof fault>;
export type Writes = z.output<typeof writes>;

export function behaviourOf(...dials: readonly Dials[]): Behaviour {
  const parsed = behaviour.safeParse(Object.assign({}, ...dials));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new RangeError(
    `the dial \`${(issue?.path ?? []).map(String).join('.')}\`: ${issue?.message ?? 'does not fit'}`,
  );
}
