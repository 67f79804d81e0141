/**
 * CycloneDX in XML, brought into the shape of its JSON. The document is hostile: a document type
 * is refused before parsing, so no entity is ever defined, fetched or expanded; only XML's five
 * own entities and character numbers are decoded, here.
 */
import { XMLParser } from 'fast-xml-parser';
import { readCycloneDx } from './cyclonedx.ts';
import { Findings, objectOf, unread } from './findings.ts';
import { sbomLimits, type Sbom } from './sbom.ts';

const namespace = /^http:\/\/cyclonedx\.org\/schema\/bom\/(\d{1,3}\.\d{1,3})$/;

/** No real tag comes near this; one with a million attributes would keep the parser for minutes. */
const tagCharsMax = 65_536;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  htmlEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  cdataPropName: '#cdata',
  maxNestedTags: sbomLimits.depthMax,
});

export function readCycloneDxXml(text: string): Sbom {
  if (/<!DOCTYPE/i.test(text)) {
    return unread(
      'not_readable',
      'the document declares a `<!DOCTYPE`, which is refused; export it without one',
    );
  }
  if (hasTagLongerThan(text, tagCharsMax)) {
    return unread(
      'too_large',
      `the document has a tag of more than ${tagCharsMax} characters; export it again`,
    );
  }
  let parsed: unknown;
  try {
    parsed = parser.parse(text, true);
  } catch (error) {
    const reason = (error as Error).message.replace(/\s+/g, ' ').slice(0, 160);
    return unread(
      'not_readable',
      `the document is broken XML, or nests too deep (${reason}); export it again`,
    );
  }
  const root = rootOf(parsed);
  if (root === undefined) {
    return unread(
      'format_unknown',
      'the XML document is no CycloneDX `<bom>`; give CycloneDX, or SPDX as JSON',
    );
  }
  const { bom, prefix, specVersion } = root;
  const shaped = {
    specVersion,
    metadata: { component: componentsOf(objectOf(bom[`${prefix}metadata`]), prefix, 0)?.[0] },
    components: componentsOf(objectOf(bom[`${prefix}components`]), prefix, 0),
  };
  return { ...readCycloneDx(shaped, new Findings()), encoding: 'XML' };
}

function hasTagLongerThan(xml: string, charsMax: number): boolean {
  for (let at = xml.indexOf('<'); at !== -1; at = xml.indexOf('<', at + 1)) {
    if (!/[\w:]/.test(xml[at + 1] ?? '')) continue;
    const end = xml.indexOf('>', at);
    if (end === -1 || end - at > charsMax) return true;
    at = end;
  }
  return false;
}

/** The `<bom>` element under any prefix, when its namespace is CycloneDX's. */
function rootOf(parsed: unknown) {
  for (const [name, value] of Object.entries(objectOf(parsed) ?? {})) {
    const [, prefix = ''] = /^((?:[\w.-]+:)?)bom$/.exec(name) ?? [undefined, undefined];
    const bom = objectOf(value);
    if (bom === undefined || !name.endsWith('bom')) continue;
    const declared = bom[prefix === '' ? '@xmlns' : `@xmlns:${prefix.slice(0, -1)}`];
    const specVersion = typeof declared === 'string' ? namespace.exec(declared)?.[1] : undefined;
    if (specVersion !== undefined) return { bom, prefix, specVersion };
  }
  return undefined;
}

/** The `<component>` children, as JSON has them; nested ones too, within the depth limit. */
function componentsOf(
  parent: Record<string, unknown> | undefined,
  prefix: string,
  depth: number,
): Record<string, unknown>[] | undefined {
  const children = parent?.[`${prefix}component`];
  if (children === undefined || depth > sbomLimits.depthMax) return undefined;
  return [children].flat().map((child) => {
    const element = objectOf(child) ?? {};
    return {
      'bom-ref': decoded(element['@bom-ref']),
      name: decoded(element[`${prefix}name`]),
      version: decoded(element[`${prefix}version`]),
      purl: decoded(element[`${prefix}purl`]) || undefined,
      components: componentsOf(objectOf(element[`${prefix}components`]), prefix, depth + 1),
    };
  });
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** An element's or attribute's text; what stands in CDATA is text as it is. */
function decoded(value: unknown): string | undefined {
  const element = objectOf(value);
  const verbatim = [element?.['#cdata'] ?? []].flat().join('');
  if (verbatim !== '') return verbatim;
  const text = element?.['#text'] ?? value;
  if (typeof text !== 'string') return undefined;
  return text.replace(
    /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi,
    (whole, ...found) => {
      const [entity, decimal, hex] = found as (string | undefined)[];
      if (entity !== undefined) return entities[entity.toLowerCase()] ?? whole;
      const point = decimal === undefined ? parseInt(hex ?? '', 16) : parseInt(decimal, 10);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}
