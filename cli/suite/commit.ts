/**
 * `suite register` and `suite commit`: a custodian's public half made known to a server, and a sealed suite
 * given to it. The manifest commits first, then each ciphertext follows; broken off, `--suite` goes on.
 */
import { z } from 'zod';
import { CliError, exitCodes } from '../command.ts';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { listed } from '../grant/words.ts';
import { ask, call, problemOf, serverOptions, type Server } from '../server.ts';
import { counted } from '../terminal-text.ts';
import type { Verb } from '../verbs.ts';
import { readIdentity } from './identity.ts';
import { suitePath, suiteView, type SuiteView } from './on-server.ts';
import { itemsNamed, readCiphertext, readManifest, type Manifest } from './sealed-folder.ts';

const bringMsMax = 300_000;

export const register: Verb = {
  usage: `register --key FILE ${onServerUsage}`,
  options: { ...serverOptions, key: { type: 'string' } },
  takes: 0,
  async execute(input) {
    // The file is read to see that its identity is there; the public half is all that is sent.
    const { recipient } = await readIdentity(input.required('key'));
    const server = serverFrom(input);
    await call(server, z.object({ recipient: z.literal(recipient) }), {
      method: 'POST',
      path: '/api/custodians',
      value: { recipient },
    });
    return {
      exitCode: exitCodes.done,
      value: { recipient },
      text: listed([
        ['registered', `at ${server.url}`],
        ['recipient', recipient],
      ]).join('\n'),
    };
  },
};

export const commit: Verb = {
  usage: `commit SEALED [--suite ID] ${onServerUsage}`,
  options: { ...serverOptions, suite: { type: 'string' } },
  takes: 1,
  async execute(input) {
    const [folder = ''] = input.positionals;
    const manifest = readManifest(folder);
    const server = serverFrom(input);
    // All of it is looked at before any of it is sent.
    for (const item of manifest.items) readCiphertext(folder, item);
    const suite = await declared(server, manifest, input.option('suite'));
    const missing = suite.tasks.filter(({ isStored }) => !isStored).map(({ item }) => item.name);
    if (missing.length > 0) {
      for (const item of itemsNamed(manifest.items, missing)) {
        await bring(server, suite.id, item.name, readCiphertext(folder, item));
      }
    }
    const { id, root, state, tasks } = await call(server, suiteView, {
      method: 'GET',
      path: suitePath(suite.id),
    });
    return {
      exitCode: exitCodes.done,
      value: { id, root, state, tasks: tasks.length, brought: missing.length },
      text: listed([
        ['suite', id],
        ['state', state],
        ['root', root],
        ['brought', `${counted(missing.length)} of ${counted(tasks.length)} tasks`],
      ]).join('\n'),
    };
  },
};

async function declared(
  server: Server,
  manifest: Manifest,
  id: string | undefined,
): Promise<SuiteView> {
  if (id === undefined) {
    const asked = { method: 'POST', path: '/api/suites', value: manifest } as const;
    return await call(server, suiteView, asked);
  }
  const suite = await call(server, suiteView, { method: 'GET', path: suitePath(id) });
  if (suite.root === manifest.root) return suite;
  throw new CliError(exitCodes.refused, `\`${id}\` was committed with another root than this one`);
}

async function bring(server: Server, id: string, task: string, ciphertext: Buffer): Promise<void> {
  const answer = await ask(server, {
    method: 'POST',
    path: suitePath(id, `/tasks/${encodeURIComponent(task)}`),
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(ciphertext),
    msMax: bringMsMax,
  });
  if (answer.status !== 204) throw problemOf(server, answer);
}
