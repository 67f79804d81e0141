/**
 * Inspect's own schema as a judge of what we write, out of its Python package where that is installed:
 * `SALLYPORT_INSPECT_PYTHON` names a Python that has `inspect-ai`. Three fields of any type are marked as
 * required there though Inspect leaves them out where they are null; those are not asked for.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

export const inspectPython = process.env['SALLYPORT_INSPECT_PYTHON'] ?? 'python3';

interface OpenApi {
  components: { schemas: Record<string, { required?: string[] }> };
}

const omitted: Record<string, string> = {
  JsonChange: 'replaced',
  JSONSchema: 'default',
  SandboxEnvironmentSpec: 'config',
};

const asksForPath =
  'import importlib.util as u, os; print(os.path.join(os.path.dirname(u.find_spec("inspect_ai").origin), "_view", "inspect-openapi.json"))';

function readDefinitions(): OpenApi['components']['schemas'] | undefined {
  const { status, stdout } = spawnSync(inspectPython, ['-c', asksForPath], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (status !== 0) return undefined;
  const text = readFileSync(stdout.trim(), 'utf8');
  const { components } = JSON.parse(
    text.replaceAll('#/components/schemas/', '#/$defs/'),
  ) as OpenApi;
  for (const [name, field] of Object.entries(omitted)) {
    const definition = components.schemas[name];
    if (definition === undefined) throw new Error(`the schema has no \`${name}\``);
    definition.required = (definition.required ?? []).filter((each) => each !== field);
  }
  return components.schemas;
}

const definitions = readDefinitions();

/** For a test that is nothing without the judge. */
export const absentSchema =
  definitions === undefined
    ? 'Inspect is absent: `pip install inspect-ai`, and name its Python in SALLYPORT_INSPECT_PYTHON'
    : false;

const validators = new Map<string, z.ZodType>();

/** What is wrong with a value as one of the schema's types, in a line each; nothing when it fits. */
export function misfits(
  type: 'EvalLog' | 'EvalSample' | 'EvalSampleSummary' | 'EvalSampleReductions',
  value: unknown,
): string[] {
  assert.ok(definitions !== undefined, 'ask only where Inspect is installed');
  let validator = validators.get(type);
  if (validator === undefined) {
    validator = z.fromJSONSchema({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $defs: definitions,
      $ref: `#/$defs/${type}`,
    } as unknown as Parameters<typeof z.fromJSONSchema>[0]);
    validators.set(type, validator);
  }
  const { error } = validator.safeParse(value);
  return (error?.issues ?? []).map((issue) => `/${issue.path.join('/')}: ${issue.message}`);
}
