/** Two finders report one root cause, with bytes of their own; the second is recognised. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { packageRoot } from '#app';
import type { Cast, Player } from './cast.ts';
import type { Narrator } from './narrator.ts';
import type { Story } from './stories.ts';

const run = promisify(execFile);
const verdictMsMax = 10 * 60_000;

interface Report {
  id: string;
  state: string;
  caseId: string | null;
  caseName: string | null;
  duplicateOf: string | null;
  candidate: { caseId: string; caseName: string; because: string } | null;
  verdict: {
    verdict: string;
    assurance: string;
    hits: number;
    runs: number;
    benignHits: number;
    tier: string;
    evidenceSha256: string;
    reason?: string;
    crash?: { type: string; state: string[] };
  } | null;
}

/** Returns the case both reports are in. */
export async function reportTwice(narrator: Narrator, cast: Cast, story: Story): Promise<string> {
  const first = await submitAndProve(narrator, cast, cast.firstFinder, story.bundles[0]);
  if (first.caseId === null) throw new Error('the confirmed report opened no case');
  const second = await submitAndProve(narrator, cast, cast.secondFinder, story.bundles[1]);
  const { caseId } = first;
  await narrator.step('Recognise the second report', async () => {
    if (second.caseId === caseId) {
      return {
        value: undefined,
        evidence: `same crash, so it joined ${second.caseName ?? ''} by itself; it keeps its own receipt and credit`,
      };
    }
    if (second.candidate?.caseId !== caseId)
      throw new Error('the second report was not recognised');
    await cast.coordinator.call('POST', `/api/reports/${second.id}/case`, { caseId });
    const { candidate } = second;
    return {
      value: undefined,
      evidence: `proposed for ${candidate.caseName} (${candidate.because}); ${cast.coordinator.name} decided: one root cause`,
    };
  });
  return caseId;
}

async function submitAndProve(
  narrator: Narrator,
  cast: Cast,
  finder: Player & { token: string },
  bundle: string,
): Promise<Report> {
  const receipt = await narrator.step(`${finder.organisation}: submit demo/${bundle}`, async () => {
    const value = await submit(cast.url, finder.token, bundle);
    return {
      value,
      evidence: `receipt ${value.reportId}; embargo ${value.embargo.eligibility}: ${value.embargo.because}`,
    };
  });
  return await narrator.step('Reproduce it in the sandbox', async () => {
    const report = await untilDecided(cast.coordinator, receipt.reportId);
    const { verdict } = report;
    if (verdict?.verdict !== 'confirmed')
      throw new Error(
        `not confirmed: ${verdict?.verdict ?? report.state}, ${verdict?.reason ?? ''}`,
      );
    const crash =
      verdict.crash === undefined
        ? ''
        : `\n${verdict.crash.type} in ${verdict.crash.state.join(' < ')}`;
    const evidence = `${verdict.verdict}, ${verdict.assurance}: ${verdict.hits} of ${verdict.runs} runs hit, ${verdict.benignHits} benign hits, ${verdict.tier}${crash}\nevidence sha256 ${verdict.evidenceSha256}`;
    return { value: report, evidence };
  });
}

async function submit(
  url: string,
  token: string,
  bundle: string,
): Promise<{ reportId: string; embargo: { eligibility: string; because: string } }> {
  const { stdout } = await run(
    join(packageRoot, 'sallyport'),
    ['report', 'submit', join(packageRoot, 'demo', bundle), '--server', url, '--json'],
    {
      env: { ...process.env, SALLYPORT_TOKEN: token },
    },
  );
  return JSON.parse(stdout) as {
    reportId: string;
    embargo: { eligibility: string; because: string };
  };
}

async function untilDecided(coordinator: Player, reportId: string): Promise<Report> {
  const end = performance.now() + verdictMsMax;
  while (performance.now() < end) {
    const report = (await coordinator.call('GET', `/api/reports/${reportId}`)) as Report;
    if (report.state === 'confirmed' || report.state === 'not_confirmed') return report;
    if (report.state === 'held') {
      const { items } = (await coordinator.call('GET', `/api/reports/${reportId}/events`)) as {
        items: { type: string; payload: { reason?: string } }[];
      };
      throw new Error(
        `held: ${items.findLast(({ type }) => type === 'clearinghouse.report_held')?.payload.reason ?? ''}`,
      );
    }
    await sleep(200);
  }
  throw new Error('no verdict in ten minutes');
}
