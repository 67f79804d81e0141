/**
 * `keys runner`, `keys gateway` and `keys authority`: keys of connections. A runner is whoever speaks to
 * a gateway (its certificate bears no person's name: the developer sees a pseudonym), a gateway is
 * whoever answers, and the authority is the developer's own, which lets the gateway reach the model.
 */
import { textOf } from '#gateway';
import {
  selfSigned,
  selfSignedAuthority,
  selfSignedServer,
  spkiSha256,
  validityOf,
} from '#standards/x509';
import { CliError, exitCodes, type CommandResult } from '../command.ts';
import type { Verb } from '../verbs.ts';
import { fingerprintOf } from '#standards/tlog';
import { makeTlsFolder, tlsKeyKinds, type TlsKeyKind } from './tls-folder.ts';

export const runner: Verb = {
  usage: `runner --out FOLDER [--type ${tlsKeyKinds.join('|')}]`,
  options: { out: { type: 'string' }, type: { type: 'string' } },
  takes: 0,
  execute({ required, option }) {
    const folder = required('out');
    const certificate = makeTlsFolder(folder, kindOf(option('type')), (given) =>
      selfSigned({ ...given, name: 'runner' }),
    );
    return shownCertificate(
      certificate,
      folder,
      'Put the SHA-256 in the grant (`runner.keySha256`), or among the gateway’s `readers`.',
    );
  },
};

export const gateway: Verb = {
  usage: `gateway --host NAME... --out FOLDER [--type ${tlsKeyKinds.join('|')}]`,
  options: {
    out: { type: 'string' },
    host: { type: 'string', multiple: true },
    type: { type: 'string' },
  },
  takes: 0,
  execute({ required, option, options }) {
    const folder = required('out');
    const hosts = options('host');
    if (hosts.length === 0) {
      throw new CliError(
        exitCodes.invalidInput,
        'give the name or address under which the gateway is reached, with `--host`',
      );
    }
    const certificate = makeTlsFolder(folder, kindOf(option('type')), (given) =>
      selfSignedServer({ ...given, name: 'gateway', hosts }),
    );
    return shownCertificate(
      certificate,
      folder,
      `Hand \`cert.pem\` to the evaluator, who gives it as \`--ca\`.`,
    );
  },
};

export const authority: Verb = {
  usage: `authority --out FOLDER [--type ${tlsKeyKinds.join('|')}]`,
  options: { out: { type: 'string' }, type: { type: 'string' } },
  takes: 0,
  execute({ required, option }) {
    const folder = required('out');
    const certificate = makeTlsFolder(folder, kindOf(option('type')), (given) =>
      selfSignedAuthority({ ...given, name: 'model access authority' }),
    );
    return shownCertificate(
      certificate,
      folder,
      'Have the model’s endpoint believe `cert.pem` and no other; keep the folder away from the gateway.',
    );
  },
};

/** P-256 unless asked: every TLS library takes it. */
function kindOf(text: string | undefined): TlsKeyKind {
  const kind = tlsKeyKinds.find((known) => known === (text ?? 'p-256'));
  if (kind !== undefined) return kind;
  throw new CliError(exitCodes.invalidInput, `\`--type\` takes ${tlsKeyKinds.join(' or ')}`);
}

export function shownCertificate(
  certificate: string,
  place: string,
  next: string | undefined,
): CommandResult {
  const keySha256 = spkiSha256(certificate);
  const fingerprint = fingerprintOf(keySha256);
  const { from, until } = validityOf(certificate);
  const value = { keySha256, fingerprint, from: textOf(from), until: textOf(until), place };
  const lines = [
    `place        ${place}`,
    `SHA-256      ${keySha256}`,
    `read aloud   ${fingerprint}`,
    `certificate  ${textOf(from)} to ${textOf(until)}`,
    ...(next === undefined ? [] : ['', next]),
  ];
  return { exitCode: exitCodes.done, value, text: lines.join('\n') };
}
