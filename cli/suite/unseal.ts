/**
 * `suite unseal` and `suite approve`: the two custodians' parts over a server. The first asks and gives their
 * halves; the other's halves are the approval, so one that is only clicked does nothing. Both name the runner
 * whom they mean: a half is never encrypted to whomever the server says.
 */
import { CliError, exitCodes, type CommandResult } from '../command.ts';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { listed } from '../grant/words.ts';
import { call, serverOptions, type Server } from '../server.ts';
import { counted } from '../terminal-text.ts';
import type { Verb } from '../verbs.ts';
import { checkedRecipient, readIdentity, type Identity } from './identity.ts';
import { ownShares, suitePath, unsealPath, unsealView, type UnsealView } from './on-server.ts';
import { released, type Half } from './share.ts';

export const request: Verb = {
  usage: `unseal SUITE --run RUN --key FILE --to RECIPIENT --because TEXT [--task NAME]… ${onServerUsage}`,
  options: {
    ...serverOptions,
    run: { type: 'string' },
    key: { type: 'string' },
    to: { type: 'string' },
    because: { type: 'string' },
    task: { type: 'string', multiple: true },
  },
  takes: 1,
  async execute(input) {
    const [suiteId = ''] = input.positionals;
    const recipient = checkedRecipient(input.required('to'), 'to');
    const [runId, because] = [input.required('run'), input.required('because')];
    const identity = await readIdentity(input.required('key'));
    const server = serverFrom(input);
    const shares = await ownReleased(server, suiteId, identity, recipient, input.options('task'));
    return shown(
      await call(server, unsealView, {
        method: 'POST',
        path: suitePath(suiteId, '/unseals'),
        value: { runId, recipient, because, shares },
      }),
    );
  },
};

export const approve: Verb = {
  usage: `approve UNSEAL --key FILE --to RECIPIENT ${onServerUsage}`,
  options: { ...serverOptions, key: { type: 'string' }, to: { type: 'string' } },
  takes: 1,
  async execute(input) {
    const [id = ''] = input.positionals;
    const recipient = checkedRecipient(input.required('to'), 'to');
    const identity = await readIdentity(input.required('key'));
    const server = serverFrom(input);
    const asked = await call(server, unsealView, { method: 'GET', path: unsealPath(id) });
    if (asked.recipient !== recipient) {
      throw new CliError(
        exitCodes.refused,
        `\`${id}\` asks for another runner than you name: \`${asked.recipient}\`; nothing was released`,
      );
    }
    const shares = await ownReleased(server, asked.suiteId, identity, recipient, asked.tasks);
    const path = unsealPath(id, '/approval');
    return shown(await call(server, unsealView, { method: 'POST', path, value: { shares } }));
  },
};

async function ownReleased(
  server: Server,
  suiteId: string,
  identity: Identity,
  runner: string,
  names: readonly string[],
): Promise<Half[]> {
  const path = suitePath(suiteId, '/shares');
  const { shares } = await call(server, ownShares, { method: 'GET', path });
  const unknown = names.find((name) => !shares.some(({ task }) => task === name));
  if (unknown !== undefined) {
    throw new CliError(exitCodes.invalidInput, `the suite has no task \`${unknown}\``);
  }
  const wanted = shares.filter(({ task }) => names.length === 0 || names.includes(task));
  return await released(wanted, identity, runner);
}

const shown = (view: UnsealView): CommandResult => ({
  exitCode: exitCodes.done,
  value: view,
  text: listed([
    ['unseal', view.id],
    ['state', view.state],
    ['run', view.runId],
    ['runner', view.recipient],
    ['tasks', `${counted(view.tasks.length)}: ${view.tasks.join(', ')}`],
    ['asked by', `${view.requestedBy}, because ${view.because}`],
  ]).join('\n'),
});
