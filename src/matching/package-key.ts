/**
 * The package an advisory would name for a component: the purl without version and qualifiers, and for
 * Debian the source package, which `upstream` gives when the binary package is called otherwise.
 */
import { buildPurl, parsePurl } from '#standards/purl';

export function advisoryKeyOf(componentPurl: string): string {
  const { type, namespace, name, qualifiers } = parsePurl(componentPurl);
  // `upstream` may carry the source's own version after an @, where the two differ.
  const source = type === 'deb' ? qualifiers?.['upstream']?.split('@')[0] : undefined;
  const named = source !== undefined && source !== '' ? source : name;
  return buildPurl(
    namespace === undefined ? { type, name: named } : { type, namespace, name: named },
  );
}
