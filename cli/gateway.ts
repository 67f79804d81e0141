/**
 * `sallyport gateway CONFIG`: runs the gateway of one submission in the developer's network, until it
 * is told to stop.
 */
import { ConfigFault, readGatewayConfig, startGateway } from '../gateway/index.ts';
import packageJson from '../package.json' with { type: 'json' };
import { CliError, exitCodes, type Command } from './command.ts';

const gateway: Command = {
  usage: 'gateway CONFIG.json',
  options: {},
  async execute({ positionals }) {
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) {
      throw new CliError(
        exitCodes.invalidInput,
        'name one configuration file; see docs/gateway.md',
      );
    }
    const running = await startGateway(configOf(path));
    const { desk, url, statusUrl } = running;
    process.stdout.write(
      `gateway of ${desk.submission} at ${url}\nlog ${desk.ledger.origin}, ${desk.ledger.size} entries\nwho uses it, and the button that ends it: ${statusUrl}\n`,
    );
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    });
    await running.close();
    return undefined;
  },
};
export default gateway;

function configOf(path: string) {
  try {
    return readGatewayConfig(path, packageJson.version);
  } catch (error) {
    if (error instanceof ConfigFault) throw new CliError(exitCodes.invalidInput, error.message);
    throw new CliError(
      exitCodes.invalidInput,
      `\`${path}\` names something that cannot be used: ${(error as Error).message}`,
      { cause: error },
    );
  }
}
