/** How many characters of a text a person sees; the server counts the same way. */
const visible = /[^\p{M}\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]/gu;

export const visibleCharactersIn = (text: string): number => text.match(visible)?.length ?? 0;
