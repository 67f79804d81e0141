/** From what was thrown to what the outside learns. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notFound, platformProblems, Refusal } from '#platform/problems';
import { problemBody } from './problem.ts';

const body = (error: unknown) => problemBody(platformProblems, error, 'req_x');
const coded = (code: string, more: object = {}) =>
  Object.assign(new Error('inside'), { code, ...more });

test('a refusal becomes its registered problem, with its fields', () => {
  const errors = [{ pointer: '/a', detail: 'give one' }];
  assert.deepEqual(body(new Refusal('invalid_input', 'some fields do not fit', { errors })), {
    type: '/docs/problems#invalid_input',
    title: 'The input does not fit',
    status: 422,
    detail: 'some fields do not fit',
    instance: 'req_x',
    code: 'invalid_input',
    errors,
  });
});

test('two refusals of one kind differ in nothing but the instance', () => {
  const [one, two] = [notFound(), notFound()].map((error, index) =>
    problemBody(platformProblems, error, `req_${index}`),
  );
  assert.deepEqual({ ...one, instance: '' }, { ...two, instance: '' });
});

test('a full disk and a database that is away are said as what they are', () => {
  for (const code of ['53100', 'ENOSPC']) assert.equal(body(coded(code)).code, 'storage_full');
  for (const code of [
    '57P01',
    '57P02',
    '57P03',
    '53300',
    '08006',
    '08001',
    'ECONNREFUSED',
    'ECONNRESET',
  ]) {
    const problem = body(coded(code));
    assert.deepEqual([problem.code, problem.status], ['unavailable', 503]);
  }
});

test('what a message quotes of values and examples stays as it is', () => {
  const detailOf = (message: string) =>
    body({ validation: [{ instancePath: '/at', message }], validationContext: 'body' }).errors;
  for (const [message, detail] of [
    ['must be a time like `2026-12-01T09:00:00Z`', 'must be a time like `2026-12-01T09:00:00Z`'],
    ['Unrecognized key: "modelDigest"', 'unrecognized key: "modelDigest"'],
    ['Invalid option: expected one of "A"|"b"', 'invalid option: expected one of "A"|"b"'],
    ['SHA-256 in hex is what goes here', 'SHA-256 in hex is what goes here'],
  ] as const)
    assert.deepEqual(detailOf(message), [{ pointer: '/body/at', detail }]);
});

test('a defect tells the outside an instance and nothing more', () => {
  for (const error of [
    new Error('select * from secrets where name = $1'),
    coded('23505', { detail: 'Key (idempotency_key)=(abc) already exists.' }),
    new Refusal('no_such_code', 'a code that nobody registered'),
    new TypeError('cannot read'),
    'a thrown text',
    undefined,
    null,
    { code: 'constructor' },
    new Refusal('constructor', 'a name that every object has'),
  ]) {
    const problem = body(error);
    assert.deepEqual(
      [problem.code, problem.status, problem.detail],
      ['internal', 500, 'something broke here; quote the `instance` when you report it'],
      String(error),
    );
  }
});
