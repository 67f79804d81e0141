/** `run finding`: what a run's samples show beyond a score, written, listed and read. */
import { z } from 'zod';
import { exitCodes } from '../command.ts';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { listed } from '../grant/words.ts';
import { jsonFrom } from '../json-file.ts';
import { newest } from '../listing.ts';
import { call, serverOptions } from '../server.ts';
import { submissionPath } from '../submission/view.ts';
import { table } from '../terminal-text.ts';
import type { Verb } from '../verbs.ts';
import { runPath, viewOf } from './view.ts';

const findingView = z.object({
  id: z.string(),
  runId: z.string(),
  kind: z.string(),
  severity: z.string(),
  audience: z.string(),
  evidence: z.array(z.number()),
  writtenBy: z.string(),
  writtenAt: z.iso.datetime(),
});

export const finding: Verb = {
  usage: `finding RUN FINDING.json ${onServerUsage}`,
  options: serverOptions,
  takes: 2,
  async execute(input) {
    const [id = '', file = ''] = input.positionals;
    const asked = {
      method: 'POST',
      path: runPath(id, '/findings'),
      value: jsonFrom(file),
    } as const;
    const written = await call(serverFrom(input), z.object({ findingId: z.string() }), asked);
    return {
      exitCode: exitCodes.done,
      value: written,
      text: listed([['finding', written.findingId]]).join('\n'),
    };
  },
};

export const findings: Verb = {
  usage: `findings RUN ${onServerUsage}`,
  options: serverOptions,
  takes: 1,
  async execute(input) {
    const [id = ''] = input.positionals;
    const server = serverFrom(input);
    const { submissionId } = await viewOf(server, id);
    const items = await newest(server, findingView, submissionPath(submissionId, '/findings'));
    const own = items.filter(({ runId }) => runId === id);
    const rows = own.map((each) => [
      each.id,
      each.kind,
      each.severity,
      each.audience,
      each.evidence.join(' '),
      each.writtenBy,
    ]);
    const head = ['finding', 'about', 'severity', 'for', 'samples', 'written by'];
    return { exitCode: exitCodes.done, value: own, text: table(head, rows) };
  },
};

export const readFinding: Verb = {
  usage: `read-finding FINDING --purpose TEXT ${onServerUsage}`,
  options: { ...serverOptions, purpose: { type: 'string' } },
  takes: 1,
  async execute(input) {
    const [id = ''] = input.positionals;
    const query = new URLSearchParams({ purpose: input.required('purpose') });
    const read = await call(
      serverFrom(input),
      z.object({ claim: z.string(), uncertainty: z.string() }),
      {
        method: 'GET',
        path: `/api/findings/${encodeURIComponent(id)}/text?${query.toString()}`,
      },
    );
    return {
      exitCode: exitCodes.done,
      value: read,
      text: listed([
        ['claim', read.claim],
        ['uncertainty', read.uncertainty],
      ]).join('\n'),
    };
  },
};
