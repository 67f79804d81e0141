/**
 * Crash types by what went wrong. One bug shows under several types: a wild read is an overflow
 * where a red zone catches it, a segmentation fault where it does not, and a signal under a
 * debugger. Traces are only compared within one kind.
 */
import type { Crash } from './crash.ts';

const memory =
  /^(?:UNKNOWN|Null-dereference|READ|WRITE|Segv|Bus|SIGSEGV|SIGBUS|Invalid-(?:access|free|jump)|Heap-|Stack-buffer|Stack-use|Stack-underflow|Global-buffer|Container-overflow|Dynamic-stack|Use-after-|Wild-|Tag-mismatch|Memcpy-param|Negative-size|Index-out-of-bounds|Object-size|Alloc-dealloc|Double-free|Bad-free)/i;
const stopped =
  /^(?:ASSERT|Abrt|Abort|SIGABRT|CHECK failure|DCHECK failure|Fatal-signal|Fatal error)/;
const resource = /^(?:Out-of-memory|Timeout)/;

/** `memory`, `stopped on purpose`, or the type itself without its access. */
export function kindOf(crash: Pick<Crash, 'type'>): string {
  const [head, detail] = crash.type.split('\n', 2) as [string, string | undefined];
  if (head === 'Kernel failure') return `${head} ${detail ?? ''}`.trim();
  if (memory.test(head)) return 'memory';
  if (resource.test(head)) return 'resource';
  return stopped.test(head) ? 'stopped on purpose' : head;
}
