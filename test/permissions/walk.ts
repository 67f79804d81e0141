/** Asking every route as every role: what the tests of sessions and of tokens have in common. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#app';
import { startTestServer, type TestServer } from '#test/server';
import type { Role, Sender } from './requests.ts';
import { Stage } from './stage.ts';
import { makeSubject, parameterOf, requestFor } from './subjects.ts';

export const roles = [
  'finder',
  'rival',
  'coordinator',
  'operator',
  'neighbour',
  'administrator',
  'developer',
  'developerColleague',
  'developerKeyless',
  'evaluator',
  'evaluatorColleague',
  'evaluatorKeyless',
  'rivalDeveloper',
  'rivalEvaluator',
  'overseer',
  'determiner',
  'determinerColleague',
  'consultee',
  'partner',
] as const;
export const hasPages = existsSync(join(packageRoot, 'web', 'dist', 'index.html'));

export class Walk {
  readonly server: TestServer;
  readonly stage: Stage;
  readonly #shared = new Map<string, string>();

  private constructor(server: TestServer) {
    this.server = server;
    this.stage = new Stage(server);
  }

  static async begin(): Promise<Walk> {
    const walk = new Walk(await startTestServer());
    // Four people have signed once, so they have keys.
    await walk.stage.engagements.grant('complete');
    await walk.stage.evaluations.prepare();
    await walk.stage.determinations.prepare();
    return walk;
  }

  /** What the answer is about. A request that will change it gets one of its own. */
  async subjectFor(route: string, state: string, isFresh: boolean): Promise<string> {
    const name = parameterOf(route);
    if (name === undefined) return '';
    const key = `${name} ${state}`;
    const made = isFresh ? undefined : this.#shared.get(key);
    const id = made ?? (await makeSubject(this.stage, name, state));
    if (!isFresh) this.#shared.set(key, id);
    return id;
  }

  async statusOf(sender: Sender, route: string, id: string, role: Role): Promise<number> {
    const { requests } = this.stage;
    const personId = this.server.people[role].id;
    const response = await requests.send(sender, requestFor(this.stage, route, id, personId));
    await response.body?.cancel();
    return response.status;
  }

  close(): Promise<void> {
    return this.server.close();
  }
}

export const changes = (route: string, status: number): boolean =>
  !route.startsWith('GET ') && status >= 200 && status < 300;
