/**
 * A ClusterFuzz job describes itself in environment variables. Read here as reading options, so
 * that a trace taken inside such a job is read as the job itself would read it.
 */
import type { ParseOptions } from './crash.ts';

/** Beyond this red zone (bytes) ClusterFuzz takes memory running out for its own doing. */
const redZoneMax = 64;

/** The options a job's environment asks for; absent variables ask for nothing. */
export function clusterFuzzSettings(
  env: Readonly<Record<string, string | undefined>>,
): ParseOptions {
  const options: ParseOptions = {};
  const report = env['REPORT_OOMS_AND_HANGS'];
  if (isSet(report)) {
    options.oomsAndHangs = report === 'FORCE' || !(Number(env['REDZONE']) > redZoneMax);
  }
  if (isSet(env['FUZZ_TARGET'])) options.fuzzTarget = env['FUZZ_TARGET'] as string;
  if (isSet(env['DETECT_V8_RUNTIME_ERRORS'])) options.v8RuntimeErrors = true;
  if (isSet(env['CHECKS_HAVE_SECURITY_IMPLICATION'])) options.checksAreSecurityRelevant = true;
  const asserts = env['ASSERTS_HAVE_SECURITY_IMPLICATION'];
  if (asserts !== undefined) options.assertsAreSecurityRelevant = isSet(asserts);
  return options;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && !['', '0', 'false', 'none'].includes(value.toLowerCase());
}
