/**
 * Files of the host being inventoried, which may be a mounted image nobody trusts: only regular
 * files within limits are read, and a link that leads out of the root is as good as absent.
 */
import { open, readdir, realpath } from 'node:fs/promises';
import path from 'node:path';

const entriesMax = 200_000;

export class HostFiles {
  readonly #root: string;
  /** What was there but could not be read, with the reason. */
  readonly problems: string[] = [];

  private constructor(root: string) {
    this.#root = root;
  }

  /** Throws when the root is no folder this user may read. */
  static async at(root: string): Promise<HostFiles> {
    const real = await realpath(root);
    await readdir(real);
    return new HostFiles(real);
  }

  /** The text of a file, or nothing where there is none. */
  async text(name: string, bytesMax = 1024 * 1024): Promise<string | undefined> {
    const real = await this.#inside(name);
    if (real === undefined) return undefined;
    try {
      const file = await open(real, 'r');
      try {
        const status = await file.stat();
        if (!status.isFile()) return undefined;
        if (status.size > bytesMax) {
          this.problems.push(
            `\`${name}\` has ${status.size} bytes and was not read; the limit is ${bytesMax}`,
          );
          return undefined;
        }
        return await file.readFile('utf8');
      } finally {
        await file.close();
      }
    } catch (error) {
      this.#unreadable(name, error);
      return undefined;
    }
  }

  /** The names in a folder, sorted; none where there is no such folder. */
  async names(name: string): Promise<string[]> {
    const real = await this.#inside(name);
    if (real === undefined) return [];
    try {
      const names = await readdir(real);
      if (names.length > entriesMax) {
        this.problems.push(
          `\`${name}\` holds ${names.length} entries; only ${entriesMax} were read`,
        );
      }
      return names.sort().slice(0, entriesMax);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOTDIR') this.#unreadable(name, error);
      return [];
    }
  }

  async #inside(name: string): Promise<string | undefined> {
    try {
      const real = await realpath(path.join(this.#root, name));
      const isInside =
        real === this.#root || real.startsWith(this.#root === '/' ? '/' : `${this.#root}/`);
      return isInside ? real : undefined;
    } catch (error) {
      if (!['ENOENT', 'ENOTDIR', 'ELOOP'].includes((error as NodeJS.ErrnoException).code ?? '')) {
        this.#unreadable(name, error);
      }
      return undefined;
    }
  }

  #unreadable(name: string, error: unknown): void {
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    if (reason !== 'EISDIR')
      this.problems.push(`\`${name}\` cannot be read (${reason}); run as a user who may`);
  }
}
