/** What answers carry besides their bodies: the headers of every route, asked as people of every standpoint. */
import { allRoutes } from '#app';
import { makeSubject, parameterOf, requestFor, Stage, statesOf } from '#test/permissions';
import type { TestServer } from '#test/server';
import type { Utterance } from './permission.ts';

const asked = ['nobody', 'developer', 'evaluator', 'coordinator'] as const;
const neverGrows = { onGrowth: () => () => undefined, close: async () => undefined };

export const routesOf = ({ config, zones }: TestServer) =>
  allRoutes(config, neverGrows, zones).map(({ method, path, zone }) => ({
    route: `${method} ${path}`,
    zone,
  }));

/** By name of a header: its values, each with a route that sent it. */
export type Headers = Map<string, Map<string, string>>;

/** Each route about something that is there, in one state of those it can have. */
export async function headersSeen(server: TestServer): Promise<Headers> {
  const stage = new Stage(server);
  const { requests } = stage;
  await stage.evaluations.prepare();
  const subjects = new Map<string, string>();
  const seen: Headers = new Map();
  for (const { route } of routesOf(server)) {
    const name = parameterOf(route) ?? '';
    const state = statesOf[name]?.at(-1);
    if (state !== undefined && !subjects.has(name))
      subjects.set(name, await makeSubject(stage, name, state));
    // Signing out ends the session that it comes with.
    for (const who of route === 'DELETE /api/session' ? (['nobody'] as const) : asked) {
      const id = subjects.get(name) ?? '';
      const sent = requestFor(
        stage,
        route,
        id,
        server.people[who === 'nobody' ? 'finder' : who].id,
      );
      const response = await requests.send(await requests.as(who), sent);
      await response.body?.cancel();
      for (const [header, value] of response.headers) {
        const values = seen.get(header) ?? new Map<string, string>();
        values.set(value, route);
        seen.set(header, values);
      }
    }
  }
  return seen;
}

export const wordsOfHeaders = (headers: Headers): Utterance[] =>
  [...headers].flatMap(([name, values]) =>
    [...values].flatMap(([value, route]) => [
      { place: `header ${name}`, text: name },
      { place: `header ${name} of ${route}`, text: value },
    ]),
  );
