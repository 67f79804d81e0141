/** Prints each step with its evidence and how long it took. */
export class Narrator {
  readonly #startedAt = performance.now();
  #steps = 0;

  say(text: string): void {
    process.stdout.write(`${text}\n`);
  }

  title(text: string): void {
    process.stdout.write(`\n— ${text}\n`);
  }

  /** Runs a step; a step that fails says so and ends the demonstration. */
  async step<T>(name: string, work: () => Promise<{ value: T; evidence: string }>): Promise<T> {
    const startedAt = performance.now();
    const number = String(++this.#steps).padStart(2);
    try {
      const { value, evidence } = await work();
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(2).padStart(7);
      process.stdout.write(
        `${number}. ${name}\n    ${seconds} s   ${evidence.replaceAll('\n', '\n                ')}\n`,
      );
      return value;
    } catch (error) {
      process.stdout.write(`${number}. ${name}\n    FAILED   ${(error as Error).message}\n`);
      throw error;
    }
  }

  end(url: string, names: readonly string[]): void {
    const seconds = ((performance.now() - this.#startedAt) / 1000).toFixed(0);
    process.stdout.write(
      `\n${this.#steps} steps in ${seconds} s. The web UI is open at ${url}\n` +
        `Sign in as ${names.join(', ')}.\nStop with Ctrl-C.\n`,
    );
  }
}
