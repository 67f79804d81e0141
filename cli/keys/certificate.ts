/**
 * `keys certificate`: the developer's authority lets the gateway reach the model, for a day at most and
 * never past the window. Issued outside the gateway, by a person or the developer's own timer, and laid
 * down as the folder's `cert.pem`, where the gateway finds it without a restart.
 */
import { certificateHoursMax, certificateTimes, instantOf } from '#gateway';
import { issueClient, publicKeyOf } from '#standards/x509';
import { CliError, exitCodes } from '../command.ts';
import { replaceText } from '../guarded-files.ts';
import type { Verb } from '../verbs.ts';
import { certificatePathOf, orInvalid, readCertificateOf, readTlsFolder } from './tls-folder.ts';
import { shownCertificate } from './tls-keys.ts';

export const certificate: Verb = {
  usage:
    'certificate --authority FOLDER --runner-of-gateway FOLDER --until WINDOW-CLOSES-AT [--hours N]',
  options: {
    authority: { type: 'string' },
    'runner-of-gateway': { type: 'string' },
    until: { type: 'string' },
    hours: { type: 'string' },
  },
  takes: 0,
  execute({ required, option }) {
    const folder = required('runner-of-gateway');
    const windowClosesAt = instantOf(required('until'));
    if (windowClosesAt === undefined) {
      throw new CliError(
        exitCodes.invalidInput,
        '`--until` takes the time at which the window closes, like `2026-12-01T09:00:00Z`',
      );
    }
    const hours = Number(option('hours') ?? certificateHoursMax);
    const times = certificateTimes({ now: new Date(), windowClosesAt, hours });
    if ('fault' in times) throw new CliError(exitCodes.refused, times.fault);
    const authority = readTlsFolder(required('authority'));
    // The gateway's private key stays where it is: its last certificate says which key it has.
    const publicKey = publicKeyOf(readCertificateOf(folder));
    const issued = orInvalid(() =>
      issueClient({
        caKey: authority.privateKey,
        caCert: authority.certificate,
        publicKey,
        name: 'gateway',
        ...times,
      }),
    );
    const path = certificatePathOf(folder);
    replaceText(path, 0o644, () => issued);
    return shownCertificate(issued, path, undefined);
  },
};
