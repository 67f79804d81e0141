/**
 * Everything the running system can say, source by source: what a server answers of itself, what its
 * database's catalogue holds, what answers carry in their headers, and what the programs and pages that
 * people meet have written in them.
 */
import { problems } from '#app';
import type { TestServer } from '#test/server';
import { readModules } from '#test/architecture';
import { operationsOf, wordsOfOperation, type OpenApi } from './api-words.ts';
import { wordsOfCommands } from './cli-words.ts';
import { wordsOfDatabase } from './database-words.ts';
import { wordsOfEvents, wordsOfTemplates } from './document-words.ts';
import { headersSeen, wordsOfHeaders } from './header-words.ts';
import type { Utterance } from './permission.ts';
import { wordsOf } from './source-words.ts';

/** What says something to people, or to programs of theirs. Domains of the outer door speak through API and pages. */
const speaking =
  /^(?:web\/src|cli|gateway|src\/(?:access|evaluation|review|gateway|membership|app))\//;
const isSpeaking = (path: string): boolean =>
  speaking.test(path) && !/\.(?:test|fixture)\.tsx?$|\.generated\.ts$/.test(path);

export const openApiOf = async (server: TestServer): Promise<OpenApi> =>
  (await (await server.as('nobody').get('/api/openapi.json')).json()) as OpenApi;

export const wordsOfProblems = (registry: typeof problems): Utterance[] =>
  Object.entries(registry).flatMap(([code, { title, meaning }]) =>
    [code, title, meaning].map((text) => ({ place: `problem ${code}`, text })),
  );

export async function readSystem(server: TestServer): Promise<Record<string, Utterance[]>> {
  const sources = readModules().filter(({ path }) => isSpeaking(path));
  const under = (...folders: string[]) =>
    sources
      .filter(({ path }) => folders.some((folder) => path.startsWith(folder)))
      .flatMap(wordsOf);
  return {
    'the API': operationsOf(await openApiOf(server)).flatMap(wordsOfOperation),
    'the database': await wordsOfDatabase(server.databaseUrl),
    headers: wordsOfHeaders(await headersSeen(server)),
    problems: wordsOfProblems(problems),
    events: wordsOfEvents(),
    templates: wordsOfTemplates(),
    'the command line’s help': await wordsOfCommands(),
    'the command line': under('cli/'),
    'the pages': under('web/src/'),
    'the server': under('src/'),
    'the gateway': under('gateway/', 'src/gateway/'),
  };
}
