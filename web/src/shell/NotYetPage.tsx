/** Says plainly which parts belong to later releases. There is no other trace of them in this UI. */
import { PageTitle } from '../controls/PageTitle.tsx';

const later = [
  {
    name: 'Programme office',
    what: 'Directives and their clocks, grants, hiring, referrals, public figures.',
  },
  {
    name: 'Scan claims',
    what: 'Finders learn whether a target is already being looked at, and by nobody’s name.',
  },
  {
    name: 'Maintainer budgets',
    what: 'Maintainers set how many reports reach them, without an account.',
  },
  {
    name: 'Embargo and participants',
    what: 'Vendors and distributions read in to a case, with terms and an end.',
  },
];

export function NotYetPage() {
  return (
    <div className="sp-page sp-page--reading">
      <PageTitle>Not built yet</PageTitle>
      <p className="sp-lead">
        This release carries two paths: from a report, through its proof and its fix, to an
        installed patch; and from a developer’s question about a model before its release, through
        access that is used and never held, to an answer that can be checked. These parts come
        later, and nothing here pretends to do their work.
      </p>
      <dl className="sp-later">
        {later.map(({ name, what }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
