/** The package a purl names, whatever version and qualifiers: how advisories and components find each other. */
import { buildPurl, parsePurl } from '#standards/purl';

export function packageKeyOf(purl: string): string {
  const { type, namespace, name } = parsePurl(purl);
  return buildPurl(namespace === undefined ? { type, name } : { type, namespace, name });
}
