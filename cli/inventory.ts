/**
 * `sallyport inventory`: this host's packages (dpkg, npm, pip) as CycloneDX, ready for
 * `sallyport match` or an operator's upload. It reads files and runs nothing of the host's.
 */
import { randomUUID } from 'node:crypto';
import { homedir, hostname } from 'node:os';
import path from 'node:path';
import { writeCycloneDx, type InventoryComponent } from '#standards/sbom';
import manifest from '../package.json' with { type: 'json' };
import { CliError, exitCodes, type Command } from './command.ts';
import { dpkgPackages } from './inventory/dpkg.ts';
import { HostFiles } from './inventory/host-files.ts';
import { globalNpmFolders, npmPackages } from './inventory/npm.ts';
import { pipPackages, projectSitePackages, sitePackages } from './inventory/pip.ts';
import { visible } from './terminal-text.ts';

const problemsPrinted = 20;

const command: Command = {
  usage: 'inventory [--dir PROJECT]… [--root DIR] [--name NAME]   (CycloneDX 1.6 JSON on stdout)',
  options: {
    dir: { type: 'string', multiple: true },
    root: { type: 'string', default: '/' },
    name: { type: 'string' },
  },
  async execute({ values }) {
    const root = path.resolve(String(values['root']));
    const host = await rootAt(root);
    const { components: onHost, summary } = await hostPackages(
      host,
      root === '/' ? [homedir()] : [],
    );
    let components = onHost;
    for (const project of (values['dir'] as string[] | undefined) ?? []) {
      const files = await rootAt(path.resolve(project));
      const found = await projectPackages(files);
      components = components.concat(found);
      summary.push(`${found.length} in \`${project}\``);
      for (const problem of files.problems) host.problems.push(problem);
    }
    const merged = mergeByPurl(components);
    report(merged.length, summary, host.problems);
    const document = writeCycloneDx({
      subject: {
        name: typeof values['name'] === 'string' ? values['name'] : hostname(),
        type: 'device',
      },
      components: merged,
      takenAt: new Date(),
      serialUuid: randomUUID(),
      tool: { name: 'sallyport', version: manifest.version },
    }).trimEnd();
    return { exitCode: exitCodes.done, value: JSON.parse(document), text: document };
  },
};
export default command;

async function rootAt(folder: string): Promise<HostFiles> {
  try {
    return await HostFiles.at(folder);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    throw new CliError(
      exitCodes.invalidInput,
      `\`${visible(folder)}\` cannot be opened (${reason}); give a folder this user may read`,
      { cause: error },
    );
  }
}

async function hostPackages(files: HostFiles, homes: string[]) {
  const dpkg = await dpkgPackages(files);
  let npm: InventoryComponent[] = [];
  for (const folder of globalNpmFolders) npm = npm.concat(await npmPackages(files, folder));
  const pip = await pipPackages(files, await sitePackages(files, homes));
  const left = pip.leftToDpkg === 0 ? '' : ` (${pip.leftToDpkg} more are dpkg's)`;
  const summary = [
    `${dpkg.length} dpkg`,
    `${npm.length} npm`,
    `${pip.components.length} pip${left}`,
  ];
  return { components: [...dpkg, ...npm, ...pip.components], summary };
}

async function projectPackages(files: HostFiles): Promise<InventoryComponent[]> {
  const pip = await pipPackages(files, await projectSitePackages(files, '.'));
  return [...(await npmPackages(files, '.')), ...pip.components];
}

/** One component for a purl, with every place it was found. */
function mergeByPurl(components: readonly InventoryComponent[]): InventoryComponent[] {
  const merged = new Map<string, InventoryComponent>();
  for (const component of components) {
    const known = merged.get(component.purl);
    const foundIn = [...new Set([...(known?.foundIn ?? []), ...(component.foundIn ?? [])])];
    merged.set(component.purl, { ...(known ?? component), foundIn });
  }
  return [...merged.values()];
}

/** On stderr, so that stdout stays a document. */
function report(total: number, summary: string[], problems: readonly string[]): void {
  process.stderr.write(`sallyport: ${total} packages: ${summary.map(visible).join(', ')}\n`);
  for (const problem of problems.slice(0, problemsPrinted)) {
    process.stderr.write(`sallyport: ${visible(problem)}\n`);
  }
  if (problems.length > problemsPrinted) {
    process.stderr.write(`sallyport: and ${problems.length - problemsPrinted} more problems\n`);
  }
}
