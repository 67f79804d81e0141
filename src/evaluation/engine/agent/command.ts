/**
 * A solution without a model: one command in the agent's sandbox, with what the agent has and no more.
 * What it prints is the answer.
 */
import type { Workplace } from '../place/workplace.ts';

export const commandMsMax = 300_000;

/** Standard output, trimmed. How the command ended does not matter: the scorer judges what it left. */
export async function runCommand(prompt: string, workplace: Workplace): Promise<string> {
  const words = prompt.trim().split(/\s+/);
  const run = await workplace.run(words, commandMsMax);
  return Buffer.from(run.stdout).toString('utf8').trim();
}
