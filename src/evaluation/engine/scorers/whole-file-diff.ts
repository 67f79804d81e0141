/** Two versions of a file as one hunk of a unified diff, without the lines they begin and end with alike. Pure. */

/** Empty where nothing changed; `before` null for a new file. Bytes survive whatever they are. */
export function wholeFileDiff(path: string, before: Uint8Array | null, after: Uint8Array): Buffer {
  const old = linesOf(before ?? new Uint8Array());
  const fresh = linesOf(after);
  if (before !== null && Buffer.compare(before, after) === 0) return Buffer.alloc(0);
  const same = (at: number, from: 'start' | 'end') =>
    from === 'start' ? old[at] === fresh[at] : old.at(-1 - at) === fresh.at(-1 - at);
  const shorter = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < shorter && same(head, 'start')) head += 1;
  let tail = 0;
  while (tail < shorter - head && same(tail, 'end')) tail += 1;
  const removed = old.slice(head, old.length - tail);
  const added = fresh.slice(head, fresh.length - tail);
  const span = (lines: readonly string[]) =>
    `${head + (lines.length === 0 ? 0 : 1)},${lines.length}`;
  const text = [
    before === null ? '--- /dev/null' : `--- a/${path}`,
    `+++ b/${path}`,
    `@@ -${span(removed)} +${span(added)} @@`,
    ...removed.map((line) => `-${line}`),
    ...added.map((line) => `+${line}`),
  ].join('\n');
  return Buffer.from(`${text}\n`, 'latin1');
}

/** A line that its file does not end carries the mark diffs have for it, so that it differs from one that is. */
function linesOf(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes).toString('latin1');
  if (text === '') return [];
  const lines = text.split('\n');
  const last = lines.pop() as string;
  return last === '' ? lines : [...lines, `${last}\n\\ No newline at end of file`];
}
