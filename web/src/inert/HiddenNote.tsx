/** Said where the server saw characters in a text that show nothing or turn the writing; each stands as a code. */
export function HiddenNote() {
  return (
    <>
      Some characters here would not be visible to a reader, though a program would read them. Each
      stands as a code, such as <code>{'\\u{202e}'}</code>.
    </>
  );
}
