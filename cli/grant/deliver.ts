/**
 * `grant deliver`: brings a signed grant to the gateway, which puts it in force, or a signed revocation,
 * which ends it there at once. Whoever holds the file may: it is the signatures that count.
 */
import { z } from 'zod';
import { grantHead, partnerGrantHead, revocationHead } from '#gateway';
import { CliError, exitCodes } from '../command.ts';
import { readGiven } from '../guarded-files.ts';
import type { Verb } from '../verbs.ts';
import {
  askGateway,
  atGatewayOptions,
  atGatewayUsage,
  gatewayFrom,
  notAGateway,
} from './at-gateway.ts';
import { listed } from './words.ts';

const kinds = [
  { head: grantHead, path: '/sallyport/grants', done: 'in force' },
  { head: partnerGrantHead, path: '/sallyport/grants', done: 'in force' },
  { head: revocationHead, path: '/sallyport/revocations', done: 'ended' },
] as const;

const answered = z.object({ digest: z.string() });

export const deliver: Verb = {
  usage: `deliver FILE ${atGatewayUsage}`,
  options: atGatewayOptions,
  takes: 1,
  async execute(input) {
    const path = input.positionals[0] ?? '';
    const note = readGiven(path);
    // Looked at before anything is sent: a key file given by mistake stays here.
    const kind = kinds.find(({ head }) => note.startsWith(`${head}\n`));
    if (kind === undefined) {
      throw new CliError(
        exitCodes.invalidInput,
        `\`${path}\` is neither a grant nor a revocation; nothing was sent`,
      );
    }
    const gateway = gatewayFrom(input);
    const { status, value } = await askGateway(gateway, kind.path, note);
    const read = answered.safeParse(value);
    if (!read.success) throw notAGateway(gateway, status);
    const { digest } = read.data;
    return {
      exitCode: exitCodes.done,
      value: { state: kind.done, digest, gateway: gateway.url },
      text: listed([
        [kind.done, `at ${gateway.url}`],
        ['digest', digest],
      ]).join('\n'),
    };
  },
};
