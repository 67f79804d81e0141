/**
 * What a gateway says of this moment: reserved and running. It is no part of the log and proves nothing; it
 * is shown as said, beside what the log counts.
 */
import { z } from 'zod';
import type { Now } from './commands/store-look.ts';
import type { GatewayClient } from './gateway-client.ts';
import { GarbledAnswer } from './look.ts';
import type { ConnectedSubmission } from './submission-store.ts';

/** The gateway answers, but not to our key. */
export class NotAReader extends Error {
  constructor() {
    super(
      'the gateway does not list this installation’s reader key; its developer adds it to `readers`',
    );
  }
}

const standingPath = '/sallyport/standing';
const standingBytesMax = 4 * 1024 * 1024;
const grantsMax = 1000;

const standing = z.object({
  submission: z.string(),
  origin: z.string(),
  grants: z
    .array(
      z.object({
        digest: z.string().max(64),
        reservedTokens: z.int().min(0),
        running: z.int().min(0).max(1_000_000),
      }),
    )
    .max(grantsMax),
});

export async function readStanding(
  gateway: GatewayClient,
  submission: ConnectedSubmission,
): Promise<Now> {
  const { status, body } = await gateway.get(standingPath, standingBytesMax);
  if (status === 401 || status === 403 || status === 404) throw new NotAReader();
  const parsed = standing.safeParse(status === 200 ? jsonOrNull(body) : null);
  if (!parsed.success) throw new GarbledAnswer('what it says of its standing cannot be read');
  const { submission: id, origin, grants } = parsed.data;
  if (id !== submission.id) throw new GarbledAnswer('it serves another submission');
  if (origin !== submission.gateway.logOrigin) throw new GarbledAnswer('it keeps another log');
  return grants;
}

function jsonOrNull(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}
