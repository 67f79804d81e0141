/** The gateways beside ours, each in a folder of its own; absent where a registry does not serve them, and said so. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Peer {
  name: string;
  port: number;
  command: string;
  args: string[];
  env: Record<string, string>;
  /** What makes it pass a request on to the endpoint at this port of loopback. */
  headers(endpointPort: number): Record<string, string>;
}

const portkey = { package: '@portkey-ai/gateway', version: '1.15.2', port: 9100 };
const litellm = { version: '1.80.0', port: 9200 };
const installMsMax = 300_000;

export function installPortkey(work: string): Peer | undefined {
  const folder = join(work, 'portkey');
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({
      private: true,
      dependencies: { [portkey.package]: portkey.version },
      // Newer ones break its streams.
      overrides: { hono: '4.9.7', '@hono/node-server': '1.13.5' },
    }),
  );
  const install = ['install', '--ignore-scripts', '--no-audit', '--no-fund'];
  if (!isInstalled('Portkey', folder, [['npm', install]])) return undefined;
  const program = join(folder, 'node_modules', portkey.package, 'build', 'start-server.js');
  return {
    name: `Portkey ${portkey.version}`,
    port: portkey.port,
    command: process.execPath,
    args: [program, `--port=${portkey.port}`, '--headless'],
    env: { NODE_ENV: 'production' },
    headers: (port) => ({
      'x-portkey-provider': 'openai',
      'x-portkey-custom-host': `http://127.0.0.1:${port}/v1`,
      authorization: 'Bearer x',
    }),
  };
}

/** One worker, no database, one model per endpoint it is to reach. */
export function installLiteLlm(
  work: string,
  model: string,
  endpointPort: number,
): Peer | undefined {
  const folder = join(work, 'litellm');
  mkdirSync(folder);
  const steps: [string, string[]][] = [
    ['python3', ['-m', 'venv', folder]],
    [join(folder, 'bin', 'pip'), ['install', '--quiet', `litellm[proxy]==${litellm.version}`]],
  ];
  if (!isInstalled('LiteLLM', folder, steps)) return undefined;
  const config = join(folder, 'config.json');
  const params = {
    model: `openai/${model}`,
    api_base: `http://127.0.0.1:${endpointPort}/v1`,
    api_key: 'x',
  };
  writeFileSync(
    config,
    JSON.stringify({ model_list: [{ model_name: model, litellm_params: params }] }),
  );
  return {
    name: `LiteLLM ${litellm.version}`,
    port: litellm.port,
    command: join(folder, 'bin', 'litellm'),
    args: ['--config', config, '--port', String(litellm.port), '--num_workers', '1'],
    env: { LITELLM_LOG: 'ERROR', LITELLM_MODE: 'PRODUCTION' },
    headers: () => ({ authorization: 'Bearer x' }),
  };
}

function isInstalled(name: string, cwd: string, steps: [string, string[]][]): boolean {
  try {
    for (const [command, args] of steps) {
      execFileSync(command, args, { cwd, stdio: 'ignore', timeout: installMsMax });
    }
    return true;
  } catch {
    console.log(`${name} could not be installed here; measured without it`);
    return false;
  }
}
