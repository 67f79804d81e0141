/**
 * Go panics, Python and JavaScript exceptions under their fuzzing harnesses, trusted apps. A
 * Python trace prints its innermost frame last and is turned round before it is read.
 */
import type { Rule } from '../rule.ts';

const goPanics: readonly (readonly [string, string])[] = [
  ['panic: runtime error: integer divide by zero', 'Integer divide by zero'],
  ['panic: runtime error: index out of range', 'Index out of range'],
  ['panic: runtime error: invalid memory address', 'Invalid memory address'],
  ['panic: runtime error: makeslice: len out of range', 'Makeslice: len out of range'],
  ['panic: runtime error: slice bounds out of range', 'Slice bounds out of range'],
  ['fatal error: stack overflow', 'Stack overflow'],
];

export const goRules: Rule[] = goPanics.map(([mark, type]) => ({
  has: mark,
  when: (reading) => reading.setting.go,
  read: (reading, line) => {
    if (!line.startsWith(mark)) return;
    reading.setType(type, 'go');
    reading.languageCrash = true;
    reading.restartStack();
  },
}));

const pythonTitle = /^\s*=== Uncaught Python exception: ===$/;
const pySecSanTitle = '===BUG DETECTED: PySecSan:';

export const pythonRules: Rule[] = [
  {
    has: '===',
    when: (reading) => reading.setting.python,
    read: (reading, line) => {
      if (!isPythonTitle(line)) return;
      reading.setType(line.startsWith(pySecSanTitle) ? 'PySecSan' : 'Uncaught exception', 'python');
      reading.languageCrash = true;
      reading.restartStack();
    },
  },
];

export const javaScriptRule: Rule = {
  pattern: /^\s*==\d+== Uncaught Exception: Jazzer\.js: /,
  when: (reading) => reading.setting.javascript,
  read: (reading) => {
    reading.setType('Uncaught exception', 'javascript');
    reading.languageCrash = true;
    reading.restartStack();
    return 'line';
  },
};

export const trustyRule: Rule = {
  when: (reading) => reading.setting.trusty,
  read: (reading) => {
    reading.type = 'Trusted app crash';
    reading.tool = 'android';
  },
};

export function isPythonTitle(line: string): boolean {
  return pythonTitle.test(line) || line.startsWith(pySecSanTitle);
}

/** Title first, then the trace from the innermost frame outwards; the native stack is left out. */
export function turnPythonTrace(lines: string[]): string[] {
  const title = lines.findIndex((line) => isPythonTitle(line));
  if (title === -1) return [];
  const rest = lines.slice(title + 1);
  const end = rest.findIndex((line) => line.includes('=========') || line.includes('== ERROR: '));
  const body = end === -1 ? rest : rest.slice(0, end);
  return [lines[title] as string, ...body.reverse()];
}
