/**
 * A regular expression from a finder, matched against output of a hostile program in our worker.
 * JavaScript's own engine backtracks, so a pattern could stop the worker (CWE-1333); this one is a
 * bounded automaton: time grows with characters × states, and both are limited.
 *
 * Syntax: literals, `.`, classes, `\d \w \s` and their opposites, groups, `|`, `? * + {n,m}`, and
 * `^` `$` at line ends. No backreferences, no lookaround, no flags.
 */

import { parsePattern, PatternError, type Match, type Node } from './pattern-parser.ts';

export { PatternError };

export interface Pattern {
  /** Whether the pattern matches anywhere in the first `patternCharsMax` characters of `text`. */
  test(text: string): boolean;
}

const statesMax = 300;
/** Output beyond this is not searched. */
export const patternCharsMax = 256 * 1024;

type Instruction =
  | { op: 'match'; match: Match }
  | { op: 'line-start' | 'line-end' | 'accept' }
  | { op: 'split'; targets: number[] };

/** Throws `PatternError` with what to mend. */
export function compilePattern(source: string): Pattern {
  const program: Instruction[] = [];
  emit(parsePattern(source), program);
  program.push({ op: 'accept' });
  return { test: (text) => run(program, text.slice(0, patternCharsMax)) };
}

function emit(node: Node, program: Instruction[]): void {
  if (program.length > statesMax)
    throw new PatternError('shorten the pattern; it has too many states');
  switch (node.kind) {
    case 'match':
      program.push({ op: 'match', match: node.match });
      return;
    case 'line-start':
    case 'line-end':
      program.push({ op: node.kind });
      return;
    case 'sequence':
      for (const part of node.nodes) emit(part, program);
      return;
    case 'choice':
      emitChoice(node.nodes, program);
      return;
    case 'repeat':
      emitRepeat(node, program);
  }
}

function emitChoice(nodes: Node[], program: Instruction[]): void {
  const split: Instruction = { op: 'split', targets: [] };
  program.push(split);
  const exits: { op: 'split'; targets: number[] }[] = [];
  for (const node of nodes) {
    split.targets.push(program.length);
    emit(node, program);
    const exit = { op: 'split' as const, targets: [] };
    program.push(exit);
    exits.push(exit);
  }
  for (const exit of exits) exit.targets.push(program.length);
}

function emitRepeat(node: Node & { kind: 'repeat' }, program: Instruction[]): void {
  for (let count = 0; count < node.min; count++) emit(node.node, program);
  if (node.max === Infinity) {
    const split: Instruction = { op: 'split', targets: [program.length + 1] };
    const start = program.length;
    program.push(split);
    emit(node.node, program);
    program.push({ op: 'split', targets: [start] });
    split.targets.push(program.length);
    return;
  }
  const splits: { op: 'split'; targets: number[] }[] = [];
  for (let count = node.min; count < node.max; count++) {
    const split = { op: 'split' as const, targets: [program.length + 1] };
    program.push(split);
    splits.push(split);
    emit(node.node, program);
  }
  for (const split of splits) split.targets.push(program.length);
}

/** Every state at once, one character at a time: no backtracking to abuse. */
function run(program: Instruction[], text: string): boolean {
  let states = new Set<number>();
  for (let index = 0; index <= text.length; index++) {
    // A match may begin at any character: the search is unanchored.
    if (follow(program, 0, text, index, states)) return true;
    if (index === text.length) return false;
    const code = text.charCodeAt(index);
    const next = new Set<number>();
    for (const state of states) {
      const instruction = program[state];
      if (instruction?.op !== 'match' || !instruction.match(code)) continue;
      if (follow(program, state + 1, text, index + 1, next)) return true;
    }
    states = next;
  }
  return false;
}

/** Adds every state reachable from `start` without a character; true when it accepts. */
function follow(
  program: Instruction[],
  start: number,
  text: string,
  index: number,
  states: Set<number>,
): boolean {
  const waiting = [start];
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    if (states.has(state)) continue;
    states.add(state);
    const instruction = program[state];
    if (instruction === undefined) continue;
    if (instruction.op === 'accept') return true;
    if (instruction.op === 'split') waiting.push(...instruction.targets);
    else if (instruction.op === 'line-start') {
      if (index === 0 || text[index - 1] === '\n') waiting.push(state + 1);
    } else if (instruction.op === 'line-end') {
      if (index === text.length || text[index] === '\n') waiting.push(state + 1);
    }
  }
  return false;
}
