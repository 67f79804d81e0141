/**
 * A trusted partner, chosen by both sides: one key of each. Its agent uses the model through the same gateway
 * under a grant of its own, names with each request the asset that it is about, finds a flaw in the partner's own program, and the finding leaves by the outer door
 * as a report that says nothing of the model.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { assetHeader, textOf } from '#gateway';
import { bundleLimits, packBundle, readFolder } from '#proof';
import { signNote } from '#standards/tlog';
import { accessOf, modelName, surface, textIn } from '../reach.ts';
import { ask } from '../runner.ts';
import { refused, type ReviewStage } from './stage.ts';

const dayMs = 86_400_000;
const verdictMsMax = 120_000;
const wanted = { requests: 20, tokens: 400_000 };
const asset = 'meter-reader';

export async function partnerFinds(stage: ReviewStage): Promise<void> {
  const { narrator, partner } = stage;
  const id = await added(stage);
  await narrator.step(
    'The partner accepts and gets access of its own: a grant, a surface, named assets',
    async () => {
      const { reach } = stage;
      const { statementSha256 } = (await partner.call(
        'POST',
        `/api/partnerships/${id}/acceptance`,
        {
          statementSha256: await digestOf(stage, id),
        },
      )) as { statementSha256: string };
      const { grantId } = (await reach.evaluators[0].player.call(
        'POST',
        `/api/partnerships/${id}/grant`,
        {
          runner: {
            pseudonym: 'fen-agent-1',
            keySha256: reach.runner.keySha256,
            name: 'Pia Fen (invented)',
          },
          ...accessOf(wanted),
        },
      )) as { grantId: string };
      // Its script was for the tasks; from here on it answers anything.
      reach.model.set({});
      const digest = await reach.putInForce(grantId, { ...wanted, kind: 'partner' });
      const without = await ask(reach.runner, modelName, 200);
      if (without.status !== 403) throw new Error('a request that names no asset was answered');
      const answer = await ask(reach.runner, modelName, 200, undefined, { [assetHeader]: asset });
      if (answer.status !== 200) throw new Error(`the gateway answered ${answer.status}`);
      return {
        value: undefined,
        evidence: `statement ${statementSha256.slice(0, 16)}…, grant ${digest.slice(0, 16)}…, first answer in ${answer.pieces} pieces\non the surface “${surface}”, about ${asset}; a request that names no asset: ${without.status}`,
      };
    },
  );
  await narrator.step(
    'Its agent’s finding leaves by the outer door and is proved there',
    async () => {
      const archive = packBundle(
        await readFolder(new URL('../meter-reader', import.meta.url).pathname, bundleLimits),
      );
      const { reportId } = (await partner.upload(
        `/api/partnerships/${id}/findings`,
        'application/gzip',
        archive,
      )) as { reportId: string };
      const verdict = await verdictOn(stage, reportId);
      return {
        value: undefined,
        evidence: `${reportId}: ${verdict}; the model is named nowhere in it`,
      };
    },
  );
}

/** Neither side alone: the developer nominates with its key, the office adds with its own. */
async function added({ narrator, reach, partner, path }: ReviewStage): Promise<string> {
  return await narrator.step(
    'Both sides choose a trusted partner, each with a key of its own',
    async () => {
      const [developer] = reach.developers;
      const [evaluator] = reach.evaluators;
      const { documents } = (await developer.player.call('GET', '/api/documents')) as {
        documents: { kind: string; sha256: string }[];
      };
      const criteria = documents.find(({ kind }) => kind === 'partner_criteria');
      const { text } = (await developer.player.call('POST', `${path}/partnership-statement`, {
        organisationId: partner.organisationId,
        category: 'utility',
        criteriaSha256: criteria?.sha256,
        criteriaMet: 'Runs drinking water for 40,000 people and mends its own programs.',
        surface,
        endpoints: accessOf(wanted).endpoints,
        assets: [asset],
        expiresAt: textOf(new Date(Date.now() + 20 * dayMs)),
        relation: 'none_declared',
        relationWords: 'Neither side knows of a relation.',
      })) as { text: string };
      const { id } = (await developer.player.call('POST', `${path}/partnerships`, {
        note: signNote(text, [developer.signer]),
      })) as { id: string };
      const alone = await refused(
        developer.player.call('POST', `/api/partnerships/${id}/signatures`, {
          note: signNote(text, [developer.signer]),
        }),
      );
      const note = String(await evaluator.player.read(`/api/partnerships/${id}/statement`));
      await evaluator.player.call('POST', `/api/partnerships/${id}/signatures`, {
        note: signNote(textIn(note), [evaluator.signer]),
      });
      return {
        value: id,
        evidence: `${partner.organisation}, nominated by ${developer.player.organisation}\na second signature of the same side: refused with ${alone}; with the other side’s: added`,
      };
    },
  );
}

async function digestOf({ partner }: ReviewStage, id: string): Promise<string> {
  const seen = (await partner.call('GET', `/api/partnerships/${id}`)) as {
    statementSha256: string;
  };
  return seen.statementSha256;
}

async function verdictOn({ partner }: ReviewStage, reportId: string): Promise<string> {
  const end = performance.now() + verdictMsMax;
  while (performance.now() < end) {
    const { state, verdict } = (await partner.call('GET', `/api/reports/${reportId}`)) as {
      state: string;
      verdict: { hits: number; runs: number; assurance: string } | null;
    };
    if (verdict !== null && !['received', 'validating'].includes(state)) {
      return `${state}, ${verdict.assurance}, ${verdict.hits} of ${verdict.runs} runs`;
    }
    await sleep(500);
  }
  throw new Error('the partner’s finding has no verdict');
}
