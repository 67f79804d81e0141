/**
 * SPDX 2.2 and 2.3 in tag-value form: `Tag: value` lines, where a package begins at its
 * `PackageName` and ends where a file, snippet or licence begins. `<text>` may span lines.
 */
import { Findings } from './findings.ts';
import type { Sbom } from './sbom.ts';
import { spdxVersionOf } from './spdx2.ts';

const fields = {
  name: 'PackageName',
  version: 'PackageVersion',
  purl: 'ExternalRef: PACKAGE-MANAGER purl …',
};

interface OpenPackage {
  line: number;
  name: string;
  ref: string | undefined;
  version: string | undefined;
  purls: { value: string; instancePath: string }[];
}

export function readSpdxTagValue(text: string): Sbom {
  const findings = new Findings();
  let specVersion: string | null = null;
  let open: OpenPackage | undefined;
  let inText = false;
  let lineNumber = 0;
  for (const line of linesOf(text)) {
    lineNumber++;
    if (inText) {
      inText = !line.includes('</text>');
      continue;
    }
    if (!line.includes(':')) continue;
    const [, tag, rest = ''] = /^\s*([A-Za-z]+):(.*)$/s.exec(line) ?? [];
    const value = rest.trim();
    inText = value.includes('<text>') && !value.includes('</text>');
    const where = `line ${lineNumber}`;
    if (tag === 'SPDXVersion') specVersion = spdxVersionOf(value, where, findings);
    else if (tag === 'PackageName') {
      if (!close(open, findings)) return result(specVersion, findings);
      open = { line: lineNumber, name: value, ref: undefined, version: undefined, purls: [] };
    } else if (tag === 'FileName' || tag === 'SnippetSPDXID' || tag === 'LicenseID') {
      if (!close(open, findings)) return result(specVersion, findings);
      open = undefined;
    } else if (open !== undefined) {
      if (tag === 'SPDXID') open.ref ??= value;
      else if (tag === 'PackageVersion') open.version = value;
      else if (tag === 'ExternalRef') {
        const purl = /^\S+\s+purl\s+(.*)$/.exec(value)?.[1];
        if (purl !== undefined) open.purls.push({ value: purl, instancePath: where });
      }
    }
  }
  close(open, findings);
  return result(specVersion, findings);
}

/** One at a time: a document of nothing but line ends must not become a list of them. */
function* linesOf(text: string): Generator<string> {
  let start = 0;
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
    yield text.slice(start, end);
    start = end + 1;
  }
  yield text.slice(start);
}

function close(open: OpenPackage | undefined, findings: Findings): boolean {
  if (open === undefined) return true;
  const { line, ref, name, version, purls } = open;
  return findings.add({ instancePath: `line ${line}`, ref, name, version, purls, fields });
}

function result(specVersion: string | null, findings: Findings): Sbom {
  return {
    format: 'SPDX',
    encoding: 'tag-value',
    specVersion,
    components: findings.components,
    problems: findings.allProblems(),
  };
}
