/** What a developer was told, or would be, word for word. */
export interface Telling {
  text: string;
  hasHiddenCharacters: boolean;
}

export function Told({ text, hasHiddenCharacters }: Telling) {
  return (
    <blockquote className="sp-said">
      <p>{text}</p>
      {hasHiddenCharacters && (
        <footer className="sp-small">Some of this is not visible to a reader.</footer>
      )}
    </blockquote>
  );
}
