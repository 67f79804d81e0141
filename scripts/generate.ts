/**
 * Writes what is derived from the code: the API description, its TypeScript types for the web UI, and
 * the page of problems. `--check` writes nothing and fails when a file is stale.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { allRoutes, problems, readConfig } from '#app';
import { anonymous } from '#platform/auth';
import { buildServer } from '#platform/http';
import { randomIds } from '#platform/ids';

const root = fileURLToPath(new URL('../', import.meta.url));

export async function generated(): Promise<Map<string, string>> {
  const openapi = await describeApi();
  const types = astToString(await openapiTS(JSON.stringify(openapi)));
  return new Map([
    ['docs/openapi.json', `${JSON.stringify(openapi, null, 2)}\n`],
    [
      'web/src/api.generated.ts',
      `// Generated from docs/openapi.json by \`npm run generate\`; do not edit.\n${types}`,
    ],
    ['docs/problems.md', describeProblems()],
  ]);
}

/** The description needs no zone: no request is served. */
async function describeApi(): Promise<unknown> {
  const config = readConfig({ dev: true, dataDir: '/nowhere/data', keysDir: '/nowhere/keys' }, {});
  const neverGrows = { onGrowth: () => () => undefined, close: async () => undefined };
  const noZones = {
    inner: undefined as never,
    outer: undefined as never,
    office: undefined as never,
  };
  const app = await buildServer({
    routes: allRoutes(config, neverGrows, noZones),
    zones: noZones,
    problems,
    ids: randomIds,
    identify: async () => anonymous,
    onDefect: () => undefined,
  });
  await app.ready();
  return app.swagger();
}

function describeProblems(): string {
  const sections = Object.entries(problems)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([code, { status, title, meaning }]) =>
        `## ${code}\n\n**${title}** (HTTP ${status})\n\n${meaning}\n`,
    );
  return `# Problems\n\nEvery refusal is \`application/problem+json\` (RFC 9457) with one of these codes. What you may not see is\nthe same \`not_found\` as what is not there. Generated from the code; do not edit.\n\n${sections.join('\n')}`;
}

if (import.meta.main) {
  const isCheck = process.argv.includes('--check');
  let stale = 0;
  for (const [name, text] of await generated()) {
    const path = join(root, name);
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
    stale += 1;
    if (!isCheck) writeFileSync(path, text);
    console.log(`${isCheck ? 'stale' : 'wrote'}: ${name}`);
  }
  if (isCheck && stale > 0) process.exitCode = 1;
}
