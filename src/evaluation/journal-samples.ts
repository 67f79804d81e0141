/**
 * A runner's journal as the samples that the server takes: chained, in the order in which they ended. Pure.
 * What was said in them stays in the journal; the server gets how each ended, what it cost, and the hash of
 * the journal's line that says so. Made once the run is over, because what was interrupted may be run again.
 */
import { textOf } from '#gateway';
import type { SampleResult } from './engine/run/entry.ts';
import { firstChain, nextChain, type ChainedSample, type Sample } from './sample.ts';

/** One `sample_ended` entry, with the hash of its line. */
export interface EndedSample {
  result: SampleResult;
  lineHash: string;
}

export function chainedSamples(runId: string, ended: readonly EndedSample[]): ChainedSample[] {
  let chain = firstChain(runId);
  return ended.map((each, position) => {
    const sample = sampleOf(each, position);
    chain = nextChain(chain, sample);
    return { ...sample, chain };
  });
}

function sampleOf({ result, lineHash }: EndedSample, position: number): Sample {
  const { task, epoch, disposition, reason, score, spent, startedAt, endedAt } = result;
  return {
    position,
    task,
    epoch,
    disposition,
    // A model's own words may be in it: nothing that a text in the database cannot hold.
    reason: reason.slice(0, reasonCharactersMax).toWellFormed().replaceAll('\0', ''),
    value: disposition === 'scored' ? (score?.value ?? 0) : 0,
    refusals: disposition === 'refused' ? 1 : 0,
    usage: { inputTokens: spent?.inputTokens ?? 0, outputTokens: spent?.outputTokens ?? 0 },
    calls: spent?.calls ?? 0,
    // One that the window closed on never started.
    startedAt: wholeSeconds(startedAt ?? endedAt),
    endedAt: wholeSeconds(endedAt),
    journalSha256: lineHash,
  };
}

const reasonCharactersMax = 2000;
const wholeSeconds = (instant: string): string => textOf(new Date(instant));
