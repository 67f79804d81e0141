/**
 * Foreign text made fit to look at: what would move a terminal, turn the direction of writing (CVE-2021-42574) or
 * show nothing at all stands there as a sign and does nothing. Line breaks, tabs and emoji stay. Pure, and the same
 * when done twice; what is sent, saved or signed is never made of it.
 */
const picturesFrom = 0x2400;
const spaceCode = 0x20;

const hidden = /[^\P{Cc}\n\t]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
/** Emoji are joined and coloured by such characters, and are what they look like. */
const emojiOrHidden = new RegExp(`(?<emoji>\\p{RGI_Emoji})|${hidden.source}`, 'gv');

export const inert = (text: string): string =>
  hidden.test(text)
    ? text.replaceAll(emojiOrHidden, (found, emoji: string | undefined) => emoji ?? signOf(found))
    : text;

function signOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < spaceCode ? String.fromCodePoint(picturesFrom + code) : `\\u{${code.toString(16)}}`;
}
