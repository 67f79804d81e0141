/**
 * `partnership nominate` and `sign`: one person's signature, made here by the key file and nowhere else. A
 * nomination is written out by the server and signed only where it says exactly what the file says; whoever signs
 * it second gives the digest that was shown and compared.
 */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import {
  nomination,
  partnershipSha256,
  readPartnershipStatement,
  type Nomination,
} from '#review/offline';
import { signatureLine, signNote } from '#standards/tlog';
import { CliError, exitCodes } from '../command.ts';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { jsonAs } from '../json-file.ts';
import { readPersonsKey } from '../keys/key-file.ts';
import { call, serverOptions, type Server } from '../server.ts';
import { submissionPath } from '../submission/view.ts';
import type { Verb } from '../verbs.ts';
import { partnershipView, shown, statementOf, stepped, viewOf } from './view.ts';

export const nominate: Verb = {
  usage: `nominate SUBMISSION NOMINATION.json --key KEYFILE ${onServerUsage}`,
  options: { ...serverOptions, key: { type: 'string' } },
  takes: 2,
  async execute(input) {
    const [submissionId = '', file = ''] = input.positionals;
    const signer = readPersonsKey(input.required('key'));
    const chosen = jsonAs(file, nomination, 'a nomination');
    const server = serverFrom(input);
    const text = await writtenText(server, submissionId, chosen);
    const view = await call(server, partnershipView, {
      method: 'POST',
      path: submissionPath(submissionId, '/partnerships'),
      value: { note: signNote(text, [signer]) },
    });
    return shown(view);
  },
};

/** What the server wrote, where it is what was chosen and nothing else. */
async function writtenText(
  server: Server,
  submissionId: string,
  chosen: Nomination,
): Promise<string> {
  const { text } = await call(server, z.object({ text: z.string() }), {
    method: 'POST',
    path: submissionPath(submissionId, '/partnership-statement'),
    value: chosen,
  });
  const said = readPartnershipStatement(text);
  if (
    said?.submissionId === submissionId &&
    isDeepStrictEqual(nomination.strip().parse(said), chosen)
  )
    return text;
  throw new CliError(
    exitCodes.failed,
    `\`${server.url}\` wrote another statement than the nomination says; nothing was signed`,
  );
}

export const sign: Verb = {
  usage: `sign PARTNERSHIP --key KEYFILE --digest DIGEST ${onServerUsage}`,
  options: { ...serverOptions, key: { type: 'string' }, digest: { type: 'string' } },
  takes: 1,
  calls: { note: '--key' },
  async execute(input) {
    const id = input.positionals[0] ?? '';
    const digest = input.required('digest');
    const signer = readPersonsKey(input.required('key'));
    const server = serverFrom(input);
    const { text } = await statementOf(server, await viewOf(server, id));
    const theirs = partnershipSha256(text);
    if (theirs !== digest) {
      throw new CliError(
        exitCodes.refused,
        `the statement is not of this digest; its is \`${theirs}\`: read it again with \`partnership show\``,
      );
    }
    return await stepped(server, id, 'signatures', { note: signatureLine(text, signer) });
  },
};
