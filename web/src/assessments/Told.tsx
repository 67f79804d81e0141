/** What a developer was told, or would be, word for word. */
import { HiddenNote } from '../inert/HiddenNote.tsx';

export interface Telling {
  text: string;
  hasHiddenCharacters: boolean;
}

export function Told({ text, hasHiddenCharacters }: Telling) {
  return (
    <blockquote className="sp-said">
      <p>{text}</p>
      {hasHiddenCharacters && (
        <footer className="sp-small">
          <HiddenNote />
        </footer>
      )}
    </blockquote>
  );
}
