/**
 * One reading of a log in a process of its own, so that its peak of memory is its own: `import` as the
 * command does, or `open` one sample with everything put back that was taken out of it.
 */
import { performance } from 'node:perf_hooks';
import { importInspectLog, openInspectLog } from '#standards/inspect-log';

const [task, file] = process.argv.slice(2) as ['import' | 'open', string];

async function importLog(): Promise<Record<string, number>> {
  const { log, findings } = await importInspectLog(file);
  return { samples: log.samples, findings: findings.length };
}

async function openSample(): Promise<Record<string, number>> {
  const log = await openInspectLog(file);
  const startedMs = performance.now();
  const sample = await log.sample('long', 1);
  if (sample === undefined) throw new Error('the log has no sample `long`');
  const resolver = await log.resolver(sample);
  let events = 0;
  let firstPageMs = 0;
  for await (const event of sample.events()) {
    resolver.event(event);
    if (++events === 100) firstPageMs = performance.now() - startedMs;
  }
  resolver.close();
  await log.close();
  return { events, firstPageSeconds: firstPageMs / 1000, findings: log.findings().length };
}

const startedMs = performance.now();
const counts = await (task === 'import' ? importLog() : openSample());
console.log(
  JSON.stringify({
    ...counts,
    seconds: (performance.now() - startedMs) / 1000,
    peakMiB: process.resourceUsage().maxRSS / 1024,
  }),
);
