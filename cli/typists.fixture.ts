/** People who type: the command line as each of them, with a token of theirs, against one server. */
import type { Scope } from '#platform/auth';
import type { TestServer } from '#test/server';
import { sallyport, type Ended } from './program.fixture.ts';

export type Person = keyof TestServer['people'];
export type Typing = (who: Person, ...args: string[]) => Promise<Ended>;

export async function typists(
  server: TestServer,
  people: readonly Person[],
  scopes: Scope[],
): Promise<Typing> {
  const tokens = new Map<Person, string>();
  for (const who of people) tokens.set(who, await server.token(who, scopes));
  return async (who, ...args) => {
    const token = tokens.get(who);
    if (token === undefined) throw new Error(`${who} has no token here`);
    return await sallyport(args, {
      env: { SALLYPORT_SERVER: server.url, SALLYPORT_TOKEN: token },
    });
  };
}
