/** The coordinator takes the case, has the fix checked, and publishes one advisory in both formats. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageRoot } from '#app';
import type { Cast } from './cast.ts';
import type { Narrator } from './narrator.ts';
import type { Story } from './stories.ts';

const fixMsMax = 15 * 60_000;

interface CaseView {
  name: string;
  state: string;
  fixes: {
    id: string;
    state: string;
    result: {
      verdict: string;
      stopped: string[];
      regressions: string[];
      negativeControls: string;
      reason?: string;
    } | null;
  }[];
}

export async function coordinate(
  narrator: Narrator,
  cast: Cast,
  story: Story,
  caseId: string,
): Promise<void> {
  const { coordinator } = cast;
  const look = async () => (await coordinator.call('GET', `/api/cases/${caseId}`)) as CaseView;
  await narrator.step(`${coordinator.name}: take the case`, async () => {
    await coordinator.call('POST', `/api/cases/${caseId}/owner`);
    return { value: undefined, evidence: `${(await look()).name} has an owner` };
  });
  await narrator.step(
    `Check the fix, ${story.fixVersion}, against every reproducer of the case`,
    async () => {
      const { fixId } = (await coordinator.call('POST', `/api/cases/${caseId}/fixes`, {
        kind: 'version',
        version: story.fixVersion,
      })) as { fixId: string };
      const end = performance.now() + fixMsMax;
      while (performance.now() < end) {
        const fix = (await look()).fixes.find(({ id }) => id === fixId);
        if (fix?.state === 'verified' && fix.result !== null) {
          const { stopped, negativeControls, regressions } = fix.result;
          return {
            value: undefined,
            evidence: `verified: stops ${stopped.length} reproducers, ${negativeControls}, ${regressions.length} regressions`,
          };
        }
        if (fix?.state === 'refused' || fix?.state === 'held')
          throw new Error(`the fix is ${fix.state}: ${fix.result?.reason ?? ''}`);
        await sleep(200);
      }
      throw new Error('the fix was not checked in fifteen minutes');
    },
  );
  const advisoryId = await narrator.step('Draft the advisory', async () => {
    const {
      id: _id,
      status: _status,
      draftedAt: _draftedAt,
      revisions: _revisions,
      ...draft
    } = JSON.parse(
      readFileSync(join(packageRoot, 'demo', 'advisories', story.advisory), 'utf8'),
    ) as Record<string, unknown>;
    const { id } = (await coordinator.call('POST', `/api/cases/${caseId}/advisory`, draft)) as {
      id: string;
    };
    return { value: id, evidence: id };
  });
  await narrator.step('Publish it once, as CSAF 2.0 and OSV', async () => {
    await coordinator.call('POST', `/api/advisories/${advisoryId}/publication`);
    const hashes = [];
    for (const format of ['csaf', 'osv']) {
      const text = await (
        await fetch(`${cast.url}/advisories/${advisoryId}/${format}.json`)
      ).text();
      hashes.push(
        `${format.padEnd(4)} ${text.length} bytes, sha256 ${createHash('sha256').update(text).digest('hex')}`,
      );
    }
    return { value: undefined, evidence: `both name the same versions\n${hashes.join('\n')}` };
  });
}
