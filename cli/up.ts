/** `sallyport up`: server, workers, database and web UI in one command, until interrupted. */
import { readConfig, up } from '#app';
import { CliError, exitCodes, type Command } from './command.ts';
import { buildWeb } from '../scripts/build-web.ts';

const command: Command = {
  usage: 'up [--data DIR] [--port N] [--dev] [--demo]',
  options: {
    data: { type: 'string' },
    port: { type: 'string' },
    dev: { type: 'boolean' },
    demo: { type: 'boolean' },
  },
  async execute({ values }) {
    const port = values['port'] === undefined ? {} : { port: portOf(String(values['port'])) };
    const dataDir = typeof values['data'] === 'string' ? { dataDir: values['data'] } : {};
    if (values['demo'] === true) {
      const { demo } = await import('../scripts/demo.ts');
      await demo({ ...dataDir, ...port });
      return undefined;
    }
    await buildWeb();
    const installation = await up(readConfig({ ...dataDir, ...port, dev: values['dev'] === true }));
    process.stdout.write(`Sallyport is at ${installation.url}\n`);
    await new Promise<void>((ended) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended());
    });
    await installation.close();
    return undefined;
  },
};

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new CliError(
    exitCodes.invalidInput,
    `\`--port ${text}\` is not a port; give a number from 0 (any) to 65535`,
  );
}

export default command;
