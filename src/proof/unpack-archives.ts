/**
 * Archives of packages and sources, opened in the sandbox: whoever made them may be hostile to
 * whoever opens them, so it is tar's own process there that meets them, and never ours.
 */
import type { ArtefactFormat } from './fetch.ts';
import { places } from './layout.ts';
import { lastWords, runIn, StepFailed, unpackLimits, type Stage } from './step.ts';

/** One archive and where it goes. */
export interface Placed {
  path: string;
  format: ArtefactFormat;
  into: string;
  strip: number;
}

/** `FORMAT STRIP ARCHIVE FOLDER` four by four; the words are data, never read by the shell. */
const unpackScript = `
while [ $# -gt 0 ]; do
  mkdir -p "$4"
  case $1 in
    tar) tar --extract --file="$3" --directory="$4" --strip-components="$2" --no-same-owner --no-same-permissions --touch ;;
    wheel) python3 -I -m zipfile -e "$3" "$4" ;;
  esac || { echo "cannot unpack \${3##*/}" >&2; exit 1; }
  shift 4
done
chmod -R a+rX .
`;

/** All of them in one run: a package is small, and a run is not free. */
export async function unpackAll(
  stage: Stage,
  tree: string,
  archives: readonly Placed[],
): Promise<void> {
  if (archives.length === 0) return;
  const words = archives.flatMap(({ path, format, into, strip }) => [
    format,
    String(strip),
    `/archives/${path}`,
    into === '' ? places.target : `${places.target}/${into}`,
  ]);
  const run = await runIn(stage, {
    argv: ['/bin/sh', '-uc', unpackScript, 'unpack', ...words],
    cwd: places.target,
    env: { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' },
    mounts: [
      { host: stage.archives, inside: '/archives', access: 'read' },
      { host: tree, inside: places.target, access: 'write' },
    ],
    limits: unpackLimits,
  });
  if (run.exitCode === 0 && run.stopped === null) return;
  const why = run.stopped === null ? lastWords(run) : `stopped at the ${run.stopped} limit`;
  throw new StepFailed('fetch-failed', `what was fetched does not unpack: ${why}`);
}
