/**
 * YAML from a stranger. A suite needs plain data, so what makes YAML dangerous is refused and not
 * bounded: aliases and anchors (a few lines can stand for gigabytes, or for a cycle), tags, several
 * documents.
 */
import { Lexer, parseAllDocuments } from 'yaml';

const bytesMax = 256 * 1024;
const nestingMax = 40;

export class YamlRefused extends Error {
  override readonly name = 'YamlRefused';
}

/** Plain data. Throws `YamlRefused` with a reason for the file's author, and its line. */
export function readYaml(bytes: Uint8Array): unknown {
  if (bytes.length > bytesMax) throw new YamlRefused('is larger than 256 KiB');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new YamlRefused('is not UTF-8');
  }
  refuseDepth(text);
  refuseReferences(text);
  const documents = parseAllDocuments(text, { schema: 'core', logLevel: 'silent' });
  const [document] = documents;
  if (document === undefined || documents.length !== 1) {
    throw new YamlRefused('must hold one document');
  }
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) throw new YamlRefused(problem.message.split('\n')[0] as string);
  return document.toJS();
}

/**
 * Readers of YAML call themselves for each level. Levels are made of brackets, or of indentation of at
 * least one column each (`- - - -` too), so neither can be deep when both are bounded.
 */
function refuseDepth(text: string): void {
  let depth = 0;
  for (const character of text) {
    if (character === '[' || character === '{') depth += 1;
    if (character === ']' || character === '}') depth -= 1;
    if (depth > nestingMax) throw new YamlRefused(`nests deeper than ${nestingMax}`);
  }
  if (/^[ ?-]{200,}/m.test(text)) throw new YamlRefused('is indented deeper than 200 columns');
}

/** The lexer says this before a plain or a block scalar, whose text may begin with any sign. */
const scalarFollows = '\u001f';
const references: Readonly<Record<string, string>> = {
  '&': 'an anchor',
  '*': 'an alias',
  '!': 'a tag',
};

function refuseReferences(text: string): void {
  let lines = 1;
  let before = '';
  for (const token of new Lexer().lex(text)) {
    const reference = before === scalarFollows ? undefined : references[token.charAt(0)];
    if (reference !== undefined) {
      const why = 'anchors, aliases and tags are not read; write the value out';
      throw new YamlRefused(`uses ${reference} at line ${lines}: ${why}`);
    }
    lines += token.split('\n').length - 1;
    before = token;
  }
}
