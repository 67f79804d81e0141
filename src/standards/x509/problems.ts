/** A certificate that cannot be made or read; the message names the mend and shows no key. */
export class X509Error extends Error {
  override readonly name = 'X509Error';
}
