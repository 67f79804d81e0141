/** Everything about the code that needs no running: format, lint, types, generated files. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const tool = (path: string) => fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url));

const checks: { name: string; program: string; args: string[] }[] = [
  {
    name: 'format',
    program: process.execPath,
    args: [tool('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  },
  { name: 'lint', program: process.execPath, args: [tool('eslint/bin/eslint.js'), '.'] },
  {
    name: 'types',
    program: process.execPath,
    args: [tool('typescript-native/bin/tsc'), '-p', 'tsconfig.json'],
  },
  {
    name: 'types of the web UI',
    program: process.execPath,
    args: [tool('typescript-native/bin/tsc'), '-p', 'web/tsconfig.json'],
  },
  {
    name: 'generated files',
    program: process.execPath,
    args: ['--disable-warning=ExperimentalWarning', 'scripts/generate.ts', '--check'],
  },
];

/** Runs all, prints what fails. Returns how many passed and failed. */
export function check(): { passed: number; failed: number } {
  let failed = 0;
  for (const { name, program, args } of checks) {
    const { status, stdout, stderr } = spawnSync(program, args, {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    process.stdout.write(`${status === 0 ? 'ok  ' : 'FAIL'} ${name}\n`);
    if (status !== 0) {
      failed += 1;
      process.stdout.write(`${stdout}${stderr}\n`);
    }
  }
  return { passed: checks.length - failed, failed };
}

if (import.meta.main) process.exitCode = check().failed > 0 ? 1 : 0;
