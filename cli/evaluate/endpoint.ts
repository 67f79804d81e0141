/** The endpoint asked for, with the key from its file, reached once before anything runs. */
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { EndpointFault, HttpEndpoint, type ClientTls, type Endpoint } from '#evaluation/engine';
import { CliError, exitCodes } from '../command.ts';
import { readGiven, readSecret } from '../guarded-files.ts';
import type { Asked } from './asked.ts';

/** Null where no model takes part. Throws `CliError`: unreachable, or which names there are. */
export async function endpointFor({ model, parallel }: Asked): Promise<Endpoint | null> {
  if (model === null) return null;
  const key = model.keyFile === null ? null : await keyIn(model.keyFile);
  const tls = model.tls === null ? null : tlsIn(model.tls);
  const listing = new HttpEndpoint(model.url, '', key, 1, tls);
  try {
    const names = await listing.models(AbortSignal.timeout(10_000));
    const [only, ...others] = names;
    const name = model.name ?? (others.length === 0 ? only : undefined);
    if (name !== undefined) return new HttpEndpoint(model.url, name, key, parallel, tls);
    const known = names.length === 0 ? 'it lists none' : `it has \`${names.join('`, `')}\``;
    throw new CliError(exitCodes.invalidInput, `name the model with \`--model-name\`: ${known}`);
  } catch (error) {
    if (!(error instanceof EndpointFault)) throw error;
    const detail = `\`${listing.url}\` cannot be reached: ${error.message}`;
    throw new CliError(exitCodes.unreachable, detail, { cause: error });
  } finally {
    await listing.close();
  }
}

async function keyIn(path: string): Promise<string> {
  const key = await readFile(path, 'utf8').then(
    (text) => text.trim(),
    () => '',
  );
  if (/^[\x21-\x7e]{1,4096}$/.test(key)) return key;
  throw new CliError(
    exitCodes.invalidInput,
    `\`${path}\` holds no key: one line of printable ASCII`,
  );
}

/** Looked at before anything connects: a file that holds no certificate would verify nobody, and say so late. */
function tlsIn(files: ClientTls): ClientTls {
  const tls = { cert: readGiven(files.cert), key: readSecret(files.key), ca: readGiven(files.ca) };
  try {
    createSecureContext(tls);
    new X509Certificate(tls.ca);
    return tls;
  } catch (error) {
    throw new CliError(
      exitCodes.invalidInput,
      `\`${files.cert}\`, \`${files.key}\` and \`${files.ca}\` are not a certificate, its own key and the endpoint’s authority, in PEM`,
      { cause: error },
    );
  }
}
