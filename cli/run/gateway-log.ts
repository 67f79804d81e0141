/**
 * A gateway's log as one grant stands in it: the requests that were let through, and how each ended. Read after
 * the log was verified, so that every body here is one that its signed tree holds.
 */
import { readLeafBody, type LeafPayloads, type Settled } from '#gateway';
import {
  bodiesBytesMax,
  bodiesPath,
  parseBodies,
  tileWidth,
  TlogError,
  type LogSource,
} from '#standards/tlog';

export interface LoggedRequest extends Pick<
  LeafPayloads['gateway.request_admitted'],
  'grant' | 'method' | 'requestBytes' | 'requestCommitment'
> {
  /** Absent where it was cut, or has not ended. */
  whole?: Pick<Settled, 'status' | 'responseBytes' | 'responseCommitment'>;
}

/** By place in the log. Throws `TlogError` where a body is no leaf of a gateway. */
export async function loggedRequests(
  source: LogSource,
  size: number,
): Promise<Map<number, LoggedRequest>> {
  const requests = new Map<number, LoggedRequest>();
  for (let bundle = 0; bundle * tileWidth < size; bundle++) {
    const bytes = await source.read(bodiesPath(bundle), bodiesBytesMax);
    if (bytes === undefined) continue;
    for (const { index, body } of parseBodies(bytes)) {
      if (index < size) take(requests, index, body);
    }
  }
  return requests;
}

function take(requests: Map<number, LoggedRequest>, index: number, body: string): void {
  const { type, payload } = leafIn(body);
  if (type === 'gateway.request_admitted') {
    const { grant, method, requestBytes, requestCommitment } = payload as LeafPayloads[typeof type];
    requests.set(index, { grant, method, requestBytes, requestCommitment });
  }
  if (type === 'gateway.request_settled') {
    const { admitted, status, responseBytes, responseCommitment } = payload as Settled;
    const request = requests.get(admitted);
    if (request !== undefined) request.whole = { status, responseBytes, responseCommitment };
  }
}

function leafIn(body: string): ReturnType<typeof readLeafBody> {
  try {
    return readLeafBody(body);
  } catch {
    throw new TlogError('holds an entry that is no gateway’s');
  }
}
