/**
 * Reads an inventory of packages from bytes: CycloneDX 1.1 to 1.7 in JSON and XML (ECMA-424),
 * SPDX 2.2 and 2.3 in JSON and tag-value, SPDX 3 in JSON-LD. The format is told from the content,
 * never from a file name. Input is hostile: size, depth and counts are bounded before any work.
 */
import { readCycloneDx } from './cyclonedx.ts';
import { readCycloneDxXml } from './cyclonedx-xml.ts';
import { Findings, objectOf, unread } from './findings.ts';
import { nestsDeeperThan } from './json-depth.ts';
import { sbomLimits, type Sbom } from './sbom.ts';
import { readSpdx2 } from './spdx2.ts';
import { readSpdx3 } from './spdx3.ts';
import { readSpdxTagValue } from './spdx-tag-value.ts';

/** Which formats are read, for messages and help. */
export const sbomFormats =
  'CycloneDX 1.1 to 1.7 (JSON, XML), SPDX 2.2 and 2.3 (JSON, tag-value) and SPDX 3 (JSON-LD)';

/** Never throws on its input: what cannot be read is in `problems`. */
export function readSbom(bytes: Uint8Array): Sbom {
  if (bytes.length > sbomLimits.bytesMax) {
    return unread(
      'too_large',
      `the document has ${bytes.length} bytes; split it below ${sbomLimits.bytesMax}`,
    );
  }
  const encoding = foreignEncoding(bytes);
  if (encoding !== undefined) {
    return unread('not_utf8', `the document is ${encoding}; save it as UTF-8`);
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const at = firstBadByte(bytes);
    return unread('not_utf8', `byte ${at} is not UTF-8; save the document as UTF-8`, `byte ${at}`);
  }
  return readText(text);
}

function readText(text: string): Sbom {
  const start = /\S/.exec(text)?.[0];
  if (start === undefined)
    return unread('not_readable', `the document is empty; give ${sbomFormats}`);
  if (start === '{' || start === '[') return readJson(text);
  if (start === '<') return readCycloneDxXml(text);
  if (/^\s*(?:#[^\n]*\n\s*)*SPDXVersion:/.test(text.slice(0, 65_536)))
    return readSpdxTagValue(text);
  return unread(
    'format_unknown',
    `the document is no inventory that is read here; give ${sbomFormats}`,
  );
}

function readJson(text: string): Sbom {
  if (nestsDeeperThan(text, sbomLimits.depthMax)) {
    return unread(
      'too_deep',
      `the document nests deeper than ${sbomLimits.depthMax} levels; flatten it`,
    );
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return unread(
      'not_readable',
      `the document is broken JSON (${shortened((error as Error).message)}); export it again`,
    );
  }
  const document = objectOf(json);
  if (document === undefined) {
    return unread('format_unknown', `the document is no JSON object; give ${sbomFormats}`);
  }
  if (document['bomFormat'] === 'CycloneDX') return readCycloneDx(document, new Findings());
  if (document['spdxVersion'] !== undefined) return readSpdx2(document, new Findings());
  if (document['@graph'] !== undefined || document['@context'] !== undefined) {
    return readSpdx3(document, new Findings());
  }
  return unread(
    'format_unknown',
    `the document has neither \`bomFormat\`, \`spdxVersion\` nor \`@graph\`; give ${sbomFormats}`,
  );
}

function foreignEncoding(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'UTF-16 (little-endian)';
  if (first === 0xfe && second === 0xff) return 'UTF-16 (big-endian)';
  if (first === 0x1f && second === 0x8b) return 'compressed with gzip';
  if (first === 0x50 && second === 0x4b) return 'a ZIP archive';
  return undefined;
}

/** By halving: a prefix decodes as far as the first bad byte, and no further. */
function firstBadByte(bytes: Uint8Array): number {
  let [good, bad] = [0, bytes.length];
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
      good = middle;
    } catch {
      bad = middle;
    }
  }
  return good;
}

function shortened(message: string): string {
  return message.replace(/\s+/g, ' ').slice(0, 120);
}
