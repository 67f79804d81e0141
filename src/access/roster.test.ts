/** Who is listed as able to sign for a side: those whose signature would be taken there, and nobody else. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contextOf } from '#platform/context';
import { newSigner } from '#standards/tlog';
import {
  offered,
  openStage,
  recuse,
  sign,
  submit,
  type AccessStage,
  type PersonName,
} from './access.fixture.ts';
import { registerKey } from './commands/register-key.ts';
import { showSubmission } from './queries.ts';

let stage: AccessStage;
before(async () => void (stage = await openStage()));
after(() => stage.close());

const listedOn = async (id: string) => {
  const { parties } = await showSubmission(stage.people.dara.ctx, id);
  return {
    developer: parties.developer.approvers.map(({ name }) => name).toSorted(),
    evaluator: parties.evaluator.approvers.map(({ name }) => name).toSorted(),
  };
};
const everybody = { developer: ['dara', 'dina', 'dov'], evaluator: ['eli', 'emil', 'esra'] };

test('everybody of a side’s office with a key is listed, and its officials are not', async () => {
  const id = await submit(stage);
  assert.deepEqual(await listedOn(id), everybody);
  const official = contextOf(stage.inner, {
    kind: 'person',
    id: 'person_official',
    organisationId: stage.organisations.evaluator,
    offices: ['determiner'],
    scopes: 'every',
  });
  await registerKey(official, { vkey: newSigner('tern.example/official').key.vkey });
  assert.deepEqual(await listedOn(id), everybody);
});

test('whoever declared an interest is off the list of that engagement alone', async () => {
  const [id, other] = [await submit(stage), await submit(stage)];
  await recuse(stage, id, 'esra');
  assert.deepEqual(await listedOn(id), { ...everybody, evaluator: ['eli', 'emil'] });
  assert.deepEqual(await listedOn(other), everybody);
});

test('whose office ended, or has not begun, is off every list', async () => {
  const id = await submit(stage);
  const officeOf = (name: PersonName, change: string) =>
    stage.asOwner(`update membership.office set ${change} where person_id = $1`, [
      stage.people[name].id,
    ]);
  const now = stage.clock.now();
  const at = (ms: number) => `'${new Date(now.getTime() + ms).toISOString()}'`;
  await officeOf('dov', `opens_at = ${at(-1000)}, closes_at = ${at(0)}`);
  assert.deepEqual((await listedOn(id)).developer, ['dara', 'dina']);
  await officeOf('dov', `closes_at = ${at(1000)}`);
  await officeOf('emil', `opens_at = ${at(1000)}`);
  assert.deepEqual(await listedOn(id), { ...everybody, evaluator: ['eli', 'esra'] });
  await officeOf('dov', 'closes_at = null');
  await officeOf('emil', `opens_at = ${at(0)}`);
});

test('of those listed, each side’s signature is taken', async () => {
  const id = await submit(stage);
  for (const [first, second] of [
    ['dara', 'eli'],
    ['dov', 'esra'],
    ['dina', 'emil'],
  ] as const) {
    const grant = await offered(stage, id, 'tool');
    await assert.doesNotReject(sign(stage, grant, first, second));
  }
});
