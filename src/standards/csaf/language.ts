/**
 * Language tags (BCP 47, RFC 5646) against the IANA Language Subtag Registry, vendored in
 * `language-subtags.json`, for tests 6.1.12, 6.2.14 and 6.2.15.
 */
import data from './language-subtags.json' with { type: 'json' };

const setOf = (text: string) => new Set(text.split(' '));
const known = {
  languages: setOf(data.languages),
  scripts: setOf(data.scripts),
  regions: setOf(data.regions),
  variants: setOf(data.variants),
  extlangs: setOf(data.extlangs),
};
/** RFC 5646 §2.2.8, the two that CSAF's own pattern lets through. */
const grandfathered = new Set(['i-default', 'i-mingo']);
const extensions = new Set(['t', 'u']);

export interface LanguageTag {
  isRegistered: boolean;
  /** Uses a subtag reserved for private use. */
  isPrivate: boolean;
}

/** Reads a tag; `isRegistered` is false when a part is unknown or out of place. At most 100 characters. */
export function readLanguageTag(tag: string): LanguageTag {
  const lower = tag.toLowerCase();
  if (grandfathered.has(lower)) return { isRegistered: true, isPrivate: false };
  if (tag.length > 100) return { isRegistered: false, isPrivate: false };
  const parts = lower.split('-');
  if (parts[0] === 'x') return { isRegistered: parts.length > 1, isPrivate: true };
  const language = parts.shift() ?? '';
  let isPrivate = isPrivateLanguage(language);
  let isRegistered = isPrivate || known.languages.has(language);
  const [extlang] = parts;
  if (extlang !== undefined && /^[a-z]{3}$/.test(extlang)) {
    parts.shift();
    isRegistered &&= known.extlangs.has(`${language}-${extlang}`);
  }
  if (/^[a-z]{4}$/.test(parts[0] ?? '')) {
    const script = parts.shift() ?? '';
    const isOwn = script >= 'qaaa' && script <= 'qabx';
    isPrivate ||= isOwn;
    isRegistered &&= isOwn || known.scripts.has(script);
  }
  if (/^([a-z]{2}|[0-9]{3})$/.test(parts[0] ?? '')) {
    const region = parts.shift() ?? '';
    const isOwn = isPrivateRegion(region);
    isPrivate ||= isOwn;
    isRegistered &&= isOwn || known.regions.has(region);
  }
  const singleton = parts.findIndex((part) => part.length === 1);
  const variants = parts.splice(0, singleton === -1 ? parts.length : singleton);
  isRegistered &&= variants.every((variant) => known.variants.has(variant));
  return {
    isRegistered: isRegistered && areExtensions(parts),
    isPrivate: isPrivate || parts.includes('x'),
  };
}

function isPrivateLanguage(language: string): boolean {
  return language.length === 3 && language >= 'qaa' && language <= 'qtz';
}

/** ISO 3166-1 user-assigned codes, as the registry marks them. */
function isPrivateRegion(region: string): boolean {
  return /^(aa|zz|q[m-z]|x[a-z])$/.test(region);
}

/** `-u-…`, `-t-…` and a last `-x-…`, each with something after its letter. */
function areExtensions(parts: string[]): boolean {
  for (const [index, part] of parts.entries()) {
    if (part.length > 1) continue;
    if (part === 'x') return index < parts.length - 1;
    if (!extensions.has(part) || (parts[index + 1]?.length ?? 0) < 2) return false;
  }
  return true;
}
