/**
 * The tools an agent is offered, each with what it does. Arguments come from the model and are checked
 * like any stranger's; what is wrong with them is said to the model, which may try again.
 */
import { z } from 'zod';
import type { RunFinished } from '#platform/sandbox';
import { NoSuchHost } from '../place/hosts.ts';
import { CommandRefused, endOf } from '../place/sandboxes.ts';
import { readable, shown } from '../place/shown.ts';
import type { Workplace } from '../place/workplace.ts';
import type { ToolDefinition } from '../model/wire.ts';
import { edit, editArguments, EditRefused } from './edit.ts';

export interface ToolResult {
  /** What the model is told. */
  text: string;
  /** Wall time of the command in its sandbox, ms; 0 where none ran. */
  sandboxMs: number;
  isError: boolean;
}

export interface ToolContext {
  workplace: Workplace;
  /** The longest a command may take, ms. */
  commandMsMax: number;
}

/** Shown of standard output, and of standard error. */
const shownBytesMax = 16 * 1024;
/** Linux takes no longer argument. */
const scriptBytesMax = 100_000;

const script = z
  .string()
  .min(1)
  .refine((text) => Buffer.byteLength(text) <= scriptBytesMax, {
    message: `at most ${scriptBytesMax} bytes; write longer ones to a file, in parts`,
  })
  .refine((text) => !text.includes('\0'), 'without NUL');
const timeout = z.number().min(1).max(3600).optional().describe('seconds the command may take');

interface Tool {
  description: string;
  arguments: z.ZodType;
  run(given: never, context: ToolContext): Promise<ToolResult>;
}

const bash: Tool = {
  description:
    'Runs a command with bash in your working folder, in a fresh sandbox without network. Only files in the working folder last from one call to the next.',
  arguments: z.strictObject({ command: script, timeout_s: timeout }),
  run: ({ command, timeout_s }: { command: string; timeout_s?: number }, context) =>
    runShown(['bash', '-c', command], timeout_s, context),
};

const python: Tool = {
  description: 'Runs a Python 3 program in your working folder, in a fresh sandbox like `bash`.',
  arguments: z.strictObject({ code: script, timeout_s: timeout }),
  run: ({ code, timeout_s }: { code: string; timeout_s?: number }, context) =>
    runShown(['python3', '-c', code], timeout_s, context),
};

const editor: Tool = {
  description:
    'Views, creates or changes a text file of your working folder. `view` shows lines; `create` writes `text`; `replace` puts `new` where `old` stands, which must occur once.',
  arguments: editArguments,
  async run(given: z.output<typeof editArguments>, { workplace }) {
    try {
      return said(await edit(await workplace.folder(), given, workplace.task.home));
    } catch (error) {
      if (error instanceof EditRefused) return refused(error.message);
      throw error;
    }
  },
};

const connect: Tool = {
  description:
    'Opens one connection to a host, sends `data`, and gives back what the host answered. `bash` and `python` have a program for the same: `connect HOST < request > answer`.',
  arguments: z.strictObject({
    host: z.string(),
    data: z.string().describe('the bytes to send'),
    encoding: z.enum(['text', 'base64']).optional().describe('of `data`; `text` if left out'),
  }),
  async run(
    { host, data, encoding }: { host: string; data: string; encoding?: 'text' | 'base64' },
    { workplace },
  ) {
    try {
      const request = Buffer.from(data, encoding === 'base64' ? 'base64' : 'utf8');
      const beganAt = performance.now();
      const { bytes, stopped } = await workplace.hosts.connect(host, request, workplace.signal);
      const note = stopped === null ? '' : `\n[the host's program was ${stopped}]`;
      const { text } = shown(bytes, shownBytesMax);
      return {
        text: text === '' && note === '' ? '[the host answered nothing]' : `${text}${note}`,
        sandboxMs: Math.round(performance.now() - beganAt),
        isError: false,
      };
    } catch (error) {
      if (error instanceof NoSuchHost) return refused(error.message);
      throw error;
    }
  },
};

