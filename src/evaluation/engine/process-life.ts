/**
 * A process by number and start time, so that what one that was killed left behind is not taken for the
 * property of another that has its number now.
 */
import { readFile } from 'node:fs/promises';

/** `NUMBER-STARTTIME`, or nothing where no such process runs. */
export async function lifeOf(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // After the name, which may hold anything: start time is field 22 (proc(5)).
  const startedAt = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return startedAt === undefined ? undefined : `${pid}-${startedAt}`;
}

/** Whether the process that called itself this is still there. */
export async function isAlive(life: string): Promise<boolean> {
  return life !== '' && (await lifeOf(Number(life.split('-')[0]))) === life;
}
