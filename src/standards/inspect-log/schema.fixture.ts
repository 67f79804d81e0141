/**
 * The judges of what we write. Our own schema of an export judges everywhere; Inspect's own, out of its
 * Python package, where that is installed: `SALLYPORT_INSPECT_PYTHON` names a Python that has `inspect-ai`.
 * Three fields of any type are marked as required there though Inspect leaves them out where they are null;
 * those are not asked for.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { exportDefinitions, type Schema } from './export-schema.fixture.ts';

export const inspectPython = process.env['SALLYPORT_INSPECT_PYTHON'] ?? 'python3';

export interface Judge {
  /** For the name of a test, which so says who judged. */
  name: string;
  /** Why it does not judge here. */
  absent: string | false;
  /** What is wrong with a value as one of the schema's types, in a line each; nothing when it fits. */
  misfits(
    type: 'EvalLog' | 'EvalSample' | 'EvalSampleSummary' | 'EvalSampleReductions',
    value: unknown,
  ): string[];
}

interface OpenApi {
  components: { schemas: Record<string, Schema & { required?: string[] }> };
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

function misfitsBy(definitions: Record<string, Schema> | undefined): Judge['misfits'] {
  const validators = new Map<string, z.ZodType>();
  return (type, value) => {
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
  };
}

/** Inspect's own, by name, where it is installed. */
export const inspectDefinitions = readDefinitions();

export const ownSchema: Judge = {
  name: 'our schema of an export',
  absent: false,
  misfits: misfitsBy(exportDefinitions),
};

export const inspectSchema: Judge = {
  name: 'the schema in Inspect’s package',
  absent:
    inspectDefinitions === undefined
      ? 'Inspect is absent: `pip install inspect-ai`, and name its Python in SALLYPORT_INSPECT_PYTHON'
      : false,
  misfits: misfitsBy(inspectDefinitions),
};

export const judges: readonly Judge[] = [ownSchema, inspectSchema];
