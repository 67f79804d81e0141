/** What is wrong with the list itself, where, and how to mend it. */
import type { System } from '../api/views.ts';
import { sentence } from '../controls/sentence.tsx';

export function FileFindings({ findings }: { findings: System['findings'] }) {
  if (findings.length === 0) return null;
  return (
    <details className="sp-details">
      <summary>
        {findings.length === 1 ? '1 thing to mend' : `${findings.length} things to mend`} in the
        list
      </summary>
      <ul>
        {findings.map(({ pointer, detail }) => (
          <li key={`${pointer} ${detail}`}>
            <code>{pointer}</code> {sentence(detail)}
          </li>
        ))}
      </ul>
    </details>
  );
}
