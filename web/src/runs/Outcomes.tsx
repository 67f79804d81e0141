/** How every sample ended, counted: what the model did, what failed around it, what was left out and by whom. */
import type { Run } from '../api/views.ts';
import { sentence } from '../controls/sentence.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { dispositions, dispositionWords, type Disposition } from '../words/evaluation.ts';
import { count, plural } from '../words/quantities.ts';

export function Outcomes({ result }: { result: Run['result'] }) {
  const own = dispositions.filter((each) => dispositionWords[each].isModelsOwn);
  const faults = dispositions.filter((each) => !dispositionWords[each].isModelsOwn);
  const { agreed, disputed, changed } = result.reviewed;
  return (
    <section className="sp-section" aria-labelledby="outcomes-title">
      <h2 id="outcomes-title">How samples ended</h2>
      <p className="sp-small">
        Every sample stays in the denominator. What was not scored counts as 0, whatever the reason.
      </p>
      <div className="sp-outcomes">
        <Counts name="What the model did" of={own} result={result} />
        <Counts name="What failed around it" of={faults} result={result} />
      </div>
      <p>
        The model’s API declined {plural(result.refusals, 'time')}. Reviewed:{' '}
        {plural(agreed, 'sample')} agreed with, {count(disputed)} disputed, {count(changed)} changed
        by two people.
      </p>
      <h3>Left out of the reviewed score</h3>
      {result.exclusions.length === 0 ? (
        <p className="sp-small">Nothing.</p>
      ) : (
        <ul className="sp-plain">
          {result.exclusions.map(({ task, because, by, confirmedBy }) => (
            <li key={task}>
              <strong>{task}</strong>, with all its attempts: {sentence(because)}
              <span className="sp-small sp-block">
                Said by {by}, confirmed by {confirmedBy}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface CountsProps {
  name: string;
  of: readonly Disposition[];
  result: Run['result'];
}

function Counts({ name, of, result }: CountsProps) {
  return (
    <div>
      <h3>{name}</h3>
      <ul className="sp-plain">
        {of.map((each) => (
          <li key={each} className="sp-outcome-count">
            <StateTag state={dispositionWords[each]} />{' '}
            <span>{count(result.dispositions[each] ?? 0)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
