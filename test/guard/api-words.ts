/**
 * What the API can say, read from the description that the running server gives of itself: addresses,
 * summaries, names of fields and parameters, and every value of a closed choice.
 */
import type { Utterance } from './permission.ts';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Schema = { [name: string]: Json };
export interface OpenApi {
  paths: Record<string, Record<string, Schema>>;
}

export interface Operation {
  /** As in the list of routes: `GET /api/grants/:grantId`. */
  route: string;
  described: Schema;
}

export const operationsOf = (api: OpenApi): Operation[] =>
  Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      route: `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      described,
    })),
  );

/** Everything an operation says, a word or a sentence each; its path is the place. */
export function wordsOfOperation({ route, described }: Operation): Utterance[] {
  const [, path = ''] = route.split(' ');
  const texts = [...path.split('/').filter((part) => part !== '')];
  walk(described, (schema) => {
    for (const key of ['summary', 'description', 'title', 'name'])
      if (typeof schema[key] === 'string') texts.push(schema[key]);
    texts.push(...fieldsOf(schema), ...(choiceOf(schema) ?? []));
  });
  return texts.map((text) => ({ place: path, text }));
}

export interface Emitted {
  fields: Set<string>;
  /** Closed choices, each sorted and joined by commas. */
  choices: Set<string>;
}

/** What the answers of these operations hold. */
export function emittedBy(operations: readonly Operation[]): Emitted {
  const emitted: Emitted = { fields: new Set(), choices: new Set() };
  for (const { described } of operations)
    walk(described['responses'] ?? null, (schema) => {
      for (const field of fieldsOf(schema)) emitted.fields.add(field);
      const choice = choiceOf(schema);
      if (choice !== undefined) emitted.choices.add([...choice].sort().join());
    });
  return emitted;
}

const isSchema = (json: Json | undefined): json is Schema =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

const fieldsOf = ({ properties }: Schema): string[] =>
  isSchema(properties) ? Object.keys(properties) : [];

function choiceOf(schema: Schema): string[] | undefined {
  const values = Array.isArray(schema['enum']) ? schema['enum'] : [schema['const']];
  const texts = values.filter((value) => typeof value === 'string');
  return texts.length === 0 ? undefined : texts;
}

/** A field may itself be called `name` or `enum`: what stands under `properties` are schemas, not words. */
function walk(json: Json, look: (schema: Schema) => void): void {
  if (Array.isArray(json)) for (const each of json) walk(each, look);
  else if (isSchema(json)) {
    look(json);
    for (const [key, value] of Object.entries(json))
      if (key === 'properties' && isSchema(value))
        for (const property of Object.values(value)) walk(property, look);
      else walk(value, look);
  }
}
