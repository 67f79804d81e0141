/**
 * `partnership provision` and `find`: what a partnership in force is for. Access is asked for and signed as any
 * grant is; a finding leaves for the clearinghouse as a report that says nothing of the model.
 */
import { z } from 'zod';
import { packBundle } from '#proof';
import { exitCodes } from '../command.ts';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { listed } from '../grant/words.ts';
import { jsonFrom } from '../json-file.ts';
import { readLocally } from '../report.ts';
import { ask, jsonOf, notOurs, problemOf, serverOptions } from '../server.ts';
import type { Verb } from '../verbs.ts';
import { partnershipPath, stepped } from './view.ts';

export const provision: Verb = {
  usage: `provision PARTNERSHIP ACCESS.json ${onServerUsage}`,
  options: serverOptions,
  takes: 2,
  async execute(input) {
    const [id = '', file = ''] = input.positionals;
    return await stepped(serverFrom(input), id, 'grant', jsonFrom(file));
  },
};

const sendMsMax = 120_000;
const receipt = z.object({
  reportId: z.string(),
  receivedAt: z.iso.datetime(),
  bundleSha256: z.string(),
});

export const find: Verb = {
  usage: `find PARTNERSHIP BUNDLE ${onServerUsage}`,
  options: serverOptions,
  takes: 2,
  async execute(input) {
    const [id = '', path = ''] = input.positionals;
    const { files } = await readLocally(path);
    const server = serverFrom(input);
    const answer = await ask(server, {
      method: 'POST',
      path: partnershipPath(id, '/findings'),
      headers: { 'content-type': 'application/gzip' },
      body: Buffer.from(packBundle(files)),
      msMax: sendMsMax,
    });
    if (answer.status >= 300) throw problemOf(server, answer);
    const read = receipt.safeParse(jsonOf(answer.text));
    if (!read.success) throw notOurs(server, answer.status);
    const { reportId, receivedAt, bundleSha256 } = read.data;
    return {
      exitCode: exitCodes.done,
      value: read.data,
      text: listed([
        ['received', reportId],
        ['at', receivedAt],
        ['bundle', `sha256 ${bundleSha256}`],
      ]).join('\n'),
    };
  },
};
