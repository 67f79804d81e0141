/** The foot of every page: a person to ask, and what this software is and is not. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { installationQuery } from '../api/queries.ts';

export function Colophon() {
  const { data } = useQuery(installationQuery);
  return (
    <footer className="sp-foot">
      <div className="sp-foot__row">
        <div>
          <h2 className="sp-foot__heading">Ask a person</h2>
          {data === undefined ? (
            <p>…</p>
          ) : (
            <p>
              {data.contact.name} <Telephone number={data.contact.telephone} />
            </p>
          )}
        </div>
        <div className="sp-foot__what">
          <h2 className="sp-foot__heading">What this is</h2>
          <p>
            Sallyport is independent software. It is not a government service, is endorsed by none,
            and gives no legal protection. <Link to="/not-yet">What is not built yet</Link>
          </p>
        </div>
      </div>
    </footer>
  );
}

/** Nothing where an installation has set none. */
export function Telephone({ number }: { number: string }) {
  if (number === '') return null;
  return (
    <a className="usa-link sp-telephone" href={`tel:${number.replaceAll(/[^+\d]/g, '')}`}>
      {number}
    </a>
  );
}
