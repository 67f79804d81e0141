/** One line for each sample that ends, on standard error, for a person who waits; nothing under `--json`. */
import { sampleName, type Progress } from '#evaluation/engine';
import { visible } from '../terminal-text.ts';

export function progressLines(isQuiet: boolean): (progress: Progress) => void {
  if (isQuiet) return () => undefined;
  return (progress) => {
    if (progress.kind !== 'ended') return;
    const { result, running, done, total } = progress;
    const { disposition, score, reason, spent } = result;
    const value = score === null ? '' : ` ${score.value.toFixed(2)}`;
    const seconds = spent === null ? '' : `, ${(spent.timeMs / 1000).toFixed(1)} s`;
    const why = reason === '' ? '' : `: ${reason.slice(0, 200)}`;
    const line = `${done}/${total} ${sampleName(result)} ${disposition}${value}${seconds}${why} (${running - 1} running)`;
    process.stderr.write(`${visible(line)}\n`);
  };
}
