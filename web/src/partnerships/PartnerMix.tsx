/**
 * How many partners of each kind the reader's side has, as bars; few are not counted out, because a count of few
 * would name them (requirements S11). Beneath, the same as a table.
 */
import { useQuery } from '@tanstack/react-query';
import { Table } from '@trussworks/react-uswds';
import { partnerMixQuery } from '../api/review-queries.ts';
import type { PartnerMix as Mix } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { plural } from '../words/quantities.ts';
import { categoryWords } from '../words/review.ts';

export function PartnerMix() {
  const mix = useQuery(partnerMixQuery);
  return (
    <Answer of={mix} named="the mix of partners">
      {({ categories }) => <Picture mix={categories} />}
    </Answer>
  );
}

function Picture({ mix }: { mix: Mix }) {
  const isEmpty = mix.every(({ count }) => count === 0);
  return (
    <figure className="sp-mix" aria-labelledby="mix-title">
      <figcaption>
        <h2 id="mix-title">{titleOf(mix)}</h2>
        <p className="sp-small">Added partners of all your engagements, by kind.</p>
      </figcaption>
      {!isEmpty && <Bars mix={mix} />}
      {!isEmpty && <MixTable mix={mix} />}
    </figure>
  );
}

/** Nothing here that the table does not say. */
function Bars({ mix }: { mix: Mix }) {
  const most = Math.max(1, ...mix.map(({ count }) => count ?? 0));
  return (
    <ul aria-hidden="true">
      {mix.map(({ category, count }) => (
        <li key={category}>
          <span>{categoryWords[category]}</span>
          <span className="sp-mix__track">
            {count === null ? (
              <span className="sp-mix__few" />
            ) : (
              count > 0 && (
                <span className="sp-mix__bar" style={{ width: `${(count / most) * 100}%` }} />
              )
            )}
          </span>
          <span>{shown(count)}</span>
        </li>
      ))}
    </ul>
  );
}

const shown = (count: number | null): string => (count === null ? 'too few to say' : String(count));

/** What the picture shows, in a sentence. */
function titleOf(mix: Mix): string {
  const told = mix.filter(({ count }) => count !== null && count > 0);
  const few = mix.filter(({ count }) => count === null).length;
  if (told.length === 0 && few === 0) return 'No partners yet';
  if (told.length === 0) return `Too few partners to say, of ${plural(few, 'kind')}`;
  const [most] = [...told].sort((a, b) => (b.count ?? 0) - (a.count ?? 0));
  const name = most === undefined ? '' : categoryWords[most.category].toLowerCase();
  return `Partners of ${plural(told.length + few, 'kind')}, most of them ${name}`;
}

function MixTable({ mix }: { mix: Mix }) {
  return (
    <details className="sp-details">
      <summary>The same as a table</summary>
      <Table compact className="sp-table">
        <caption className="sp-unseen">Partners by kind</caption>
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">Partners</th>
          </tr>
        </thead>
        <tbody>
          {mix.map(({ category, count }) => (
            <tr key={category}>
              <th scope="row" data-label="Kind">
                {categoryWords[category]}
              </th>
              <td data-label="Partners">{shown(count)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}
