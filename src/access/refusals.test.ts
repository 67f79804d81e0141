/**
 * Grants that are forged, replayed, late, half-signed, signed by one person for two, or brought in the wrong
 * order, over HTTP: each is refused with its reason, tells nothing, and changes nothing. Long, because all
 * of them are held to one shape and one silence.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { textOf } from '#gateway';
import { enrol } from '#membership';
import { service } from '#platform/auth';
import { standingClock } from '#platform/clock';
import { contextOf } from '#platform/context';
import { newSigner, signatureLine, signNote, type NoteSigner } from '#standards/tlog';
import { startTestServer, type TestServer } from '#test/server';
import {
  budget,
  dayMs,
  endpoints,
  listenerCertificate,
  startAt,
  termsFrom,
} from './access.fixture.ts';
import { expireGrants } from './commands/expire-grants.ts';

type Role = keyof TestServer['people'];
type Approver = 'developer' | 'developerColleague' | 'evaluator' | 'evaluatorColleague';
const four: Approver[] = ['developer', 'developerColleague', 'evaluator', 'evaluatorColleague'];
interface Problem {
  code: string;
  detail: string;
  errors?: { pointer: string; detail: string }[];
}
interface Answer {
  status: number;
  type: string | null;
  text: string;
}

const clock = standingClock(startAt);
const keys = {} as Record<Approver, NoteSigner>;
let server: TestServer;

before(async () => {
  server = await startTestServer({ clock });
  for (const who of four) {
    keys[who] = newSigner(`approver/${who}`);
    await done(who, 'approver-key', { vkey: keys[who].key.vkey });
  }
});
after(() => server.close());

/** Signs in anew each time: the clock is moved over days, and no session lives that long. */
async function send(personId: string, path: string, body?: object): Promise<Answer> {
  const json = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
  const session = await fetch(`${server.url}/api/local/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ personId }),
  });
  const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
  const response = await fetch(`${server.url}/api/${path}`, {
    headers: { ...json, cookie },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  const { status, headers } = response;
  return { status, type: headers.get('content-type'), text: await response.text() };
}

async function done(role: Role, path: string, body?: object): Promise<{ id: string }> {
  const { status, text } = await send(server.people[role].id, path, body);
  assert.ok(status < 300, `${path}: ${text}`);
  return (text.startsWith('{') ? JSON.parse(text) : {}) as { id: string };
}

const textAt = async (role: Role, path: string): Promise<string> =>
  (await send(server.people[role].id, path)).text;

/** What no refusal may tell: how the server is made, and what others brought. */
const leaks =
  /\.ts\b|node:|\bat \w+ \(|select |insert |access\.|sallyport_|org_|person_|— \S+ [\w+/=]{20}|\+[0-9a-f]{8}\+/;

/** Refused with this code in these words, in the one shape; about a grant, it is as it was. */
async function refused(
  who: Role | { id: string },
  path: string,
  body: object | undefined,
  [status, code, words]: [number, string, RegExp],
): Promise<void> {
  const grantPath = /^grants\/[^/]+/.exec(path)?.[0];
  const seen = () => (grantPath === undefined ? '' : textAt('overseer', grantPath));
  const beforehand = await seen();
  const id = typeof who === 'string' ? server.people[who].id : who.id;
  const answer = await send(id, path, body);
  const problem = JSON.parse(answer.text) as Problem;
  const label = `${path}: ${answer.text}`;
  assert.deepEqual([answer.status, problem.code], [status, code], label);
  assert.match(answer.type ?? '', /^application\/problem\+json\b/, label);
  const members = ['type', 'title', 'status', 'detail', 'instance', 'code', 'errors'];
  assert.deepEqual(
    Object.keys(problem).filter((name) => !members.includes(name)),
    [],
  );
  assert.match(`${problem.detail} ${JSON.stringify(problem.errors ?? [])}`, words, label);
  assert.doesNotMatch(answer.text, leaks, label);
  assert.equal(await seen(), beforehand, label);
}

const unsigned: [number, string, RegExp] = [
  422,
  'note_refused',
  /your registered key did not sign/,
];
const otherText: [number, string, RegExp] = [422, 'note_refused', /text is not this grant’s/];
const wrongTime = (words: RegExp): [number, string, RegExp] => [409, 'illegal_transition', words];

async function submitted(change: object = {}): Promise<string> {
  const log = newSigner(`larch.example/${Math.random()}`);
  const { id } = await done('developer', 'submissions', {
    evaluatorId: server.people.evaluator.organisationId,
    declaredAs: `kestrel ${Math.random()}`,
    modelDigest: 'ab'.repeat(32),
    gateway: {
      gatewayUrl: 'https://127.0.0.1:1',
      listenerCertificate: listenerCertificate().cert,
      logVkey: log.key.vkey,
      witnessVkey: null,
    },
    plannedReleaseAt: textOf(new Date(clock.now().getTime() + 30 * dayMs)),
    ...change,
  });
  return id;
}

/** Accepts the terms for the person's side. */
async function accepted(personId: string, submissionId: string): Promise<void> {
  const { text } = await send(personId, 'documents');
  const { documents } = JSON.parse(text) as { documents: { kind: string; sha256: string }[] };
  const sha256 = documents.find(({ kind }) => kind === 'terms')?.sha256;
  const { status } = await send(personId, `submissions/${submissionId}/acceptances`, { sha256 });
  assert.equal(status, 200);
}

const wish = {
  kind: 'tool',
  runner: {
    pseudonym: 'evaluator-7',
    office: 'capability team',
    keySha256: 'cd'.repeat(32),
    name: 'Eli Tern (invented)',
  },
  purpose: 'to measure it',
  endpoints,
  lengthS: 7 * 86_400,
  budget,
};

async function requested(): Promise<string> {
  const submissionId = await submitted();
  await server.agree(submissionId);
  return (await done('evaluator', `submissions/${submissionId}/grants`, wish)).id;
}
async function offered(): Promise<string> {
  const id = await requested();
  await done('developer', `grants/${id}/offer`, termsFrom(clock.now(), 'tool'));
  return id;
}
const termsOf = async (id: string): Promise<string> =>
  `${(await textAt('developer', `grants/${id}/note`)).split('\n\n')[0]?.trimEnd()}\n`;
async function signed(...who: Approver[]): Promise<string> {
  const id = await offered();
  for (const each of who) {
    const note = signatureLine(await termsOf(id), keys[each]);
    await done(each, `grants/${id}/signatures`, { note });
  }
  return id;
}
async function revocation(id: string, by: NoteSigner): Promise<string> {
  const { text } = JSON.parse(await textAt('developer', `grants/${id}/revocation`)) as {
    text: string;
  };
  return signNote(text, [by]);
}

test('forged: another key of the same name, a changed bit, changed terms, somebody else’s true signature', async () => {
  const id = await signed('developer');
  const text = await termsOf(id);
  const path = `grants/${id}/signatures`;
  const genuine = signatureLine(text, keys.evaluator);
  const flipped = `${genuine.slice(0, -6)}${genuine.at(-6) === 'A' ? 'B' : 'A'}${genuine.slice(-5)}`;
  const wider = text.replace('"requests":1000', '"requests":9000');
  assert.notEqual(wider, text);
  const sameName = newSigner('approver/evaluator');
  await refused('evaluator', path, { note: signatureLine(text, sameName) }, unsigned);
  await refused('evaluator', path, { note: flipped }, [422, 'note_refused', /./]);
  await refused('evaluator', path, { note: signatureLine(wider, keys.evaluator) }, [
    422,
    'note_refused',
    /./,
  ]);
  await refused('evaluator', path, { note: signNote(wider, [keys.evaluator]) }, otherText);
  for (const other of ['evaluatorColleague', 'developer', 'developerColleague'] as const)
    await refused('evaluator', path, { note: signatureLine(text, keys[other]) }, unsigned);
  for (const note of ['x', '\n\n', '— ', '— x AAAA', `${text}\n— x\n`, 'é'.repeat(20)])
    await refused('evaluator', path, { note }, [422, 'note_refused', /./]);
  await refused('evaluator', path, { note: '' }, [422, 'invalid_input', /\/body\/note/]);
  await refused('evaluator', path, { note: 'x'.repeat(65_537) }, [
    422,
    'invalid_input',
    /\/body\/note/,
  ]);
  await refused('evaluator', path, { note: 'a\u0000b' }, [422, 'invalid_input', /./]);
  await refused('evaluator', path, {}, [422, 'invalid_input', /\/body\/note/]);
  await done('evaluator', path, { note: genuine });
});

test('replayed: from terms since rewritten, from another grant, a second time, an old key’s', async () => {
  const id = await offered();
  const old = signatureLine(await termsOf(id), keys.evaluator);
  const oldNote = signNote(await termsOf(id), [keys.evaluator]);
  clock.moveTo(new Date(clock.now().getTime() + 1000));
  await done('developer', `grants/${id}/offer`, termsFrom(clock.now(), 'tool'));
  const path = `grants/${id}/signatures`;
  await refused('evaluator', path, { note: old }, [422, 'note_refused', /./]);
  await refused('evaluator', path, { note: oldNote }, otherText);
  const twin = await offered();
  const ofTwin = signatureLine(await termsOf(twin), keys.evaluator);
  await refused('evaluator', path, { note: ofTwin }, [422, 'note_refused', /./]);
  const own = { note: signatureLine(await termsOf(id), keys.evaluator) };
  await done('evaluator', path, own);
  await refused('evaluator', path, own, [409, 'already_signed', /another person of your side/]);
  const retired = keys.evaluatorColleague;
  keys.evaluatorColleague = newSigner('approver/evaluatorColleague-2');
  await done('evaluatorColleague', 'approver-key', { vkey: keys.evaluatorColleague.key.vkey });
  const byRetired = { note: signatureLine(await termsOf(id), retired) };
  await refused('evaluatorColleague', path, byRetired, unsigned);
});

test('late: to the millisecond, and for good once time has ended it', async () => {
  const id = await signed('developer', 'developerColleague', 'evaluator');
  const start = clock.now().getTime();
  const late = await signed('developer', 'developerColleague', 'evaluator');
  const last = async (which: string) => ({
    note: signatureLine(await termsOf(which), keys.evaluatorColleague),
  });
  const over: [number, string, RegExp] = [422, 'grant_unfit', /could be claimed is over/];
  clock.moveTo(new Date(start + 7 * dayMs));
  await refused('evaluatorColleague', `grants/${late}/signatures`, await last(late), over);
  clock.moveTo(new Date(start + 7 * dayMs - 1));
  await done('evaluatorColleague', `grants/${id}/signatures`, await last(id));
  clock.moveTo(new Date(start + 7 * dayMs));
  while ((await expireGrants(contextOf(server.zones.inner, service('test')))) > 0);
  const note = await last(late);
  await refused(
    'evaluatorColleague',
    `grants/${late}/signatures`,
    note,
    wrongTime(/`expired` cannot take `sign`/),
  );
  const stale = termsFrom(new Date(start - 8 * dayMs), 'tool');
  await refused('developer', `grants/${await requested()}/offer`, stale, [
    422,
    'grant_unfit',
    /`\/window\/claimUntil` is over/,
  ]);
});

test('half-signed: three signatures, or four of one side’s people, put nothing in force', async () => {
  const id = await signed('developer', 'developerColleague', 'evaluator');
  const third = newSigner('approver/third');
  await done('developerKeyless', 'approver-key', { vkey: third.key.vkey });
  const note = signatureLine(await termsOf(id), third);
  await refused(
    'developerKeyless',
    `grants/${id}/signatures`,
    { note },
    wrongTime(/`signed by the developer` cannot take `sign`/),
  );
  const seen = JSON.parse(await textAt('overseer', `grants/${id}`)) as Record<string, unknown>;
  assert.deepEqual(
    [seen['state'], seen['missing'], seen['activatedAt']],
    ['signing', { developer: 0, evaluator: 1 }, null],
  );
});

test('self-signed: no person signs twice, for two people, or on both sides', async () => {
  const id = await signed('developer');
  const path = `grants/${id}/signatures`;
  const second = newSigner('approver/developer-2');
  await refused('developerColleague', 'approver-key', { vkey: keys.developer.key.vkey }, [
    409,
    'key_taken',
    /registered before/,
  ]);
  const renamed = keys.developer.key.vkey.replace('approver/developer', 'approver/other');
  await refused('developerColleague', 'approver-key', { vkey: renamed }, [422, 'key_unfit', /./]);
  await done('developer', 'approver-key', { vkey: second.key.vkey });
  keys.developer = second;
  const again = { note: signatureLine(await termsOf(id), second) };
  await refused('developer', path, again, [409, 'already_signed', /another person of your side/]);
  const own = { evaluatorId: server.people.developer.organisationId };
  const submission = {
    ...own,
    declaredAs: 'kestrel',
    modelDigest: 'ab'.repeat(32),
    gateway: {
      gatewayUrl: 'https://127.0.0.1:1',
      listenerCertificate: listenerCertificate().cert,
      logVkey: newSigner('larch.example/self').key.vkey,
      witnessVkey: null,
    },
    plannedReleaseAt: null,
  };
  await refused('developer', 'submissions', submission, [
    422,
    'invalid_input',
    /\/body\/evaluatorId/,
  ]);
});

test('self-signed: who holds both offices stands on one side of each submission', async () => {
  const { organisationId, people } = await enrol(contextOf(server.zones.office, service('test')), {
    name: 'Both (invented)',
    people: [{ name: 'Bo Both', offices: ['developer', 'evaluator'] }],
  });
  const both = { id: people[0]?.id ?? '' };
  const key = newSigner('approver/both');
  assert.equal((await send(both.id, 'approver-key', { vkey: key.key.vkey })).status, 201);
  const submissionId = await submitted({ evaluatorId: organisationId });
  for (const id of [server.people.developer.id, both.id]) await accepted(id, submissionId);
  await refused(
    both,
    `submissions/${submissionId}/release`,
    { plannedReleaseAt: '2027-01-01T00:00:00Z' },
    [403, 'forbidden', /belongs to the developer side/],
  );
  const asked = await send(both.id, `submissions/${submissionId}/grants`, wish);
  const { id } = JSON.parse(asked.text) as { id: string };
  await refused(both, `grants/${id}/offer`, termsFrom(clock.now(), 'tool'), [
    403,
    'forbidden',
    /belongs to the developer side/,
  ]);
  await done('developer', `grants/${id}/offer`, termsFrom(clock.now(), 'tool'));
  const note = signatureLine(await termsOf(id), key);
  assert.equal((await send(both.id, `grants/${id}/signatures`, { note })).status, 200);
  await refused(both, `grants/${id}/signatures`, { note }, [409, 'already_signed', /./]);
});

test('in the wrong order: each step says what the grant is and what it cannot take', async () => {
  const fresh = await requested();
  const line = { note: signatureLine('sallyport.grant/v1\n{}\n', keys.developer) };
  const of = (state: string, trigger: string) =>
    wrongTime(new RegExp(`\`${state}\` cannot take \`${trigger}\``));
  await refused('developer', `grants/${fresh}/signatures`, line, of('requested', 'sign'));
  await refused('developer', `grants/${fresh}/note`, undefined, of('requested', 'read_terms'));
  await refused('developer', `grants/${fresh}/revocation`, undefined, of('requested', 'revoke'));
  await refused('developer', `grants/${fresh}/revocation`, line, of('requested', 'revoke'));
  const because = { because: 'a dispute about what was asked' };
  await refused('developer', `grants/${fresh}/name-opening`, because, of('requested', 'ask_name'));
  await refused(
    'developer',
    `grants/${fresh}/name-opening/approval`,
    {},
    of('not asked for', 'approve_name'),
  );
  const begun = await signed('developer');
  const terms = termsFrom(clock.now(), 'tool');
  await refused('developer', `grants/${begun}/offer`, terms, of('signing', 'offer'));
  const whole = await signed(...four);
  for (const [who, step] of [
    ['developer', 'withdrawal'],
    ['evaluator', 'refusal'],
  ] as const)
    await refused(who, `grants/${whole}/${step}`, {}, wrongTime(/signed by four people/));
  const byOther = await revocation(begun, keys.developer);
  await refused('developer', `grants/${whole}/revocation`, { note: byOther }, [
    422,
    'note_refused',
    /for another grant/,
  ]);
  const nobody = newSigner('approver/developer');
  await refused(
    'developer',
    `grants/${whole}/revocation`,
    { note: await revocation(whole, nobody) },
    [422, 'note_refused', /./],
  );
  const ending = { note: await revocation(whole, keys.evaluator) };
  await done('developer', `grants/${whole}/revocation`, ending);
  await refused('developer', `grants/${whole}/revocation`, ending, of('revoked', 'revoke'));
});

test('more than thirty days cannot be asked for, by one second', async () => {
  const path = `submissions/${await submitted()}/grants`;
  await done('evaluator', path, { ...wish, lengthS: 2_592_000 });
  for (const lengthS of [2_592_001, 0, -1, 1.5, '2592000'])
    await refused('evaluator', path, { ...wish, lengthS }, [
      422,
      'invalid_input',
      /\/body\/lengthS/,
    ]);
});
