/**
 * The inner door, whole: a question, a determination that can be checked, a partner chosen by two keys, an early
 * end, and destruction. The model is scripted, threshold and suite are labelled demonstration, and the outcome
 * says nothing about any real model; everything around it is what an installation runs.
 */
import { mkdir } from 'node:fs/promises';
import type { ZoneParts } from '#platform/context';
import type { Narrator } from './narrator.ts';
import type { Reach } from './reach.ts';
import { determine } from './review/determine.ts';
import { verifyAfterwards, withdrawAndDestroy } from './review/end.ts';
import { measureForDetermination } from './review/measure.ts';
import { partnerFinds } from './review/partner.ts';
import { setReviewStage, type ReviewStage } from './review/stage.ts';

/** Returns the names of who joined. */
export async function reviewFromQuestionToDestruction(
  narrator: Narrator,
  reach: Reach,
  office: ZoneParts,
  url: string,
  folder: string,
): Promise<string[]> {
  narrator.title(
    'review: a question, a determination that can be checked, an end (scripted model)',
  );
  await mkdir(folder, { recursive: true });
  const stage = await setReviewStage({ narrator, reach, office, url, folder });
  const questionId = await askQuestion(stage);
  const measured = await measureForDetermination(stage);
  const files = await determine(stage, measured);
  await partnerFinds(stage);
  await withdrawAndDestroy(stage, questionId);
  await verifyAfterwards(stage, files);
  return [stage.consultee, stage.partner, stage.overseer].map(({ name }) => name);
}

async function askQuestion({ narrator, reach, path }: ReviewStage): Promise<string> {
  const [{ player: developer }] = reach.developers;
  const questionId = await narrator.step(
    'The developer asks whether its model is covered: a descriptor, no weights, and a receipt',
    async () => {
      const question = (await developer.call('POST', `${path}/questions`, {
        descriptor: {
          what: 'A scripted model, made for the demonstration.',
          capabilities: 'It repeats reference solutions as often as its dial says.',
        },
        contact: 'Maya Birk (invented), maya@quillwort.example',
      })) as { id: string };
      const receipt = String(await developer.read(`/api/questions/${question.id}/receipt`));
      return { value: question.id, evidence: receipt.trim() };
    },
  );
  await narrator.step(
    'The office acknowledges; its officials declare no interest before they open anything',
    async () => {
      for (const { player } of reach.officials)
        await player.call('POST', `${path}/declaration`, { hasInterest: false });
      await reach.evaluators[0].player.call(
        'POST',
        `/api/questions/${questionId}/acknowledgement`,
        {},
      );
      const address = `/api/questions/${questionId}/content?purpose=to+prepare+a+run`;
      const { descriptor } = (await reach.evaluators[0].player.call('GET', address)) as {
        descriptor: { what: string };
      };
      return { value: undefined, evidence: `opened, on record: “${descriptor.what}”` };
    },
  );
  return questionId;
}
