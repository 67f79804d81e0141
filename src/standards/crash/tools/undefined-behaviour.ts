/**
 * UndefinedBehaviorSanitizer's `runtime error:` lines and the control-flow-integrity checks that
 * print like them. A bad cast is told over several lines: what the pointer was taken for first,
 * what it really was in a later note.
 */
import { after, strip } from '../lines.ts';
import type { Reading } from '../reading.ts';
import type { Rule } from '../rule.ts';

const mark = ': runtime error: ';

/** Reasons in the order they have to be asked: the general ones last. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/division by zero/, 'Divide-by-zero'],
  [/outside the range of representable values/, 'Float-cast-overflow'],
  [/implicit conversion from type/, 'Implicit-conversion'],
  [/through pointer to incorrect function type/, 'Incorrect-function-pointer-type'],
  [/out of bounds for type/, 'Index-out-of-bounds'],
  [/not a valid value for type '(?:bool|BOOL)'/, 'Invalid-bool-value'],
  [/, which is not a valid argument/, 'Invalid-builtin-use'],
  [/misaligned address/, 'Misaligned-address'],
  [/reached the end of a value-returning function/, 'No-return-value'],
  [/null pointer passed as .*, which is declared to never be null/, 'Invalid-null-argument'],
  [/load of null pointer/, 'Null-dereference READ'],
  [/(?:binding to|access within|call on) null pointer/, 'Null-dereference'],
  [/store to null pointer/, 'Null-dereference WRITE'],
  [/with insufficient space for an object of type/, 'Object-size'],
  [
    /(?:addition|subtraction) of unsigned offset |pointer index expression with base /,
    'Pointer-overflow',
  ],
  [/applying (?:zero|non-zero) offset (?:[0-9]+ )?to null pointer/, 'Pointer-overflow'],
  [/null pointer returned from function declared to never return null/, 'Invalid-null-return'],
  [/shift/, 'Undefined-shift'],
  [/execution reached an unreachable program point/, 'Unreachable code'],
  [/unsigned integer overflow/, 'Unsigned-integer-overflow'],
  [/variable length array bound evaluates to non-positive value/, 'Non-positive-vla-bound-value'],
  [/assumption is violated during execution/, 'Assumption-violation'],
  [/not a valid value for type/, 'Invalid-enum-value'],
  [/integer overflow|(?:negation|division) of .*cannot be represented in type/, 'Integer-overflow'],
];

export const badCastRules: Rule[] = [
  {
    has: mark,
    when: (reading) => reading.type === '',
    read: (reading, line) => {
      const reason = after(line, mark) as string;
      const found =
        /^(?:member access within|member call on|downcast of) address ([xX0-9a-fA-F]+) .* of type (.*)/.exec(
          reason,
        );
      if (found === null) return;
      openCast(reading, found[2] as string, 'ubsan');
      reading.address = found[1] as string;
    },
  },
  {
    has: ': note: ',
    when: (reading) => reading.castIsOpen,
    read: (reading, line) => {
      const source = castSource(line);
      if (source !== undefined) closeCast(reading, source);
    },
  },
  {
    has: ' within object of type ',
    pattern: /at offset (\d+) within object of type /,
    when: (reading) => reading.castIsOpen,
    read: (reading, _line, found) =>
      closeCast(reading, ` from base class subobject at offset ${found[1]}`),
  },
  {
    has: `${mark}control flow integrity check for type `,
    when: (reading) => reading.type === '',
    read: (reading, line) => {
      const check = after(line, 'control flow integrity check for type ') as string;
      const at = check.lastIndexOf(' failed during ');
      if (at === -1) return;
      openCast(reading, check.slice(0, at), 'cfi');
      const address = /vtable address ([xX0-9a-fA-F]+)/.exec(check.slice(at))?.[1];
      if (address !== undefined) reading.address = address;
    },
  },
  {
    pattern: /^CFI: Most likely a control flow integrity violation;/,
    when: (reading) => reading.type === '',
    read: (reading) => {
      reading.setType('Bad-cast', 'cfi');
      reading.frameCount = 0;
    },
  },
];

export const undefinedBehaviourRule: Rule = {
  has: mark,
  when: (reading) => reading.type === '',
  read: (reading, line) => {
    const reason = after(line, mark) as string;
    const known = reasons.find(([pattern]) => pattern.test(reason));
    reading.setType(known?.[1] ?? 'UNKNOWN', 'ubsan');
    reading.restart();
  },
};

function openCast(reading: Reading, target: string, tool: 'ubsan' | 'cfi'): void {
  reading.setType('Bad-cast', tool);
  reading.restartStack();
  reading.state = `Bad-cast to ${strip(target, "'")}`;
  reading.castIsOpen = true;
}

/** What a note says the object really was; `''` where it only shows the function. */
function castSource(line: string): string | undefined {
  const note = after(line, 'note: ') as string;
  const typed = after(note, 'object is of type ') ?? after(note, 'vtable is of type ');
  if (typed !== undefined) return ` from ${strip(typed, "'")}`;
  if (note.startsWith('object has invalid vptr') || note.endsWith('invalid vtable')) {
    return ' from invalid vptr';
  }
  return note.endsWith(' defined here') ? '' : undefined;
}

function closeCast(reading: Reading, source: string): void {
  reading.state += `${source}\n`;
  reading.castIsOpen = false;
  reading.frameCount++;
}
