/**
 * `sallyport verify-fix BUNDLE…`: whether a fix stops every reproducer given, builds, keeps the tests
 * passing and leaves benign inputs as they were. Without `--fix`, the fix the first bundle names.
 */
import { readFile, stat } from 'node:fs/promises';
import { InvalidBundle, verifyFix, type FixCheck, type GivenFix } from '#proof';
import { CliError, exitCodes, type Command, type ExitCode } from './command.ts';
import { loadBundle, refusedBundle, showProgress, withProofParts } from './proving.ts';

const diffBytesMax = 1024 * 1024;

const command: Command = {
  usage: 'verify-fix BUNDLE... [--fix DIFF|VERSION] [--tier any|not-shared-kernel]',
  options: { fix: { type: 'string' }, tier: { type: 'string' } },
  async execute({ values, positionals }) {
    const [path, ...more] = positionals;
    if (path === undefined)
      throw new CliError(exitCodes.invalidInput, `usage: sallyport ${command.usage}`);
    const fix = typeof values['fix'] === 'string' ? await readFix(values['fix']) : undefined;
    try {
      const bundle = await loadBundle(path);
      const others = await Promise.all(more.map(loadBundle));
      const check = await withProofParts(values['tier'], (parts) =>
        verifyFix(bundle, fix, {
          ...parts,
          others,
          onProgress: showProgress(values['json'] === true),
        }),
      );
      return { exitCode: exitCodeOf(check), value: check, text: table(check) };
    } catch (error) {
      if (error instanceof InvalidBundle) return refusedBundle(error);
      throw error;
    }
  },
};
export default command;

/** A file is a diff; anything else that looks like one version is a version. */
async function readFix(given: string): Promise<GivenFix> {
  const status = await stat(given).catch(() => undefined);
  if (status?.isFile() === true) {
    if (status.size > diffBytesMax)
      throw new CliError(
        exitCodes.invalidInput,
        `\`${given}\` is larger than 1 MiB; send the fix alone`,
      );
    return { kind: 'diff', diff: await readFile(given) };
  }
  if (/^[0-9][\w.+~:-]*$/.test(given) && !given.includes('/'))
    return { kind: 'version', version: given };
  throw new CliError(
    exitCodes.invalidInput,
    `\`${given}\` is neither a file nor a version; give a unified diff, or a version such as \`1.2.4\``,
  );
}

function exitCodeOf({ verdict }: FixCheck): ExitCode {
  if (verdict === 'verified') return exitCodes.done;
  if (verdict === 'refused' || verdict === 'sandbox-failed') return exitCodes.refused;
  if (verdict === 'invalid-bundle') return exitCodes.invalidInput;
  return verdict === 'fetch-failed' ? exitCodes.unreachable : exitCodes.failed;
}

function table(check: FixCheck): string {
  const { inputs, unchanged, silent } = check.negativeControls;
  const rows: [string, string][] = [
    ['verdict', check.verdict],
    ['why', check.reason],
    ...check.reproducers.map(
      ({ title, baseHits, fixedHits, runs, isStopped }): [string, string] => [
        isStopped ? 'stopped' : 'not stopped',
        `${title}: ${baseHits} of ${runs} hits before, ${fixedHits} with the fix`,
      ],
    ),
    ...check.regressions.map(({ where, detail }): [string, string] => [
      'regression',
      `${where}: ${detail}`,
    ]),
    [
      'benign',
      `${unchanged} of ${inputs} unchanged${silent > 0 ? `, ${silent} without output to compare` : ''}`,
    ],
    ...(check.size === null
      ? []
      : ([['size', `${check.size.files} files, +${check.size.added} -${check.size.removed}`]] as [
          string,
          string,
        ][])),
  ];
  return rows.map(([name, value]) => `${name.padEnd(11)} ${value}`).join('\n');
}
