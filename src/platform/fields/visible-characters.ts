/**
 * How many characters of a text a person sees. Words have a least length so that somebody says something: what
 * shows nothing (spaces, joiners, marks of direction, control characters) says nothing, and a mark that stands
 * on a letter is not a second one. Pure.
 */

/** Letters, digits, signs and pictures; U+2800 is a sign by its category and a blank by its looks. */
const visible = /[^\p{M}\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]/gu;

export const visibleCharactersIn = (text: string): number => text.match(visible)?.length ?? 0;
