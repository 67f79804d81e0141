/** Who plays: invented people and organisations, each acting over HTTP as itself. */
import { setTimeout as sleep } from 'node:timers/promises';
import { enrol, makeToken } from '#membership';
import { service, type Office, type Scope } from '#platform/auth';
import { contextOf, type ZoneParts } from '#platform/context';

export interface Player {
  id: string;
  name: string;
  organisation: string;
  call(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown>;
  /** What a GET answers, as bytes. */
  read(path: string): Promise<Buffer>;
  /** Sends raw bytes, as an upload does. */
  upload(path: string, contentType: string, bytes: Uint8Array): Promise<unknown>;
}

export class Cast {
  readonly firstFinder: Player & { token: string };
  readonly secondFinder: Player & { token: string };
  readonly coordinator: Player;
  readonly operator: Player;
  readonly url: string;

  private constructor(
    url: string,
    players: [Player & { token: string }, Player & { token: string }, Player, Player],
  ) {
    [this.firstFinder, this.secondFinder, this.coordinator, this.operator] = players;
    this.url = url;
  }

  static async enrol(office: ZoneParts, url: string): Promise<Cast> {
    const one = (organisation: string, name: string, given: Office) =>
      enrolOne(office, url, organisation, name, given);
    const finder = async (organisation: string, name: string) => {
      const player = await one(organisation, name, 'finder');
      return { ...player, token: await tokenFor(office, player, ['report:submit', 'report:read']) };
    };
    return new Cast(url, [
      await finder('Larkspur Labs (invented)', 'Ines Okafor (invented)'),
      await finder('Teasel Research (invented)', 'Tomas Bay (invented)'),
      await one('Clearing Desk (invented)', 'Petra Lind (invented)', 'coordinator'),
      await one('Alder County Hospital (invented)', 'Sam Osei (invented)', 'operator'),
    ]);
  }

  names(): string[] {
    return [this.firstFinder, this.secondFinder, this.coordinator, this.operator].map(
      ({ name }) => name,
    );
  }
}

async function enrolOne(
  office: ZoneParts,
  url: string,
  organisation: string,
  name: string,
  given: Office,
): Promise<EnrolledPlayer> {
  const [player] = await enrolPlayers(office, url, organisation, [{ name, offices: [given] }]);
  if (player === undefined) throw new Error('enrolment lost its person');
  return player;
}

export type EnrolledPlayer = Player & { organisationId: string; offices: readonly Office[] };

/** Several people of one organisation. */
export async function enrolPlayers(
  office: ZoneParts,
  url: string,
  organisation: string,
  members: readonly { name: string; offices: Office[] }[],
): Promise<EnrolledPlayer[]> {
  const { organisationId, people } = await enrol(contextOf(office, service('demo')), {
    name: organisation,
    people: [...members],
  });
  return await Promise.all(
    people.map(async ({ id, name }, place) => ({
      id,
      name,
      organisation,
      organisationId,
      offices: members[place]?.offices ?? [],
      ...callsWith(url, await signIn(url, id)),
    })),
  );
}

/** Speaks HTTP as one signed-in person. */
function callsWith(url: string, cookie: string): Pick<Player, 'call' | 'read' | 'upload'> {
  const send = async (
    method: string,
    path: string,
    contentType?: string,
    body?: string | Buffer,
    triesLeft = 40,
  ): Promise<Buffer> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        cookie,
        'sec-fetch-site': 'same-origin',
        ...(contentType === undefined ? {} : { 'content-type': contentType }),
      },
      ...(body === undefined ? {} : { body }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    // What a worker has yet to write can be asked for again.
    if (method === 'GET' && response.status === 503 && triesLeft > 0) {
      await sleep(500);
      return await send(method, path, contentType, body, triesLeft - 1);
    }
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${bytes}`);
    return bytes;
  };
  const parsed = (bytes: Buffer): unknown =>
    bytes.length === 0 ? undefined : JSON.parse(bytes.toString());
  return {
    call: async (method, path, body) =>
      parsed(
        body === undefined
          ? await send(method, path)
          : await send(method, path, 'application/json', JSON.stringify(body)),
      ),
    read: (path) => send('GET', path),
    upload: async (path, contentType, bytes) =>
      parsed(await send('POST', path, contentType, Buffer.from(bytes))),
  };
}

/** For whoever types commands, or has an agent do so. */
export async function tokenFor(
  office: ZoneParts,
  { id, organisationId, offices }: EnrolledPlayer,
  scopes: Scope[],
): Promise<string> {
  const actor = { kind: 'person', id, organisationId, offices, scopes: 'every' } as const;
  const made = await makeToken(contextOf(office, actor), {
    label: 'of the demonstration',
    scopes,
    days: 1,
  });
  return made.secret;
}

async function signIn(url: string, personId: string): Promise<string> {
  const response = await fetch(`${url}/api/local/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ personId }),
  });
  const cookie = response.headers.get('set-cookie')?.split(';')[0];
  if (cookie === undefined) throw new Error(`local sign-in answered ${response.status}`);
  return cookie;
}
