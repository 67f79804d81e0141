/** What the parts of the review story share: the two sides as they stand, and calls in their names. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Scope } from '#platform/auth';
import type { ZoneParts } from '#platform/context';
import { enrolPlayers, tokenFor, type EnrolledPlayer } from '../cast.ts';
import type { Narrator } from '../narrator.ts';
import type { Reach } from '../reach.ts';

const launcher = new URL('../../sallyport', import.meta.url).pathname;

export interface ReviewStage {
  narrator: Narrator;
  reach: Reach;
  office: ZoneParts;
  url: string;
  /** For files of people’s own machines. */
  folder: string;
  consultee: EnrolledPlayer;
  partner: EnrolledPlayer;
  overseer: EnrolledPlayer;
  /** Below the engagement's address. */
  path: string;
}

export async function setReviewStage(
  given: Pick<ReviewStage, 'narrator' | 'reach' | 'office' | 'url' | 'folder'>,
): Promise<ReviewStage> {
  const { office, url, reach } = given;
  const one = async (organisation: string, member: Parameters<typeof enrolPlayers>[3][number]) => {
    const [player] = await enrolPlayers(office, url, organisation, [member]);
    if (player === undefined) throw new Error('enrolment lost its person');
    return player;
  };
  return {
    ...given,
    consultee: await one('Cyber Directorate (invented)', {
      name: 'Lena Foss (invented)',
      offices: ['consultee'],
    }),
    partner: await one('Fen Water Utility (invented)', {
      name: 'Pia Fen (invented)',
      offices: ['partner', 'finder'],
    }),
    overseer: await one('Inspector General (invented)', {
      name: 'Olga Swift (invented)',
      offices: ['overseer'],
    }),
    path: `/api/submissions/${reach.submissionId}`,
  };
}

/** Types a command as the person would: their token in the environment, never in an argument. */
export async function types(
  { office, url }: Pick<ReviewStage, 'office' | 'url'>,
  player: EnrolledPlayer,
  scopes: Scope[],
  args: string[],
): Promise<string> {
  const token = await tokenFor(office, player, scopes);
  const { stdout } = await promisify(execFile)(launcher, args, {
    env: { ...process.env, SALLYPORT_SERVER: url, SALLYPORT_TOKEN: token },
    maxBuffer: 16 * 1024 * 1024,
  });
  return stdout.trim();
}

/** Refused as it should be: the answer’s status. */
export async function refused(asked: Promise<unknown>): Promise<string> {
  try {
    await asked;
  } catch (error) {
    const status = /answered (4\d\d)/.exec((error as Error).message)?.[1];
    if (status !== undefined) return status;
    throw error;
  }
  throw new Error('something was answered that should have been refused');
}
