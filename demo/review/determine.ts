/**
 * Determined: a consultee answers, an official opens the three samples that the code chose, says what and why,
 * and signs; a second official signs the same words. Then each tier of what the developer is told, by itself.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { textOf } from '#gateway';
import { signNote } from '#standards/tlog';
import { textIn, type Person } from '../reach.ts';
import type { Measured } from './measure.ts';
import { refused, type ReviewStage } from './stage.ts';

const dayMs = 86_400_000;
const reason =
  'Demonstration. The one-sided lower bound lies above the threshold that was committed to before the first sample, in tasks of every family that was run.';

/** Returns the files by which an overseer proves it. */
export async function determine(
  stage: ReviewStage,
  { runId, thresholdId }: Measured,
): Promise<Proof> {
  const { narrator, reach } = stage;
  const id = await decide(stage, runId);
  await narrator.step('Two officials sign the same statement with keys of their own', async () => {
    for (const official of reach.officials) await sign(official, id);
    const { state } = (await reach.officials[0].player.call(
      'GET',
      `/api/determinations/${id}`,
    )) as { state: string };
    return { value: undefined, evidence: `${id} is ${state}` };
  });
  await tell(stage, id);
  return await shownToOverseer(stage, id, thresholdId);
}

export interface Proof {
  bundle: string;
  opening: string;
  /** The officials' public keys, as the overseer was told them. */
  keys: string;
}

async function shownToOverseer(
  stage: ReviewStage,
  determinationId: string,
  thresholdId: string,
): Promise<Proof> {
  const { narrator, reach, overseer, path, folder } = stage;
  const file = (name: string) => join(folder, name);
  const proof = {
    bundle: file('determination.json'),
    opening: file('opening.json'),
    keys: file('keys'),
  };
  return await narrator.step('An overseer is shown the threshold and takes the proof', async () => {
    await reach.evaluators[0].player.call('POST', `/api/thresholds/${thresholdId}/showing`, {});
    await overseer.call('POST', `${path}/declaration`, { hasInterest: false });
    const opening = `/api/thresholds/${thresholdId}/opening?purpose=oversight`;
    await writeFile(proof.opening, await overseer.read(opening), { mode: 0o600 });
    const bundle = await takenOut(stage, determinationId);
    await writeFile(proof.bundle, bundle);
    const keys = reach.officials.map(({ signer }) => signer.key.vkey);
    await writeFile(proof.keys, `${keys.join('\n')}\n`);
    return { value: proof, evidence: `${(bundle.length / 1024).toFixed(0)} KiB, checked below` };
  });
}

/** The proof leaves by two people: the overseer asks, an official agrees. */
async function takenOut({ overseer, reach }: ReviewStage, id: string): Promise<Buffer> {
  const asked = { purpose: 'to verify the determination on our own machine' };
  const { exportId } = (await overseer.call(
    'POST',
    `/api/determinations/${id}/exports`,
    asked,
  )) as {
    exportId: string;
  };
  await reach.officials[0].player.call('POST', `/api/exports/${exportId}/agreement`, {});
  return await overseer.read(`/api/determinations/${id}/verification?exportId=${exportId}`);
}

async function decide(stage: ReviewStage, runId: string): Promise<string> {
  const { narrator, reach, consultee, path } = stage;
  const [{ player: official }] = reach.officials;
  const id = await narrator.step(
    'An official opens the determination; the consultee is asked, and answers',
    async () => {
      const opened = (await official.call('POST', `${path}/determinations`, {
        runId,
        consultees: [
          {
            organisationId: consultee.organisationId,
            answerBy: textOf(new Date(Date.now() + 7 * dayMs)),
          },
        ],
      })) as { id: string };
      const asked = `/api/consultations/${opened.id}`;
      await consultee.call('POST', `${asked}/declaration`, { hasInterest: false });
      await consultee.call('GET', `${asked}/content?purpose=to+answer+for+the+office`);
      await consultee.call('POST', `${asked}/answer`, {
        view: 'covered',
        words: 'Agreed for the demonstration. We would look again after a change of safeguards.',
      });
      return { value: opened.id, evidence: `${consultee.organisation}: covered` };
    },
  );
  await narrator.step('Nobody decides before opening the three linked samples', async () => {
    const said = { outcome: 'covered', reason, differsBecause: null };
    const early = await refused(official.call('POST', `/api/determinations/${id}/decision`, said));
    const { content } = (await official.call('GET', `/api/determinations/${id}`)) as {
      content: { proposal: { outcome: string }; linkedSamples: { position: number }[] };
    };
    for (const { position } of content.linkedSamples)
      await official.call('POST', `/api/determinations/${id}/samples/${position}`, {});
    await official.call('POST', `/api/determinations/${id}/decision`, said);
    const positions = content.linkedSamples.map(({ position }) => position).join(', ');
    return {
      value: undefined,
      evidence: `before: refused with ${early}; samples ${positions} opened\nproposed by code: ${content.proposal.outcome}; the official says: covered`,
    };
  });
  return id;
}

async function sign({ player, signer }: Person, id: string): Promise<void> {
  const note = String(await player.read(`/api/determinations/${id}/statement`));
  await player.call('POST', `/api/determinations/${id}/signatures`, {
    note: signNote(textIn(note), [signer]),
  });
}

async function tell({ narrator, reach }: ReviewStage, id: string): Promise<void> {
  const [first, second] = reach.officials.map(({ player }) => player);
  const [{ player: developer }] = reach.developers;
  await narrator.step(
    'The developer is told the outcome; another tier is withheld, until a date, and it sees so',
    async () => {
      const tiers = `/api/determinations/${id}/assessments`;
      const before = await refused(developer.read(`${tiers}/outcome/text?purpose=to+know`));
      await first!.call('POST', `${tiers}/outcome/proposal`, {
        text: 'Covered, by the office of the demonstration. This binds nobody and delays nothing.',
      });
      const proposed = (await second!.call(
        'GET',
        `${tiers}/outcome/text?purpose=to+settle+it`,
      )) as { contentSha256: string };
      await second!.call('POST', `${tiers}/outcome/release`, {
        contentSha256: proposed.contentSha256,
      });
      await first!.call('POST', `${tiers}/profile/withholding`, {
        reasonClass: 'sealed_tasks',
        reason: 'The profile would name tasks that other models have yet to meet.',
        reviewBy: textOf(new Date(Date.now() + 30 * dayMs)),
      });
      const { text } = (await developer.call('GET', `${tiers}/outcome/text?purpose=to+know`)) as {
        text: string;
      };
      const { tiers: told } = (await developer.call('GET', tiers)) as {
        tiers: { tier: string; state: string }[];
      };
      return {
        value: undefined,
        evidence: `before: ${before}; then “${text}”\n${told.map(({ tier, state }) => `${tier}: ${state.replace('_', ' ')}`).join(', ')}`,
      };
    },
  );
}
