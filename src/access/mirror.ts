/**
 * The mirrored log as the files of a C2SP log: what `ledger verify` reads from a folder or an address, made
 * from the rows. Everything is as of the newest signed checkpoint whose entries are all held, and cut there:
 * what was pulled since waits for the next.
 */
import type { Db } from '#platform/db';
import {
  bodiesPath,
  checkpointPath,
  encodeBundle,
  entryBundlePath,
  formatBodies,
  formatKeysFile,
  keysFilePath,
  parseTilePath,
  parseVkey,
  tilePath,
  tileWidth,
  widthIn,
  type LogSource,
  type NoteKey,
} from '#standards/tlog';
import { leavesBetween, tileOf, type LeafRow, type MirrorRow } from './mirror-store.ts';
import type { ConnectedSubmission } from './submission-store.ts';

/** A witness of each side that named one. */
export const witnessesOf = ({ gateway }: ConnectedSubmission): NoteKey[] =>
  [gateway.developerWitness, gateway.evaluatorWitness].flatMap((vkey) =>
    vkey === null ? [] : parseVkey(vkey),
  );

export function mirrorSource(
  db: Db,
  submission: ConnectedSubmission,
  mirror: Pick<MirrorRow, 'checkpoint' | 'checkpointSize'>,
): LogSource {
  const size = mirror.checkpointSize;
  const leavesOf = (bundle: number): Promise<LeafRow[]> =>
    leavesBetween(db, submission.id, bundle * tileWidth, Math.min(size, (bundle + 1) * tileWidth));
  return {
    async read(path) {
      if (path === checkpointPath) return bytesOf(mirror.checkpoint ?? undefined);
      if (path === keysFilePath) {
        const log = parseVkey(submission.gateway.logVkey);
        return bytesOf(formatKeysFile({ log, witnesses: witnessesOf(submission) }));
      }
      const isBodies = path.startsWith('bodies/');
      const place = parseTilePath(isBodies ? path.replace('bodies/', 'tile/entries/') : path);
      if (place === undefined) return undefined;
      if (isBodies) return bytesOf(bodiesOf(await leavesOf(place.index)));
      const width = widthIn(size, 'level' in place ? place.level : 0, place.index);
      if (place.width !== width) return undefined;
      if ('entries' in place) {
        return encodeBundle((await leavesOf(place.index)).map(({ entry }) => entry));
      }
      const hashes = await tileOf(db, submission.id, place.level, place.index);
      return hashes?.subarray(0, 32 * width);
    },
  };
}

/** Every path of the log, in the order in which an archive holds it. */
export function* pathsOf(size: number): Generator<string> {
  yield checkpointPath;
  yield keysFilePath;
  for (let bundle = 0; widthIn(size, 0, bundle) > 0; bundle++) {
    yield entryBundlePath(bundle, widthIn(size, 0, bundle));
    yield bodiesPath(bundle);
  }
  for (let level = 0; widthIn(size, level, 0) > 0; level++) {
    for (let index = 0; widthIn(size, level, index) > 0; index++) {
      yield tilePath({ level, index, width: widthIn(size, level, index) });
    }
  }
}

function bodiesOf(leaves: readonly LeafRow[]): string {
  return formatBodies(
    leaves.flatMap(({ index, salt, body }) =>
      salt === null || body === null ? [] : { index, salt, body },
    ),
  );
}

const bytesOf = (text: string | undefined): Uint8Array | undefined =>
  text === undefined ? undefined : Buffer.from(text, 'utf8');
