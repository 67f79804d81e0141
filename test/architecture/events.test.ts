/** docs/events.md and the code say the same: every event that is written, with its payload's fields. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { readModules, root, type Module } from './modules.ts';

const sources = readModules().filter(
  ({ path }) => path.startsWith('src/') && !/\.(test|fixture)\./.test(path),
);
const domains = new Set(
  sources.map(({ path }) => path.split('/')[1] ?? '').filter((name) => name !== 'standards'),
);
/** `domain.past_tense`, of a domain there is. */
const isEventType = (text: string): boolean =>
  /^[a-z]+\.[a-z]+(_[a-z]+)+$/.test(text) && domains.has(text.split('.')[0] ?? '');

interface Written {
  type: string;
  path: string;
  /** Payload fields, sorted; undefined where the payload is not written out at that place. */
  fields: string[] | undefined;
}

const nameOf = (property: ts.ObjectLiteralElementLike): string | undefined =>
  property.name !== undefined && ts.isIdentifier(property.name) ? property.name.text : undefined;

const written = sources.flatMap(eventsWrittenIn);

function eventsWrittenIn({ path, tree }: Module): Written[] {
  const found: Written[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && nameOf(node) === 'type') {
      const fields = ts.isObjectLiteralExpression(node.parent) ? fieldsOf(node.parent) : undefined;
      for (const type of literalsOf(node.initializer))
        if (isEventType(type)) found.push({ type, path, fields });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function literalsOf(value: ts.Expression): string[] {
  if (ts.isStringLiteralLike(value)) return [value.text];
  return ts.isConditionalExpression(value)
    ? [...literalsOf(value.whenTrue), ...literalsOf(value.whenFalse)]
    : [];
}

function fieldsOf(event: ts.ObjectLiteralExpression): string[] | undefined {
  const payload = event.properties.find((property) => nameOf(property) === 'payload');
  if (payload === undefined || !ts.isPropertyAssignment(payload)) return undefined;
  const names = new Set<string>();
  const collect = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node))
      for (const property of node.properties) {
        if (ts.isSpreadAssignment(property)) collect(property.expression);
        else names.add(nameOf(property) ?? '?');
      }
    else ts.forEachChild(node, collect);
  };
  collect(payload.initializer);
  return [...names].sort();
}

interface Documented {
  log: string;
  fields: string[];
  meaning: string;
}

const documented = new Map<string, Documented>();
for (const line of readFileSync(join(root, 'docs/events.md'), 'utf8').split('\n')) {
  const [, type = '', log = '', , payload = '', meaning = ''] = line
    .split('|')
    .map((cell) => cell.trim());
  const name = /^`([a-z]+\.[a-z_]+)`$/.exec(type)?.[1];
  if (name === undefined) continue;
  assert.ok(!documented.has(name), `${name} is documented twice`);
  const fields = [...payload.matchAll(/`(\w+)`/g)].map(([, field]) => field ?? '').sort();
  documented.set(name, { log, fields, meaning });
}

test('every event that is written is documented, and every documented one is written', () => {
  assert.ok(written.length > 25, `${written.length} places write events`);
  const types = [...new Set(written.map(({ type }) => type))].sort();
  assert.deepEqual([...documented.keys()].sort(), types);
  for (const [type, { meaning, log }] of documented) {
    assert.match(meaning, /^[A-Z].*\.$/, type);
    assert.match(log, /^(case|engagement|finder|operator|programme|the blob's)$/, type);
  }
});

test('every payload holds what its documentation says', () => {
  for (const { type, path, fields } of written)
    assert.deepEqual(fields, documented.get(type)?.fields, `${type} in ${path}`);
});

test('whoever listens listens to an event that somebody writes', () => {
  const listened: string[] = [];
  for (const { tree } of sources) {
    const visit = (node: ts.Node): void => {
      if (ts.isPropertyAssignment(node) && nameOf(node) === 'types')
        ts.forEachChild(node.initializer, (element) => {
          if (ts.isStringLiteralLike(element)) listened.push(element.text);
        });
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  const events = listened.filter((text) => documented.has(text.split(' ')[0] ?? ''));
  assert.ok(events.length >= 4, `${events.length} event types are listened to`);
  assert.deepEqual(
    listened.filter((text) => isEventType(text) && !documented.has(text)),
    [],
  );
});

test('a domain writes events of its own name only', () => {
  const strays = written.filter(({ type, path }) => path.split('/')[1] !== type.split('.')[0]);
  assert.deepEqual(strays, []);
});
