/**
 * The door of package URLs (ECMA-427, package-url specification): how Sallyport names a package.
 * `buildPurl(parsePurl(text))` is the canonical form, and two packages are one when it is equal.
 */
export { buildPurl, type PurlParts } from './build.ts';
export { parsePurl } from './parse.ts';
export { PurlError, purlCharsMax, type Purl, type PurlComponent } from './purl.ts';
