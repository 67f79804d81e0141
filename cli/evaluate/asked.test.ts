/** The options of `evaluate`, as people and scripts may write them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CliError, exitCodes } from '../command.ts';
import { asked } from './asked.ts';

const solution = { solution: true };

const refused = (values: Parameters<typeof asked>[0], words: RegExp) =>
  assert.throws(
    () => asked({ ...solution, ...values }),
    (error: Error) => {
      assert.ok(error instanceof CliError, error.message);
      assert.equal(error.exitCode, exitCodes.invalidInput);
      assert.match(error.message, words, JSON.stringify(values));
      return true;
    },
  );

test('takes numbers in digits, and nothing else that JavaScript takes for one', () => {
  assert.equal(asked({ ...solution, epochs: '12' }).epochs, 12);
  assert.equal(asked({ ...solution, minutes: '0.5' }).limits.timeMs, 30_000);
  for (const given of ['0', '1001', '0x10', '1e2', ' 3', '3 ', '+1', '-1', '1.5', '', 'NaN']) {
    refused({ epochs: given }, /`--epochs` takes a number from 1 to 1000/);
  }
  for (const given of ['0', '1e1', '.5', '5.', 'Infinity', '0x1']) {
    refused({ minutes: given }, /`--minutes` takes a number/);
  }
});

test('takes an instant that there is', () => {
  const until = (given: string) => asked({ ...solution, until: given }).until;
  assert.equal(until('2028-02-29T23:59Z'), '2028-02-29T23:59:00.000Z');
  assert.equal(until('2027-02-28T00:00:30.5Z'), '2027-02-28T00:00:30.500Z');
  for (const given of [
    ...['2027-02-30T00:00Z', '2027-02-29T00:00Z', '2027-04-31T00:00Z', '2027-13-01T00:00Z'],
    ...['2027-01-01T24:00Z', '2027-01-01T23:60Z', '2027-01-01T00:00:60Z', '2027-01-01T00:00+01:00'],
    ...['2027-01-01', 'soon', ''],
  ]) {
    refused({ until: given }, /an instant in UTC/);
  }
});
