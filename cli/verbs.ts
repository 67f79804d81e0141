/**
 * A command of several verbs, such as `keys new` and `keys show`: each with its own usage, options and
 * number of arguments. An option of another verb is refused instead of being passed over.
 */
import { CliError, exitCodes, MisfitError, type Command, type CommandResult } from './command.ts';
import { visible } from './terminal-text.ts';

export interface VerbInput {
  positionals: string[];
  /** An option's value, or nothing. */
  option(name: string): string | undefined;
  /** An option that may be given several times. */
  options(name: string): string[];
  /** An option that must be given. */
  required(name: string): string;
  isSet(name: string): boolean;
}

export interface Verb {
  /** What follows the command's name. */
  usage: string;
  options: Command['options'];
  /** How many arguments stand beside the options. */
  takes: number;
  /** What is sent under another name than its option's: `{ plannedReleaseAt: '--release' }`. */
  calls?: Readonly<Record<string, string>>;
  execute(input: VerbInput): Promise<CommandResult | undefined> | CommandResult;
}

const common = ['json', 'help'];

export function commandOf(name: string, verbs: Readonly<Record<string, Verb>>): Command {
  const lineOf = (verb: Verb) => `${name} ${verb.usage}`;
  const usage = Object.values(verbs).map(lineOf).join('\n       sallyport ');
  return {
    usage,
    options: Object.assign({}, ...Object.values(verbs).map(({ options }) => options)),
    async execute({ values, positionals: [verbName = '', ...positionals] }) {
      const verb = Object.hasOwn(verbs, verbName) ? verbs[verbName] : undefined;
      if (verb === undefined) {
        throw new CliError(
          exitCodes.invalidInput,
          verbName === '' ? `usage: sallyport ${usage}` : unknownVerb(name, verbName, verbs),
        );
      }
      const misused = (what: string) =>
        new CliError(exitCodes.invalidInput, `${what}\nusage: sallyport ${lineOf(verb)}`);
      const strays = Object.keys(values).filter(
        (option) => !(option in verb.options) && !common.includes(option),
      );
      if (strays.length > 0) {
        throw misused(`\`${name} ${verbName}\` takes no \`--${strays.join('`, `--')}\``);
      }
      // What was typed is not repeated: it may be a secret that was meant for standard input.
      if (positionals.length !== verb.takes) {
        throw misused(`\`${name} ${verbName}\` takes ${argumentsInWords(verb.takes)}`);
      }
      const option = (option: string) => {
        const value = values[option];
        return typeof value === 'string' ? value : undefined;
      };
      const input: VerbInput = {
        positionals,
        option,
        options: (option) => [values[option] ?? []].flat().map(String),
        required(name) {
          const value = option(name);
          if (value === undefined || value === '') throw misused(`give \`--${name}\``);
          return value;
        },
        isSet: (option) => values[option] === true,
      };
      try {
        return await verb.execute(input);
      } catch (error) {
        throw error instanceof MisfitError ? error.named(asTyped(verb)) : error;
      }
    },
  };
}

const unknownVerb = (name: string, verbName: string, verbs: object): string =>
  `\`${name}\` has no \`${visible(verbName)}\`; it has ${Object.keys(verbs).join(', ')}`;

/** A member by the option or argument that it was given with; one of a file by its place in it. */
function asTyped({ options, calls = {} }: Verb): (pointer: string) => string {
  return (pointer) => {
    const member = pointer.split('/').findLast((part) => !/^\d+$/.test(part)) ?? '';
    const option = member.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return calls[member] ?? (Object.hasOwn(options, option) ? `--${option}` : pointer);
  };
}

const argumentsInWords = (count: number): string =>
  `${count === 0 ? 'no' : count} ${count > 1 ? 'arguments' : 'argument'} besides its options`;
