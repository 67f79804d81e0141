/**
 * The system as a third party finds it: the answers that people who take part in no engagement get on every
 * route, and the rows of every module but those of review. Both are compared byte for byte, so that whatever
 * happens behind the inner door can be shown to change neither.
 */
import { createHash } from 'node:crypto';
import pg from 'pg';
import { makeSubject, parameterOf, requestFor, statesOf, type Stage } from '#test/permissions';
import { zones, type TestServer } from '#test/server';
import { routesOf } from './header-words.ts';

/** One of each office that is no party, rivals of both sides, and nobody. */
export const outsiders = [
  'nobody',
  'finder',
  'rival',
  'coordinator',
  'operator',
  'neighbour',
  'administrator',
  'consultee',
  'partner',
  'rivalDeveloper',
  'rivalEvaluator',
] as const;
export type Outsider = (typeof outsiders)[number];

/** Reading what is sealed is an act of its own, on record with the report. */
const isAct = (route: string): boolean => /\/(bundle|evidence)$/.test(route);

/** By who asks and what: status, headers and body in one text. */
export type Face = Map<string, string>;

export class Outside {
  readonly #server: TestServer;
  readonly #stage: Stage;
  readonly #routes: { route: string; zone: string }[];
  /** Of the outer door and the office: what these people do see, by parameter. */
  readonly #own = new Map<string, string>();
  readonly #absents = new Map<string, string>();

  private constructor(stage: Stage) {
    this.#server = stage.server;
    this.#stage = stage;
    // Signing in and out is each session's own.
    this.#routes = routesOf(stage.server).filter(({ route }) => !/session$/.test(route));
  }

  /** Gives third parties something of their own to look at, in the last state that it can have. */
  static async begin(stage: Stage): Promise<Outside> {
    const outside = new Outside(stage);
    for (const { route, zone } of outside.#routes) {
      const name = parameterOf(route);
      if (name === undefined || zone === 'inner' || outside.#own.has(name)) continue;
      outside.#own.set(name, await makeSubject(stage, name, statesOf[name]?.[0] ?? ''));
    }
    return outside;
  }

  get innerRoutes(): string[] {
    return this.#routes.flatMap(({ route, zone }) => (zone === 'inner' ? [route] : []));
  }

  /** What each of them reads anywhere, about what is theirs or about nothing. */
  async face(): Promise<Face> {
    const face: Face = new Map();
    // A log shows itself by its checkpoint.
    for (const zone of zones) await this.#server.checkpoint(zone);
    for (const { route } of this.#routes) {
      if (!route.startsWith('GET ') || isAct(route)) continue;
      const id = await this.#idFor(parameterOf(route));
      for (const who of outsiders) face.set(`${who} ${route}`, await this.#answer(who, route, id));
    }
    return face;
  }

  /** Where somebody's answer about what is there differs from the one about what is not. */
  async tellsApart(
    id: string,
    routes: readonly string[],
    people: readonly Outsider[],
  ): Promise<string[]> {
    const differs: string[] = [];
    for (const route of routes) {
      const answers = people.map(async (who) => {
        const there = await this.#answer(who, route, id);
        return there === (await this.#absent(who, route)) ? [] : [`${who} ${route}: ${there}`];
      });
      differs.push(...(await Promise.all(answers)).flat());
    }
    return differs;
  }

  /** What one person is answered on each of these routes about one thing. */
  async told(who: Outsider, id: string, routes: readonly string[]): Promise<string[]> {
    const answers: string[] = [];
    for (const route of routes) answers.push(`${route}: ${await this.#answer(who, route, id)}`);
    return answers;
  }

  /** Asked once: what is not there has no state. */
  async #absent(who: Outsider, route: string): Promise<string> {
    const key = `${who} ${route}`;
    const id = await makeSubject(this.#stage, parameterOf(route) ?? '', 'absent');
    const answer = this.#absents.get(key) ?? (await this.#answer(who, route, id));
    this.#absents.set(key, answer);
    return answer;
  }

  /** SHA-256 of every table that is not review's, by name. */
  async rows(): Promise<Map<string, string>> {
    const client = new pg.Client({ connectionString: this.#server.databaseUrl });
    await client.connect();
    try {
      const { rows: tables } = await client.query<{ name: string }>(
        `select format('%I.%I', schemaname, tablename) as name from pg_tables
         where schemaname !~ '^(pg_|information_schema$|access$|evaluation$|review$|zone_inner$|jobs_inner$)'`,
      );
      const found = new Map<string, string>();
      for (const { name } of tables) {
        const { rows } = await client.query<{ text: string }>(
          `select t::text as text from ${name} t order by 1`,
        );
        const hash = createHash('sha256');
        for (const { text } of rows) hash.update(`${text}\n`);
        found.set(name, `${rows.length} ${hash.digest('hex')}`);
      }
      return found;
    } finally {
      await client.end();
    }
  }

  async #idFor(name: string | undefined): Promise<string> {
    if (name === undefined) return '';
    return this.#own.get(name) ?? (await makeSubject(this.#stage, name, 'absent'));
  }

  async #answer(who: Outsider, route: string, id: string): Promise<string> {
    const personId = who === 'nobody' ? '' : this.#server.people[who].id;
    const { requests } = this.#stage;
    const sender = await requests.as(who);
    const response = await requests.send(sender, requestFor(this.#stage, route, id, personId));
    const headers = [...response.headers].filter(([name]) => name !== 'date');
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
    if (isStream) await response.body?.cancel();
    const body = isStream ? '' : await response.text();
    return `${response.status} ${JSON.stringify(headers)} ${withoutOwn(body)}`;
  }
}

/** Each request's own: its instance. */
const withoutOwn = (body: string): string => body.replace(/"instance":"req_[0-9a-z]{26}"/, '');
