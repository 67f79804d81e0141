/**
 * What counts as one model: what its developer declares one. Two spellings of a name are one declaration,
 * so `Kestrel 1`, `kestrel-1` and `KESTREL  1` share their thirty days. It stays a declaration: a developer
 * who calls two things by two names is believed, and has signed it in every grant.
 */
export function modelKeyOf(declaredAs: string): string {
  const folded = declaredAs.normalize('NFKC').toLowerCase();
  const plain = folded.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  // A name of nothing but signs is its own key.
  return plain === '' ? folded : plain;
}
