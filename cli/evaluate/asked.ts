/** The options of `evaluate`, each read once, and the plan they make. */
import type { Tier, TierPolicy } from '#platform/sandbox';
import {
  newRunSecret,
  plannedTasks,
  usualLimits,
  type Endpoint,
  type Mode,
  type Plan,
  type SampleLimits,
  type Suite,
} from '#evaluation/engine';
import packageFile from '../../package.json' with { type: 'json' };
import { CliError, exitCodes } from '../command.ts';

type Values = Record<string, string | boolean | string[] | undefined>;

export interface Asked {
  mode: Mode;
  isResumed: boolean;
  model: {
    url: string;
    name: string | null;
    answersAs: string | null;
    keyFile: string | null;
    /** Files of the runner's certificate and its key, and of what the endpoint is verified by. */
    tls: { cert: string; key: string; ca: string } | null;
  } | null;
  /** Null: nobody asked for a journal. */
  journalPath: string | null;
  /** Where a log of Inspect is written besides; null: nowhere. */
  inspectPath: string | null;
  epochs: number;
  parallel: number;
  until: string | null;
  limits: SampleLimits;
  tierPolicy: TierPolicy;
  /** The tasks asked for; refuses a name that is none. */
  chosen(suite: Suite): Suite;
}

const parallelDefault = 4;

/** Throws `CliError` with what to write instead. */
export function asked(values: Values): Asked {
  const text = (name: string) => {
    const value = values[name];
    return typeof value === 'string' ? value : null;
  };
  const list = (name: string) => [values[name] ?? []].flat().map(String);
  const mode = modeOf(values);
  const isResumed = values['resume'] === true;
  const out = text('out');
  if (mode === 'default' && (out === null || text('model') === null)) {
    throw invalid('give `--model URL` and `--out LOG`, or `--solution` or `--wrong`');
  }
  if (isResumed) refuseBeside(values);
  const url = text('model');
  if (url !== null && !/^https?:\/\/[^\s]+$/.test(url)) {
    throw invalid(`\`--model\` takes the address of an API, as in \`http://127.0.0.1:8000/v1\``);
  }
  const isInspect = out !== null && /\.(eval|json)$/.test(out);
  return {
    mode,
    isResumed,
    model:
      url === null
        ? null
        : {
            url,
            name: text('model-name'),
            answersAs: text('answers-as'),
            keyFile: text('api-key-file'),
            tls: tlsOf(url, text('tls-cert'), text('tls-key'), text('tls-ca')),
          },
    journalPath: isInspect ? `${out}.journal.jsonl` : out,
    inspectPath: isInspect ? out : null,
    epochs: number(values, 'epochs', 1, 1000) ?? 1,
    parallel: number(values, 'parallel', 1, 1000) ?? parallelDefault,
    until: instant(text('until')),
    limits: limitsOf(values),
    tierPolicy: tierOf(text('tier')),
    chosen: (suite) => choose(suite, list('task'), list('family'), mode),
  };
}

/** `suite` is what was chosen of it. */
export function planOf(wanted: Asked, suite: Suite, endpoint: Endpoint | null, tier: Tier): Plan {
  const { mode, epochs, limits, until, model } = wanted;
  return {
    suite: { name: suite.name, sha256: suite.sha256 },
    tasks: plannedTasks(suite, mode),
    epochs,
    limits,
    model:
      endpoint === null
        ? null
        : {
            name: endpoint.model,
            url: endpoint.url,
            answersAs: model?.answersAs ?? endpoint.model,
          },
    until,
    tier,
    secret: newRunSecret(),
    software: `sallyport ${packageFile.version}`,
  };
}

function choose(
  suite: Suite,
  tasks: readonly string[],
  families: readonly string[],
  mode: Mode,
): Suite {
  const stray = tasks.find((name) => !suite.tasks.some((task) => task.name === name));
  if (stray !== undefined) throw invalid(`the suite has no task \`${stray}\``);
  const strange = families.find((name) => !suite.tasks.some(({ family }) => family === name));
  if (strange !== undefined) throw invalid(`no task of the suite is of family \`${strange}\``);
  const chosen = suite.tasks.filter(
    ({ name, family }) =>
      (tasks.length === 0 || tasks.includes(name)) &&
      (families.length === 0 || families.includes(family ?? '')),
  );
  if (chosen.length === 0) throw invalid('no task named is of that family');
  const without = chosen.find(({ variants }) => mode === 'solution' && !variants['solution']);
  if (without !== undefined) throw invalid(`task \`${without.name}\` has no variant \`solution\``);
  return { ...suite, tasks: chosen };
}

