/**
 * A document of the installation (requirements S08, S10, X01): terms, a procedure, the criteria for partners,
 * the tiers of an assessment. One Markdown file with a few named lines on top; people accept it by the SHA-256
 * of exactly these bytes. Pure. The folder is the installation's own, but its texts come from many hands, so
 * whatever could read otherwise than it says is a fault with words.
 */
import { createHash } from 'node:crypto';

export const documentKinds = [
  'terms',
  'procedure',
  'partner_criteria',
  'assessment_tiers',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** A reason for refusing a nomination, or a tier of an assessment. */
export interface Code {
  code: string;
  meaning: string;
}

export interface Document {
  sha256: string;
  kind: DocumentKind;
  name: string;
  version: number;
  title: string;
  /** Invented, and to be replaced. */
  isSample: boolean;
  /** Of criteria their reasons, of tiers the tiers; empty otherwise. */
  codes: Code[];
  /** The whole file. */
  text: string;
}

/** What is wrong with a document, in words for whoever runs the installation. */
export class DocumentFault extends Error {}

const versionMax = 1_000_000;
const codesMax = 50;
/** Which line names the codes; a kind without one has none. */
const codesLine: Partial<Record<DocumentKind, string>> = {
  partner_criteria: 'reasons',
  assessment_tiers: 'tiers',
};

export function readDocument(bytes: Uint8Array): Document {
  const text = plainText(bytes);
  const { fields, codes } = readHead(text);
  const kind = kindIn(fields);
  const expected = ['kind', 'name', 'version', 'title', 'sample', codesLine[kind] ?? []].flat();
  const stray = [...fields.keys()].find((field) => !expected.includes(field));
  if (stray !== undefined) throw new DocumentFault(`\`${stray}\` is no line of \`${kind}\``);
  if (codesLine[kind] !== undefined && codes.length === 0) {
    throw new DocumentFault(`\`${codesLine[kind]}:\` lists no code`);
  }
  return {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    kind,
    name: valueOf(
      fields,
      'name',
      /^[a-z0-9][a-z0-9-]{0,63}$/,
      'lower-case letters, digits and `-`',
    ),
    version: versionIn(fields),
    title: valueOf(fields, 'title', /^.{3,200}$/u, '3 to 200 characters'),
    isSample: valueOf(fields, 'sample', /^(true|false)$/, '`true` or `false`') === 'true',
    codes,
    text,
  };
}

/** Among documents of one folder, the highest version of each name. */
export function inForceAmong(documents: readonly Document[]): Document[] {
  const newest = new Map<string, Document>();
  for (const document of documents) {
    const key = `${document.kind} ${document.name}`;
    if (document.version > (newest.get(key)?.version ?? 0)) newest.set(key, document);
  }
  return [...newest.values()];
}

/** Kinds of which one name is in force, because decisions go by it. */
const singleKinds: readonly DocumentKind[] = ['partner_criteria', 'assessment_tiers'];

/** What keeps a folder's documents from being put forward together; undefined where nothing does. */
export function faultOfFolder(documents: readonly Document[]): string | undefined {
  const seen = new Set<string>();
  for (const { kind, name, version } of documents) {
    const key = `${kind} \`${name}\` version ${version}`;
    if (seen.has(key)) return `it holds ${key} twice`;
    seen.add(key);
  }
  for (const kind of documentKinds) {
    const names = inForceAmong(documents).filter((document) => document.kind === kind).length;
    if (names === 0) return `it holds no document of kind \`${kind}\``;
    if (names > 1 && singleKinds.includes(kind)) {
      return `it holds ${names} names of kind \`${kind}\`; decisions go by one`;
    }
  }
  return undefined;
}

/** Control characters hide text, and directional overrides show another order than is kept. */
const hidden = /[\p{Cc}\u200b\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/u;

function plainText(bytes: Uint8Array): string {
  let text;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new DocumentFault('it is not text in UTF-8', { cause: error });
  }
  const place = text.split('\n').findIndex((line) => hidden.test(line.replaceAll('\t', ' ')));
  if (place !== -1) {
    throw new DocumentFault(
      `line ${place + 1} holds a control character or one that hides or reorders text`,
    );
  }
  return text;
}

/** The lines between two `---`: `field: value`, and below a field without a value `- code: meaning`. */
function readHead(text: string): { fields: Map<string, string>; codes: Code[] } {
  const lines = text.split('\n');
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end === -1) {
    throw new DocumentFault('it does not begin with lines between `---` and `---`');
  }
  if (
    lines
      .slice(end + 1)
      .join('')
      .trim() === ''
  )
    throw new DocumentFault('it has no text');
  const fields = new Map<string, string>();
  const codes: Code[] = [];
  let last = '';
  for (const line of lines.slice(1, end)) {
    const [, code, meaning] = /^ {0,4}- ([a-z][a-z0-9_]{0,39}): (\S.{0,299})$/u.exec(line) ?? [];
    if (code !== undefined && meaning !== undefined && fields.get(last) === '') {
      if (codes.some((each) => each.code === code)) {
        throw new DocumentFault(`\`${code}\` is listed twice`);
      }
      codes.push({ code, meaning });
      continue;
    }
    const [, field, value] = /^([a-z]+):(?: (\S.*))?$/u.exec(line) ?? [];
    if (field === undefined) throw new DocumentFault(`\`${line.slice(0, 60)}\` cannot be read`);
    if (fields.has(field)) throw new DocumentFault(`\`${field}:\` stands there twice`);
    fields.set(field, value ?? '');
    last = field;
  }
  if (codes.length > codesMax) throw new DocumentFault(`it lists more than ${codesMax} codes`);
  return { fields, codes };
}

function kindIn(fields: ReadonlyMap<string, string>): DocumentKind {
  const kind = documentKinds.find((each) => each === fields.get('kind'));
  if (kind !== undefined) return kind;
  throw new DocumentFault(`\`kind:\` must be one of \`${documentKinds.join('`, `')}\``);
}

function versionIn(fields: ReadonlyMap<string, string>): number {
  const version = Number(valueOf(fields, 'version', /^[1-9]\d{0,6}$/, 'a number from 1 on'));
  if (version <= versionMax) return version;
  throw new DocumentFault(`\`version:\` is above ${versionMax}`);
}

function valueOf(
  fields: ReadonlyMap<string, string>,
  field: string,
  shape: RegExp,
  inWords: string,
): string {
  const value = fields.get(field);
  if (value !== undefined && shape.test(value)) return value;
  throw new DocumentFault(`\`${field}:\` must be ${inWords}`);
}
