/**
 * What is agreed before access, and who declared what interest: `submission agreements`, `document`, `accept` and
 * `declare`. A document is named by the SHA-256 of its text; what a server sends under a digest is held against
 * it here, and a file is accepted by its own bytes.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CliError, exitCodes, type CommandResult } from '../command.ts';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { ask, call, problemOf, serverOptions } from '../server.ts';
import { table, visibleLines } from '../terminal-text.ts';
import type { Verb } from '../verbs.ts';
import { submissionPath } from './view.ts';

const accepted = z.object({ person: z.string(), at: z.string() }).nullable();
const agreementsView = z.object({
  agreements: z.array(
    z.object({
      document: z.object({
        sha256: z.string(),
        kind: z.string(),
        name: z.string(),
        version: z.number(),
        title: z.string(),
        isSample: z.boolean(),
        isInForce: z.boolean(),
      }),
      developer: accepted,
      evaluator: accepted,
      isAgreed: z.boolean(),
    }),
  ),
});

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const agreements: Verb = {
  usage: `agreements SUBMISSION ${onServerUsage}`,
  options: serverOptions,
  takes: 1,
  async execute(input) {
    const path = submissionPath(input.positionals[0] ?? '', '/agreements');
    return shown(await call(serverFrom(input), agreementsView, { method: 'GET', path }));
  },
};

export const document: Verb = {
  usage: `document SHA256 ${onServerUsage}`,
  options: serverOptions,
  takes: 1,
  async execute(input) {
    const server = serverFrom(input);
    const sha256 = input.positionals[0] ?? '';
    const path = `/api/documents/${encodeURIComponent(sha256)}`;
    const answer = await ask(server, { method: 'GET', path });
    if (answer.status >= 300) throw problemOf(server, answer);
    if (sha256Of(answer.bytes) !== sha256) {
      throw new CliError(exitCodes.failed, 'the text that came is not the one of this digest');
    }
    const text = visibleLines(answer.text);
    return { exitCode: exitCodes.done, value: { sha256, text: answer.text }, text };
  },
};

export const accept: Verb = {
  usage: `accept SUBMISSION --document SHA256|FILE ${onServerUsage}`,
  calls: { sha256: '--document' },
  options: { ...serverOptions, document: { type: 'string' } },
  takes: 1,
  async execute(input) {
    const given = input.required('document');
    const value = { sha256: /^[0-9a-f]{64}$/.test(given) ? given : sha256Of(fileOf(given)) };
    const path = submissionPath(input.positionals[0] ?? '', '/acceptances');
    return shown(await call(serverFrom(input), agreementsView, { method: 'POST', path, value }));
  },
};

/** `of`: what it is declared about, as its usage names it; `pathOf` gives the route. */
export const declaring = (
  of: string,
  pathOf: (id: string) => string,
  opens: string,
  closes: string,
): Verb => ({
  usage: `declare ${of} --no-interest|--interest WORDS ${onServerUsage}`,
  calls: { words: '--interest' },
  options: {
    ...serverOptions,
    'no-interest': { type: 'boolean' },
    interest: { type: 'string' },
  },
  takes: 1,
  async execute(input) {
    const words = input.option('interest');
    if (input.isSet('no-interest') === (words !== undefined)) {
      throw new CliError(
        exitCodes.invalidInput,
        'say one of the two: `--no-interest`, or `--interest` with what kind it is',
      );
    }
    const value = { hasInterest: words !== undefined, words: words ?? '' };
    const path = pathOf(input.positionals[0] ?? '');
    await call(serverFrom(input), z.object({}), { method: 'POST', path, value });
    const text = `declared: ${value.hasInterest ? closes : opens}`;
    return { exitCode: exitCodes.done, value, text };
  },
});

export const declare = declaring(
  'SUBMISSION',
  (id) => submissionPath(id, '/declaration'),
  'what is sealed in this engagement opens to you',
  'nothing of this engagement is there for you any more',
);

function fileOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new CliError(
      exitCodes.invalidInput,
      `\`${path}\` is no SHA-256 and cannot be read as a file: ${(error as Error).message}`,
      { cause: error },
    );
  }
}

function shown(view: z.output<typeof agreementsView>): CommandResult {
  const rows = view.agreements.map(({ document: each, developer, evaluator }) => [
    each.kind,
    `${each.name}/${each.version}`,
    each.isInForce ? (each.isSample ? 'in force, a sample' : 'in force') : 'replaced',
    developer?.person ?? '-',
    evaluator?.person ?? '-',
    each.sha256,
  ]);
  const head = ['kind', 'document', 'state', 'developer accepted', 'evaluator accepted', 'sha256'];
  return { exitCode: exitCodes.done, value: view, text: table(head, rows) };
}
