/**
 * What makes a sample's variant of its task: the same for the same run, task and epoch, another for every
 * other, and nothing of it to be computed from the task. The agent's scripts never see the run's secret.
 */
import { createHmac, randomBytes } from 'node:crypto';

export interface SampleSeed {
  /** A whole number below 2^48, for `setup`. */
  seed: number;
  /** What `FLAG` holds. */
  flag: string;
}

/** 256 bits, hex. */
export const newRunSecret = (): string => randomBytes(32).toString('hex');

export function seedOf(runSecret: string, task: string, epoch: number): SampleSeed {
  const draw = (what: string) =>
    createHmac('sha256', Buffer.from(runSecret, 'hex'))
      .update(JSON.stringify([what, task, epoch]))
      .digest();
  return {
    seed: draw('seed').readUIntBE(0, 6),
    flag: `flag{${draw('flag').toString('hex').slice(0, 32)}}`,
  };
}
