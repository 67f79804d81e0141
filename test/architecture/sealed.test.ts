/** The few names that can open sealed content are used where that is their work, and nowhere else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import ts from 'typescript';
import { isTest } from './rules.ts';
import { readModules } from './modules.ts';

/** Each name and the modules of the product that may use it. */
const guarded: Record<string, string[]> = {
  // Decrypts without policy or leaf.
  openUnlogged: ['src/platform/seal/blob.ts', 'src/platform/seal/reveal.ts'],
  unseal: [
    // A verb of that name, by which a custodian asks another; it opens nothing.
    'cli/suite.ts',
    'src/platform/seal/blob.ts',
    'src/platform/seal/compartment.ts',
    'src/platform/seal/envelope.ts',
  ],
  // The zone's key that wraps all others.
  wrapping: ['src/platform/keys/index.ts', 'src/platform/seal/compartment.ts'],
  createDecipheriv: ['src/platform/seal/envelope.ts'],
  // Opens what is sealed to people, on their own machines: the server holds no identity of theirs.
  Decrypter: ['src/evaluation/sealing/seal.ts'],
  // Who may make a reveal decides who may read.
  makeReveal: ['src/app/parts.ts', 'src/platform/seal/index.ts', 'src/platform/seal/reveal.ts'],
};

for (const [name, allowed] of Object.entries(guarded))
  test(`\`${name}\` is used by an exact list of modules`, () => {
    const using = new Set<string>();
    for (const { path, tree } of readModules()) {
      if (isTest(path) || path.startsWith('web/')) continue;
      const visit = (node: ts.Node): void => {
        if (ts.isIdentifier(node) && node.text === name) using.add(path);
        ts.forEachChild(node, visit);
      };
      visit(tree);
    }
    assert.deepEqual([...using].sort(), allowed);
  });
