/**
 * Sign in. Under `--dev`, one button for each invented person of a trial installation; otherwise an
 * honest word that it is not built.
 */
import { useQuery } from '@tanstack/react-query';
import { installationQuery, localPeopleQuery } from '../api/queries.ts';
import type { Installation, LocalPerson, Office } from '../api/views.ts';
import { Answer, Empty } from '../controls/Answer.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { PersonButton } from './PersonButton.tsx';

const groups: readonly { office: Office; heading: string; does: string }[] = [
  {
    office: 'finder',
    heading: 'Finders',
    does: 'report what their tools found, with the means to check it',
  },
  { office: 'coordinator', heading: 'Coordinators', does: 'bring a report to a published fix' },
  {
    office: 'operator',
    heading: 'Operators',
    does: 'keep a hospital, a bank or a utility patched',
  },
  {
    office: 'developer',
    heading: 'Developers',
    does: 'let a model be looked at before its release, for as long as they agreed to',
  },
  {
    office: 'evaluator',
    heading: 'Evaluators',
    does: 'look at a model through its developer’s gateway, and never hold it',
  },
  {
    office: 'determiner',
    heading: 'Determination officials',
    does: 'decide whether a model is covered, two of them, by a threshold fixed beforehand',
  },
  { office: 'consultee', heading: 'Consulted offices', does: 'are asked before one is decided' },
  {
    office: 'partner',
    heading: 'Trusted partners',
    does: 'use a model before its release to defend systems of their own',
  },
  { office: 'overseer', heading: 'Overseers', does: 'see who used what, and change nothing' },
  { office: 'administrator', heading: 'Administrators', does: 'run this installation' },
];

export function SignInPage() {
  const installation = useQuery(installationQuery);
  return (
    <div className="sp-page sp-page--reading">
      <PageTitle>Sign in</PageTitle>
      <Answer of={installation} named="this installation">
        {(facts) => (facts.dev ? <Trial facts={facts} /> : <NotBuilt />)}
      </Answer>
    </div>
  );
}

function NotBuilt() {
  return (
    <p className="sp-lead">
      Production sign-in is not built yet. For a trial, start this installation with{' '}
      <code>--dev</code>.
    </p>
  );
}

function Trial({ facts }: { facts: Installation }) {
  const people = useQuery(localPeopleQuery);
  return (
    <>
      <p className="sp-lead">
        {facts.name} is a trial installation. Its people and organisations are invented, and anyone
        who reaches this page can be any of them.
      </p>
      <Answer of={people} named="the people">
        {(data) => <People people={data.people} />}
      </Answer>
    </>
  );
}

function People({ people }: { people: LocalPerson[] }) {
  if (people.length === 0) {
    return (
      <Empty>
        <p>
          Nobody is enrolled. Start with <code>--demo</code> to enrol invented people.
        </p>
      </Empty>
    );
  }
  return groups.map(({ office, heading, does }) => {
    const those = people.filter((person) => person.office === office);
    if (those.length === 0) return null;
    return (
      <section key={office} className="sp-people" aria-labelledby={`people-${office}`}>
        <h2 id={`people-${office}`}>{heading}</h2>
        <p className="sp-people__does">They {does}.</p>
        <ul>
          {those.map((person) => (
            <li key={person.id}>
              <PersonButton person={person} />
            </li>
          ))}
        </ul>
      </section>
    );
  });
}