function modeOf(values: Values): Mode {
  const modes = (['solution', 'wrong'] as const).filter((mode) => values[mode] === true);
  if (modes.length > 1 || (modes.length > 0 && values['model'] !== undefined)) {
    throw invalid('give one of `--model`, `--solution` and `--wrong`');
  }
  return modes[0] ?? 'default';
}

const besideResume = [
  ...['resume', 'model', 'model-name', 'api-key-file', 'tls-cert', 'tls-key', 'tls-ca'],
  ...['out', 'until', 'parallel', 'tier', 'json'],
];

/** A run goes on by its own plan: what could change a score cannot be changed in its midst. */
function refuseBeside(values: Values): void {
  const stray = Object.keys(values).find((name) => !besideResume.includes(name));
  if (stray !== undefined) throw invalid(`a resumed run keeps its plan: leave \`--${stray}\` out`);
}

function tlsOf(url: string, cert: string | null, key: string | null, ca: string | null) {
  if (cert === null && key === null && ca === null) return null;
  if (cert === null || key === null || ca === null) {
    throw invalid('`--tls-cert`, `--tls-key` and `--tls-ca` go together');
  }
  if (!url.startsWith('https:')) throw invalid(`\`${url}\` is not an address of TLS`);
  return { cert, key, ca };
}

function limitsOf(values: Values): SampleLimits {
  const minutes = (name: string) => {
    const given = number(values, name, 0.01, 100_000);
    return given === undefined ? undefined : Math.round(given * 60_000);
  };
  const timeMs = minutes('minutes') ?? usualLimits.timeMs;
  const costMax = number(values, 'cost', 0, 1e9) ?? null;
  const input = number(values, 'price-in', 0, 1e6);
  const output = number(values, 'price-out', 0, 1e6);
  if (costMax !== null && (input === undefined || output === undefined)) {
    throw invalid('`--cost` needs `--price-in` and `--price-out`, for a million tokens');
  }
  return {
    ...usualLimits,
    tokensMax: number(values, 'tokens', 1, 1e12) ?? usualLimits.tokensMax,
    messagesMax: number(values, 'messages', 3, 1e6) ?? usualLimits.messagesMax,
    timeMs,
    workingMs: minutes('working-minutes') ?? timeMs,
    toolMs: (number(values, 'tool-seconds', 1, 3600) ?? usualLimits.toolMs / 1000) * 1000,
    costMax,
    prices: input === undefined || output === undefined ? null : { input, output },
  };
}

const wholeNumbers = new Set(['epochs', 'parallel', 'tokens', 'messages']);

/** In digits, as people write numbers: what JavaScript takes for one besides is a slip here. */
function number(values: Values, name: string, min: number, max: number): number | undefined {
  const given = values[name];
  if (given === undefined) return undefined;
  const form = wholeNumbers.has(name) ? /^\d+$/ : /^\d+(\.\d+)?$/;
  const value = Number(given);
  if (form.test(String(given)) && value >= min && value <= max) return value;
  throw invalid(`\`--${name}\` takes a number from ${min} to ${max}, not \`${String(given)}\``);
}

function instant(given: string | null): string | null {
  if (given === null) return null;
  const at = new Date(given);
  const isUtc = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/.test(given);
  // JavaScript reads 30 February as 2 March: what it reads must say what was written.
  if (isUtc && Number.isFinite(at.getTime()) && at.toISOString().startsWith(given.slice(0, 16))) {
    return at.toISOString();
  }
  throw invalid(`\`--until\` takes an instant in UTC, as in \`2026-12-01T09:00Z\``);
}

function tierOf(given: string | null): TierPolicy {
  if (given === null || given === 'any') return 'any';
  if (given === 'not-shared-kernel') return given;
  throw invalid(`\`--tier\` takes \`any\` or \`not-shared-kernel\`, not \`${given}\``);
}

const invalid = (detail: string) => new CliError(exitCodes.invalidInput, detail);
