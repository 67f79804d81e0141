/** The stories: which bundles, which fix, which advisory, and whose real inventory closes it. */
import { packageRoot } from '#app';
import { hostInventory, projectInventory, type LivingInventory } from './inventories.ts';
import { installedVersion } from './operator-inventories.ts';

export interface Story {
  title: string;
  /** Bundles of two finders, in `demo/`. */
  bundles: [first: string, second: string];
  fixVersion: string;
  advisory: string;
  /** The operator's name for the system. */
  system: string;
  inventory: LivingInventory;
}

/** Two stories: one npm package, and one C library that this host's Debian has. */
export async function storiesForThisHost(): Promise<Story[]> {
  const project: Story = {
    title: '@fastify/static, CVE-2026-6414: files behind a password, read without one',
    bundles: ['fastify-static-portal', 'fastify-static-server'],
    fixVersion: '9.1.1',
    advisory: 'fastify-static.json',
    system: 'Web application (this project)',
    inventory: projectInventory(packageRoot, '@fastify/static', '9.1.0', '9.1.1'),
  };
  const hasGiflib = (await installedVersion('libgif7')) !== undefined;
  const library: Story = hasGiflib
    ? {
        title: 'giflib, CVE-2026-26740: four bytes written past the heap by a short GIF',
        bundles: ['giflib-tool', 'giflib-disposal'],
        fixVersion: '5.2.1-2.5+deb12u1',
        advisory: 'giflib.json',
        system: 'Front desk computer (this host)',
        inventory: hostInventory('giflib', 'libgif7'),
      }
    : {
        title: 'liblzma, CVE-2026-34743: a record written past the heap by an empty .xz file',
        bundles: ['xz-index', 'xz-archive'],
        fixVersion: '5.4.1-1+deb12u2',
        advisory: 'xz-utils.json',
        system: 'Front desk computer (this host)',
        inventory: hostInventory('xz-utils', 'liblzma5'),
      };
  return [project, library];
}
