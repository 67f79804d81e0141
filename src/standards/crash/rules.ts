/**
 * The order in which a line is asked what it means. Order carries meaning: an assertion is read
 * before the signal it raises, a specific report before a generic one, and what is generic only
 * while nothing has been recognised.
 */
import type { Rule } from './rule.ts';
import { androidRules, fatalExceptionRule, missingLibraryRules } from './tools/android.ts';
import { assertRules } from './tools/asserts.ts';
import { checkRules, gpuRule, securityCheckRules } from './tools/chromium.ts';
import { cdbStackStart, cdbTypeRules, debuggerRules } from './tools/debuggers.ts';
import { hangRules, injectionRules, jazzerRules, libFuzzerRules } from './tools/fuzzers.ts';
import { kernelAccessRule, kernelRules } from './tools/kernel.ts';
import { goRules, javaScriptRule, pythonRules, trustyRule } from './tools/languages.ts';
import {
  addressRules,
  genericAddressRules,
  memoryAndThreadRules,
  overlapRule,
  sanitizerCheckRule,
  signalAfterCheck,
} from './tools/sanitizers.ts';
import { badCastRules, undefinedBehaviourRule } from './tools/undefined-behaviour.ts';
import { genericSignalRule, sandboxRule, v8BlockRules, v8Rules } from './tools/v8.ts';

/** Asked of every line; each may refine or replace what is known. */
export const rules: Rule[] = [
  ...signalAfterCheck,
  ...assertRules,
  ...debuggerRules,
  ...memoryAndThreadRules,
  ...badCastRules,
  ...goRules,
  undefinedBehaviourRule,
  overlapRule,
  ...pythonRules,
  javaScriptRule,
  trustyRule,
  ...addressRules,
  ...androidRules,
  ...kernelRules,
  ...injectionRules,
  kernelAccessRule,
  sanitizerCheckRule,
  ...securityCheckRules,
  ...hangRules,
  sandboxRule,
];

/** Asked of a line while no crash has been recognised above it. */
export const rulesForUnrecognised: Rule[] = [
  ...cdbTypeRules,
  ...genericAddressRules,
  gpuRule,
  ...jazzerRules,
  fatalExceptionRule,
  ...checkRules,
  ...v8Rules,
  genericSignalRule,
  ...libFuzzerRules,
  ...missingLibraryRules,
];

/** Asked after those. */
export const closingRules: Rule[] = [...v8BlockRules, cdbStackStart];
