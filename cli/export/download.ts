/** The file itself: by an export that a colleague agreed to, or, of a developer's own engagement, by itself. */
import { determinationBundle } from '#review/offline';
import { exitCodes, type CommandResult } from '../command.ts';
import { determinationPath } from '../determination/view.ts';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { listed } from '../grant/words.ts';
import { writeNew } from '../guarded-files.ts';
import { ask, jsonOf, notOurs, problemOf, serverOptions, type Server } from '../server.ts';
import { submissionPath } from '../submission/view.ts';
import { counted } from '../terminal-text.ts';
import type { Verb } from '../verbs.ts';
import { viewOf, type ExportView } from './view.ts';

/** A larger ledger is taken in pieces, by time, or in the web UI. */
const fileBytesMax = 256 * 1024 * 1024;
const fileMsMax = 120_000;

export const download: Verb = {
  usage: `download EXPORT|SUBMISSION --out FILE [--log] [--format csv|json] ${onServerUsage}`,
  options: {
    ...serverOptions,
    out: { type: 'string' },
    log: { type: 'boolean' },
    format: { type: 'string' },
  },
  takes: 1,
  async execute(input) {
    const [id = ''] = input.positionals;
    const server = serverFrom(input);
    const out = input.required('out');
    const wanted = id.startsWith('export_')
      ? await viewOf(server, id)
      : ({ submissionId: id, what: input.isSet('log') ? 'log' : 'ledger' } as const);
    return await written(server, out, wanted, input.option('format') ?? 'csv');
  },
};

type Wanted =
  | ExportView
  | { submissionId: string; what: 'ledger' | 'log'; id?: undefined; subject?: undefined };

async function written(
  server: Server,
  out: string,
  wanted: Wanted,
  format: string,
): Promise<CommandResult> {
  const answer = await ask(server, {
    method: 'GET',
    path: pathOf(wanted, format),
    msMax: fileMsMax,
    answerBytesMax: fileBytesMax,
  });
  if (answer.status >= 300) throw problemOf(server, answer);
  const isProof = wanted.what === 'determination';
  if (isProof && !determinationBundle.safeParse(jsonOf(answer.text)).success) {
    throw notOurs(server, answer.status);
  }
  writeNew(out, answer.bytes, 0o600);
  const bytes = answer.bytes.length;
  const next = `sallyport review verify ${out} --opening FILE --keys FILE`;
  return {
    exitCode: exitCodes.done,
    value: { file: out, bytes },
    text: listed([
      ['written to', out],
      ['bytes', counted(bytes)],
      ...(isProof ? ([['next', next]] as [string, string][]) : []),
    ]).join('\n'),
  };
}

function pathOf({ what, submissionId, id, subject }: Wanted, format: string): string {
  const by = id === undefined ? {} : { exportId: id };
  const query = (more: object) => `?${new URLSearchParams({ ...by, ...more }).toString()}`;
  switch (what) {
    case 'ledger':
      return submissionPath(submissionId, `/ledger/export${query({ format })}`);
    case 'log':
      return submissionPath(submissionId, `/log.tar${query({})}`);
    case 'determination':
      return determinationPath(subject, `/verification${query({})}`);
  }
}
