/** `sallyport enrol`: an organisation with its first person and office, by whoever holds the keys of this host. */
import { enrolHere, readConfig } from '#app';
import { offices, type Office } from '#platform/auth';
import { CliError, exitCodes, type Command } from './command.ts';
import { withDatabase } from './custody.ts';

const command: Command = {
  usage: `enrol --organisation NAME --person NAME --office ${offices.join('|')} [--data DIR]`,
  options: {
    organisation: { type: 'string' },
    person: { type: 'string' },
    office: { type: 'string', multiple: true },
    data: { type: 'string' },
  },
  async execute({ values }) {
    const organisation = named(values['organisation'], 'organisation');
    const person = named(values['person'], 'person');
    const given = officesOf((values['office'] as string[] | undefined) ?? []);
    const config = readConfig(
      typeof values['data'] === 'string' ? { dataDir: values['data'] } : {},
    );
    const enrolled = await withDatabase(config, (url) =>
      enrolHere(config, url, { name: organisation, people: [{ name: person, offices: given }] }),
    );
    const text = `enrolled ${organisation} as ${enrolled.organisationId}, ${person} as ${enrolled.people[0]?.id ?? ''} (${given.join(', ')})`;
    return { exitCode: exitCodes.done, value: enrolled, text };
  },
};

function named(value: unknown, what: string): string {
  if (typeof value === 'string' && value.trim() !== '' && value.length <= 200) return value.trim();
  throw new CliError(
    exitCodes.invalidInput,
    `name the ${what}: \`--${what} NAME\`\nusage: sallyport ${command.usage}`,
  );
}

function officesOf(names: readonly string[]): Office[] {
  const given = offices.filter((office) => names.includes(office));
  if (given.length > 0 && given.length === new Set(names).size) return given;
  throw new CliError(
    exitCodes.invalidInput,
    `give an office: \`--office\` with ${offices.join(', ')}`,
  );
}

export default command;
