/**
 * Words that people paste may carry what no reader sees: marks that turn text around (CVE-2021-42574), tags
 * and variation selectors that spell instructions for a model that reads along, control characters. They are
 * kept as they came, because they may be evidence, and said to be there. Pure.
 */

/** What shows nothing or moves what is shown; line breaks and tabs are plain writing. */
const hidden =
  /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Zl}\p{Zp}\u{FFF9}-\u{FFFB}]|(?![\t\n\r])\p{Cc}/u;
/** Emoji are joined and coloured by such characters, and are what they look like. */
const emoji = /\p{RGI_Emoji}/gv;

export function hasHiddenCharacters(...texts: readonly (string | null)[]): boolean {
  return texts.some((text) => text !== null && hidden.test(text.replaceAll(emoji, '')));
}
