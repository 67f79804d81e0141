/**
 * What stands around every page: skip link, name, areas, who is signed in, a person to ask, and what
 * this software is not. No banner, seal or agency identity (journeys, Shell).
 */
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { sessionQuery } from '../api/queries.ts';
import type { Person } from '../api/views.ts';
import { areasFor } from './areas.ts';
import { Colophon } from './Colophon.tsx';
import { Mark } from './Mark.tsx';
import { SignOut } from './SignOut.tsx';

export function Shell() {
  const session = useQuery(sessionQuery);
  const person = session.data?.person ?? null;
  return (
    <>
      <a className="usa-skipnav" href="#content">
        Skip to the page’s content
      </a>
      <header className="usa-header sp-header">
        <div className="sp-header__row">
          <Link to="/" className="sp-name">
            <Mark />
            Sallyport
          </Link>
          <Areas person={person} />
          {session.isSuccess && <Account person={person} />}
        </div>
      </header>
      <main id="content" className="sp-main" tabIndex={-1}>
        <Outlet />
      </main>
      <Colophon />
    </>
  );
}

function Areas({ person }: { person: Person | null }) {
  return (
    <nav className="sp-areas" aria-label="Areas">
      <ul>
        {areasFor(person).map(({ path, name }) => (
          <li key={path}>
            <Link to={path} className="sp-area">
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Account({ person }: { person: Person | null }) {
  if (person === null) {
    return (
      <div className="sp-account">
        <Link className="usa-link" to="/sign-in">
          Sign in
        </Link>
      </div>
    );
  }
  return (
    <div className="sp-account">
      <span className="sp-account__who">
        <strong>{person.name}</strong>
        <span>{person.organisation}</span>
      </span>
      <SignOut />
    </div>
  );
}
