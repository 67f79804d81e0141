/**
 * `npm run bench [NAME …]`: every measurement, on this host, beside its peer where there is one. Prints
 * versions, medians and ratios; judges nothing. Without names, all of them, one after another.
 */
import { cpus, totalmem } from 'node:os';
import { ensureHostTools } from '../scripts/host-tools.ts';

const measurements: Record<string, () => Promise<void>> = {
  sandbox: async () => (await import('./sandbox.ts')).benchSandbox(),
  crowd: async () => (await import('./crowd.ts')).benchCrowd(),
  proof: async () => (await import('./proof.ts')).benchProof(),
  events: async () => (await import('./events.ts')).benchEvents(),
  intake: async () => (await import('./intake.ts')).benchIntake(),
  crash: async () => void (await (await import('./crash.ts')).benchCrash()),
  matching: async () => void (await (await import('./matching.ts')).benchMatching()),
  advisories: async () => void (await (await import('./advisories.ts')).benchAdvisories()),
  ledger: async () => (await import('./ledger.ts')).benchLedger(),
  'ledger-server': async () => (await import('./ledger-server.ts')).benchLedgerServer(),
  gateway: async () => (await import('./gateway.ts')).benchGateway(),
  'inspect-log': async () => (await import('./inspect-log.ts')).benchInspectLog(),
  evaluation: async () => (await import('./evaluation.ts')).benchEvaluation(),
  review: async () => (await import('./review.ts')).benchReview(),
  kill: async () => (await import('./kill.ts')).benchKill(),
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in measurements));
if (unknown.length > 0) {
  console.error(
    `no measurement is called \`${unknown.join('`, `')}\`; there are: ${Object.keys(measurements).join(', ')}`,
  );
  process.exit(3);
}
ensureHostTools();
const [cpu] = cpus();
console.log(
  `${cpus().length} × ${cpu?.model ?? 'unknown processor'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}\n`,
);
for (const [name, measure] of Object.entries(measurements)) {
  if (names.length > 0 && !names.includes(name)) continue;
  await measure();
  console.log('');
}