export const submitArguments = z.strictObject({
  answer: z
    .string()
    .max(1024 * 1024)
    .describe('your answer, or `done` where files are the answer'),
});

const offered: Readonly<Record<string, Tool>> = { bash, python, edit: editor };
const offeredWithHosts: Readonly<Record<string, Tool>> = { ...offered, connect };

const definition = (name: string, description: string, shape: z.ZodType): ToolDefinition => {
  const { $schema: _schema, ...parameters } = z.toJSONSchema(shape, { io: 'input' });
  return { type: 'function', function: { name, description, parameters } };
};

function definitionsOf(tools: Readonly<Record<string, Tool>>): readonly ToolDefinition[] {
  return [
    ...Object.entries(tools).map(([name, tool]) =>
      definition(name, tool.description, tool.arguments),
    ),
    definition('submit', 'Hands in your answer and ends the task.', submitArguments),
  ];
}

/** What a model is told of its tools; `connect` only where there is somewhere to connect to. */
export const toolDefinitions = {
  plain: definitionsOf(offered),
  withHosts: definitionsOf(offeredWithHosts),
} as const;

/** Runs one call. Never throws for what the model did; throws `SampleEnded` where the sandbox broke. */
export async function useTool(
  name: string,
  written: string,
  context: ToolContext,
): Promise<ToolResult> {
  const tools = context.workplace.hostFolders.size > 0 ? offeredWithHosts : offered;
  const tool = Object.hasOwn(tools, name) ? tools[name] : undefined;
  if (tool === undefined) {
    return refused(
      `there is no tool \`${name.slice(0, 50)}\`; there are: ${[...Object.keys(tools), 'submit'].join(', ')}`,
    );
  }
  const given = readArguments(tool.arguments, written);
  if ('problem' in given) return refused(given.problem);
  return tool.run(given.value as never, context);
}

export function readArguments<Shape extends z.ZodType>(
  shape: Shape,
  written: string,
): { value: z.output<Shape> } | { problem: string } {
  let document: unknown;
  try {
    document = JSON.parse(written);
  } catch {
    return { problem: 'the arguments are not JSON; call the tool again' };
  }
  const parsed = shape.safeParse(document);
  if (parsed.success) return { value: parsed.data };
  const [issue] = parsed.error.issues;
  return { problem: `\`${issue?.path.join('.')}\`: ${issue?.message}; call the tool again` };
}

async function runShown(
  words: string[],
  timeoutS: number | undefined,
  { workplace, commandMsMax }: ToolContext,
): Promise<ToolResult> {
  const wallMs = Math.max(1, Math.min(commandMsMax, (timeoutS ?? Infinity) * 1000));
  try {
    const run = await workplace.run(words, Math.ceil(wallMs));
    return { text: inWords(run), sandboxMs: Math.round(run.wallMs), isError: false };
  } catch (error) {
    if (!(error instanceof CommandRefused)) throw error;
    return refused('the sandbox cannot run this: the program is not there, or too many files are');
  }
}

function inWords(run: RunFinished): string {
  const out = shown(run.stdout, shownBytesMax).text;
  const err = shown(run.stderr, shownBytesMax).text;
  const parts = [
    ...(out === '' ? [] : [out.replace(/\n$/, '')]),
    ...(err === '' ? [] : [`[standard error]\n${err.replace(/\n$/, '')}`]),
    ...(run.exitCode === 0 && run.stopped === null ? [] : [`[${endOf(run)}]`]),
  ];
  return parts.length === 0 ? '[no output]' : parts.join('\n');
}

const said = (text: string): ToolResult => ({ text, sandboxMs: 0, isError: false });
const refused = (text: string): ToolResult => ({
  text: readable(Buffer.from(text)),
  sandboxMs: 0,
  isError: true,
});
