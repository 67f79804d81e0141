/**
 * Collects components and findings while a document is read, within the limits, and holds the one
 * rule for what a component needs: a name, a purl that reads as one, and a version to match.
 */
import { buildPurl, parsePurl, PurlError, type Purl } from '#standards/purl';
import {
  sbomLimits,
  type Sbom,
  type SbomComponent,
  type SbomProblem,
  type SbomProblemCode,
} from './sbom.ts';

/** A component as the document has it, nothing checked. `field` names say where the mend goes. */
export interface RawComponent {
  instancePath: string;
  ref: unknown;
  name: unknown;
  version: unknown;
  purls: { value: unknown; instancePath: string }[];
  /** How this format names the members, for messages. */
  fields: { name: string; version: string; purl: string };
}

export class Findings {
  readonly components: SbomComponent[] = [];
  readonly problems: SbomProblem[] = [];
  #unlisted = 0;

  problem(code: SbomProblemCode, instancePath: string, message: string, ref?: string | null): void {
    if (this.problems.length >= sbomLimits.problemsMax) {
      this.#unlisted++;
      return;
    }
    this.problems.push({ code, instancePath, message, ...(ref ? { ref } : {}) });
  }

  /** Adds a component; `false` when the document holds more than are read. */
  add(raw: RawComponent): boolean {
    if (this.components.length >= sbomLimits.componentsMax) {
      this.problem(
        'too_large',
        raw.instancePath,
        `the document has more than ${sbomLimits.componentsMax} components; split it`,
      );
      return false;
    }
    const component = this.component(raw);
    if (component !== undefined) this.components.push(component);
    return true;
  }

  /** Checks one component and reports what it lacks; nothing when it has neither name nor purl. */
  component(raw: RawComponent): SbomComponent | undefined {
    const { instancePath, fields } = raw;
    const ref = textOf(raw.ref);
    const read = this.#purls(raw, ref);
    const [purl, ...otherPurls] = new Set(read.map(({ canonical }) => canonical));
    const name = textOf(raw.name) ?? read[0]?.purl.name ?? null;
    if (textOf(raw.name) === null) {
      this.problem('no_name', instancePath, `component has no \`${fields.name}\`; add it`, ref);
      if (name === null) return undefined;
    }
    const version = textOf(raw.version);
    if (version === null && !read.some((each) => each.purl.version !== null)) {
      this.problem(
        'no_version',
        instancePath,
        `component ${quoted(name)} has no \`${fields.version}\`; add it, as nothing can be matched without one`,
        ref,
      );
    }
    if (raw.purls.length === 0) {
      this.problem(
        'no_purl',
        instancePath,
        `component ${quoted(name)} has no package URL; add \`${fields.purl}\`, as in \`pkg:npm/lodash@4.17.21\``,
        ref,
      );
    }
    return {
      ref,
      name: name ?? '',
      version,
      ...(purl === undefined ? {} : { purl }),
      ...(otherPurls.length === 0 ? {} : { otherPurls }),
    };
  }

  /** The findings, with a last one that counts those beyond the limit. */
  allProblems(): SbomProblem[] {
    if (this.#unlisted === 0) return this.problems;
    const message = `${this.#unlisted} more findings are not listed; mend these ${this.problems.length} first`;
    return [...this.problems, { code: 'more_problems', instancePath: '', message }];
  }

  #purls(raw: RawComponent, ref: string | null): { purl: Purl; canonical: string }[] {
    const read: { purl: Purl; canonical: string }[] = [];
    for (const { value, instancePath } of raw.purls.slice(0, sbomLimits.purlsPerComponentMax)) {
      if (typeof value !== 'string') {
        this.problem(
          'purl_invalid',
          instancePath,
          `\`${raw.fields.purl}\` is no text; give a purl`,
          ref,
        );
        continue;
      }
      try {
        const purl = parsePurl(value.trim());
        read.push({ purl, canonical: buildPurl(purl) });
      } catch (error) {
        if (!(error instanceof PurlError)) throw error;
        this.problem('purl_invalid', instancePath, error.message, ref);
      }
    }
    return read;
  }
}

/** Non-empty text within the limit, trimmed, or nothing. SPDX writes absence as `NOASSERTION`. */
function textOf(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (text === '' || text === 'NOASSERTION' || text === 'NONE') return null;
  return text.length <= sbomLimits.textCharsMax ? text : text.slice(0, sbomLimits.textCharsMax);
}

function quoted(text: string | null): string {
  if (text === null) return '';
  return text.length <= 80 ? `\`${text}\`` : `\`${text.slice(0, 79)}…\``;
}

/** A plain object, or nothing: what hostile JSON may hold instead of one reads as absent. */
export function objectOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

/** A list; when something else is there, one finding that names the field, and an empty list. */
export function listOf(value: unknown, instancePath: string, findings: Findings): unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  findings.problem(
    'field_invalid',
    instancePath,
    `\`${instancePath.slice(1)}\` is no list; give one`,
  );
  return [];
}

/** An inventory of nothing, with the one finding that says why. */
export function unread(code: SbomProblemCode, message: string, instancePath = ''): Sbom {
  const problems = [{ code, instancePath, message }];
  return { format: null, encoding: null, specVersion: null, components: [], problems };
}
