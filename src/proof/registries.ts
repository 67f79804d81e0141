/**
 * Where this host's own package clients would look: the addresses come from the settings of npm,
 * pip and apt, so an installation behind a mirror uses its mirror and Sallyport names no registry.
 * Only settings are asked for; no client downloads, so none can run package code. What an address
 * serves is believed only when it has the digest that the bundle pins.
 */
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { parsePurl, type Purl } from '#standards/purl';
import { problemInPurl } from './registry-names.ts';

const execute = promisify(execFile);
const settingMs = 20_000;
const settingBytesMax = 1024 * 1024;
const indexBytesMax = 16 * 1024 * 1024;

type FetchBytes = (url: string, bytesMax: number, signal: AbortSignal) => Promise<Uint8Array>;

export class Registries {
  readonly #fetchBytes: FetchBytes;
  readonly #settings = new Map<string, Promise<string>>();

  constructor(fetchBytes: FetchBytes) {
    this.#fetchBytes = fetchBytes;
  }

  /** Addresses to try in turn, likeliest first. Throws with what to configure. */
  async locate(purlText: string, integrity: string, signal: AbortSignal): Promise<string[]> {
    // Checked where it is used: these words end in addresses and on command lines.
    const problem = problemInPurl(purlText);
    if (problem !== undefined) throw new Error(problem);
    const purl = parsePurl(purlText);
    switch (purl.type) {
      case 'npm':
        return [await this.#npm(purl)];
      case 'pypi':
        return [await this.#pypi(purl, integrity, signal)];
      case 'deb':
        return this.#debian(purl);
      default:
        throw new Error(`no registry is known for packages of type \`${purl.type}\`; give \`url\``);
    }
  }

  /** The address every npm registry gives its tarballs; a scope may have a registry of its own. */
  async #npm({ namespace, name, version }: Purl): Promise<string> {
    const full = namespace === null ? name : `${namespace}/${name}`;
    const scoped = namespace === null ? '' : await this.#npmSetting(`${namespace}:registry`);
    const registry = scoped === '' ? await this.#npmSetting('registry') : scoped;
    return new URL(`${full}/-/${name}-${version}.tgz`, withSlash(registry)).href;
  }

  async #npmSetting(key: string): Promise<string> {
    const value = await this.#ask('npm', ['config', 'get', key]);
    return value === 'undefined' || value === 'null' ? '' : value;
  }

  /** The simple repository API (PEP 503): each file's address carries its SHA-256. */
  async #pypi({ name }: Purl, integrity: string, signal: AbortSignal): Promise<string> {
    const index = withSlash(await this.#ask('python3', ['-I', '-c', pipIndex]));
    const page = new URL(`${name.toLowerCase().replace(/[-_.]+/g, '-')}/`, index);
    const html = Buffer.from(await this.#fetchBytes(page.href, indexBytesMax, signal)).toString(
      'utf8',
    );
    const wanted = sha256Of(integrity);
    for (const [, href = ''] of html.matchAll(/<a\s[^>]*?href\s*=\s*"([^"]{1,2000})"/gi)) {
      const url = new URL(href.replaceAll('&amp;', '&'), page);
      if (url.hash !== `#sha256=${wanted}`) continue;
      url.hash = '';
      return url.href;
    }
    throw new Error(
      'the index has no file with this digest; check name and version, or give `url`',
    );
  }

  /** Every pool of this host's mirrors, the security archive's layout included. */
  async #debian({ name, version }: Purl): Promise<string[]> {
    const targets = await this.#ask('apt-get', [
      'indextargets',
      '--format',
      '$(REPO_URI) $(COMPONENT)',
    ]);
    const prefix = name.startsWith('lib') ? name.slice(0, 4) : name.slice(0, 1);
    const file = `${name}_${(version as string).replace(/^\d+:/, '')}.dsc`;
    const pools = new Set<string>();
    for (const row of targets.split('\n')) {
      const [base, component] = row.trim().split(' ');
      if (base === undefined || component === undefined || !/^https?:/.test(base)) continue;
      for (const pool of ['pool', 'pool/updates']) {
        pools.add(new URL(`${pool}/${component}/${prefix}/${name}/${file}`, withSlash(base)).href);
      }
    }
    if (pools.size === 0) throw new Error('apt has no sources here; configure them, or give `url`');
    return [...pools].slice(0, 32);
  }

  /**
   * The digest npm's registry states for a version a person named. Only npm states one for the
   * whole package; others are pinned in the bundle.
   */
  async pin(purlText: string): Promise<string | undefined> {
    const { type, namespace, name, version } = parsePurl(purlText);
    if (type !== 'npm') return undefined;
    const full = namespace === null ? name : `${namespace}/${name}`;
    if (problemInPurl(purlText) !== undefined) return undefined;
    // A version that is not there fails like one that is not pinned: neither may be run.
    const stated = await this.#ask('npm', [
      'view',
      '--',
      `${full}@${version}`,
      'dist.integrity',
    ]).catch(() => '');
    return stated.split(/\s/).find((digest) => digest.startsWith('sha512-'));
  }

  /** One setting of one client, asked once. */
  #ask(program: string, argv: string[]): Promise<string> {
    const key = [program, ...argv].join(' ');
    const known = this.#settings.get(key);
    if (known !== undefined) return known;
    const asked = execute(program, argv, {
      cwd: tmpdir(),
      timeout: settingMs,
      maxBuffer: settingBytesMax,
    }).then(
      ({ stdout }) => stdout.trim(),
      () => {
        this.#settings.delete(key);
        throw new Error(
          `\`${program}\` does not say where packages are; install and configure it, or give \`url\``,
        );
      },
    );
    this.#settings.set(key, asked);
    return asked;
  }
}

/** pip's own answer: its configuration, else the default it was built with. */
const pipIndex = `
from pip._internal.configuration import Configuration
from pip._internal.models.index import PyPI
configuration = Configuration(isolated=False)
configuration.load()

def setting(key):
    try:
        return configuration.get_value(key)
    except Exception:
        return None

keys = (":env:.index-url", "install.index-url", "global.index-url")
print(next((value for value in map(setting, keys) if value), PyPI.simple_url))
`;

function sha256Of(integrity: string): string {
  if (integrity.startsWith('sha256:')) return integrity.slice('sha256:'.length);
  if (integrity.startsWith('sha256-'))
    return Buffer.from(integrity.slice('sha256-'.length), 'base64').toString('hex');
  throw new Error('a Python index names files by SHA-256; pin the package with `sha256:…`');
}

const withSlash = (url: string) => (url.endsWith('/') ? url : `${url}/`);
