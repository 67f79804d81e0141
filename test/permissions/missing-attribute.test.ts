/**
 * A missing attribute denies. Every rule of the inner door is asked with everything there, and allows; then with
 * each single attribute gone, in every way in which one can be: not there, undefined, null, blank, empty. Each
 * answers as what is not there, and none fails. What a rule does not rest on is an exact list: it still allows
 * without it, so an attribute that is forgotten by a rule, or by this test, is found.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requireAnother, service, type Scope } from '#platform/auth';
import { Refusal } from '#platform/problems';
import { rules, type Facts, type Rule } from './attributes.ts';

type Answer = 'allowed' | string;

/** `allowed`, or what it says; an empty answer is an absence. What is no refusal is a fault of the rule. */
function answerOf(rule: Rule, facts: Facts): Answer {
  try {
    const answer = rule.ask(facts as never);
    const isEmpty = Array.isArray(answer) && answer.length === 0;
    return answer === undefined || answer === false || isEmpty ? 'not_found' : 'allowed';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw new Error(`${rule.name} fails with ${JSON.stringify(facts)}`, { cause: error });
  }
}

/** Every attribute there is, by path; a list and an instant are one. */
function attributesOf(facts: Facts, under = ''): string[] {
  return Object.entries(facts).flatMap(([name, value]) => {
    const path = `${under}${name}`;
    const isGroup =
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      !(value instanceof Date);
    return isGroup ? attributesOf(value as Facts, `${path}.`) : [path];
  });
}

const gone = Symbol('gone');

/** The facts with another value in one place. */
function changed(facts: Facts, path: string, value: unknown): Facts {
  const [first = '', ...rest] = path.split('.');
  if (rest.length > 0)
    return { ...facts, [first]: changed(facts[first] as Facts, rest.join('.'), value) };
  if (value !== gone) return { ...facts, [first]: value };
  const { [first]: _, ...others } = facts;
  return others;
}

/** Ways not to be there. To an empty list of interests nobody declared one, so that one is there. */
const absences = (path: string): unknown[] =>
  path === 'engaged.recused' ? [gone, undefined, null, ''] : [gone, undefined, null, '', []];

/** As a session acts, and as a token with the one scope that it takes. */
const casesOf = ({ scope, facts }: Rule): Facts[] =>
  scope === undefined ? [facts] : [facts, changed(facts, 'actor.scopes', [scope])];

test('every rule allows whoever has all that it rests on', () => {
  assert.ok(rules.length > 60, `${rules.length} rules`);
  assert.equal(new Set(rules.map(({ name }) => name)).size, rules.length);
  for (const rule of rules)
    for (const facts of casesOf(rule)) assert.equal(answerOf(rule, facts), 'allowed', rule.name);
});

test('each single absence denies, as what is not there', () => {
  let denied = 0;
  for (const rule of rules)
    for (const facts of casesOf(rule)) {
      const attributes = attributesOf(facts);
      assert.deepEqual(
        rule.besides.filter((path) => !attributes.includes(path)),
        [],
        rule.name,
      );
      for (const path of attributes)
        for (const absence of absences(path)) {
          const without = changed(facts, path, absence);
          const expected = rule.besides.includes(path)
            ? 'allowed'
            : (rule.says?.[path] ?? 'not_found');
          const answer = answerOf(rule, without);
          const shown = absence === gone ? 'gone' : JSON.stringify(absence);
          assert.equal(answer, expected, `${rule.name}: ${path} ${shown}`);
          if (expected !== 'allowed') denied += 1;
        }
    }
  assert.ok(denied > 2500, `${denied} denials`);
});

/** Who is there and is somebody else: the other ways in which an attribute is wrong. */
const strangers: readonly [path: string, value: unknown][] = [
  ['actor.organisationId', 'org_elsewhere'],
  ['actor.offices', ['finder', 'coordinator', 'operator', 'administrator']],
  ['actor.scopes', ['report:read', 'case:read', 'ledger:read'] satisfies Scope[]],
  ['engaged.recused', ['person_other', 'person_acting']],
];

test('and so does an attribute of somebody else, or the word of one who declared an interest', () => {
  let denied = 0;
  for (const rule of rules.filter(({ scope }) => scope !== undefined))
    for (const [path, value] of strangers) {
      if (!attributesOf(rule.facts).includes(path)) continue;
      // An office that stands in no organisation's name, and lists that are of one's own.
      const isAnywhere = path === 'actor.organisationId' && !restsOnOrganisation(rule);
      if (isAnywhere) continue;
      const answer = answerOf(rule, changed(rule.facts, path, value));
      assert.equal(answer, 'not_found', `${rule.name}: ${path}`);
      denied += 1;
    }
  assert.ok(denied > 150, `${denied} denials`);
});

const restsOnOrganisation = ({ facts, name }: Rule): boolean =>
  !name.endsWith('as overseer') && Object.keys(facts).length > 1;

test('nobody and a worker of ours hold nothing', () => {
  for (const rule of rules.filter(({ scope }) => scope !== undefined)) {
    const nobody = { kind: 'anonymous', id: 'anonymous' };
    const answer = answerOf(rule, changed(rule.facts, 'actor', nobody));
    assert.ok(['not_found', 'not_signed_in'].includes(answer), `${rule.name}: ${answer}`);
    const worker = changed(rule.facts, 'actor', service('review'));
    assert.equal(answerOf(rule, worker), 'not_found', rule.name);
  }
});

test('the second of two people is nobody where it is not known who the first was, or who this is', () => {
  const actor = (id: unknown) => ({ kind: 'anonymous', id }) as never;
  const second = { code: 'second_person' };
  requireAnother(actor('person_b'), 'person_a', 'a step');
  assert.throws(() => requireAnother(actor('person_a'), 'person_a', 'a step'), second);
  for (const missing of ['', null, undefined, []]) {
    assert.throws(() => requireAnother(actor('person_b'), missing as never, 'a step'), second);
    assert.throws(() => requireAnother(actor(missing), 'person_a', 'a step'), second);
  }
});
