/**
 * What each standpoint sees of one engagement in a state of the model. Whether anything is there for somebody
 * is asked of the product's own policies; what a noun shows to whom it is there for is said here, and held
 * to the real answers by the tests over HTTP.
 */
import { anonymous, offices, type Actor, type Office } from '#platform/auth';
import { Refusal } from '#platform/problems';
import { standpointOf } from '../../src/access/policy.ts';
import { requireSeen } from '../../src/review/appeal-policy.ts';
import { asConsultee } from '../../src/review/consultation-policy.ts';
import { lookingAt } from '../../src/review/partnership-policy.ts';
import { opens, standpointsOf, type Engaged } from '../../src/review/policy.ts';
import { none, stateOf, variantOf } from './engagement-nouns.ts';
import type { State } from './engagement-model.ts';

const person = (name: string, organisation: string, ...held: Office[]): Actor => ({
  kind: 'person',
  id: `person_${name}`,
  organisationId: `org_${organisation}`,
  offices: held,
  scopes: 'every',
});

/** Whoever is a party to the engagement, or oversees it. */
export const parties = {
  developer: person('developer', 'larch', 'developer'),
  evaluator: person('evaluator', 'tern', 'evaluator'),
  determiner: person('determiner', 'tern', 'determiner'),
  partner: person('partner', 'fen', 'partner', 'finder'),
  consultee: person('consultee', 'heath', 'consultee'),
  overseer: person('overseer', 'oversight', 'overseer'),
  recused: person('recused', 'tern', 'evaluator', 'determiner'),
} satisfies Record<string, Actor>;

/** Anybody else: each office somewhere else, all of them at once, offices that a party's own people hold besides, and nobody. */
export const thirdParties: readonly Actor[] = [
  anonymous,
  ...offices
    .filter((office) => office !== 'overseer')
    .map((office) => person(`other_${office}`, 'elsewhere', office)),
  person('other_all', 'elsewhere', ...offices.filter((office) => office !== 'overseer')),
  // In the same house, in another office: holding a desk there is no standpoint.
  person('larch_finder', 'larch', 'finder', 'partner'),
  person('tern_coordinator', 'tern', 'coordinator', 'consultee', 'administrator'),
  person('fen_operator', 'fen', 'operator', 'consultee'),
  { kind: 'service', id: 'service:publisher' },
];

const engaged: Engaged = {
  developerId: 'org_larch',
  evaluatorId: 'org_tern',
  recused: [parties.recused.id],
  disinterested: [parties.evaluator.id, parties.determiner.id, parties.overseer.id],
};

const organisationOf = { developer: 'org_larch', evaluator: 'org_tern', partner: 'org_fen' };

type Partnered = Parameters<typeof lookingAt>[2];

interface Rights {
  engagement: boolean;
  review: boolean;
  /** A determination's outcome and reason. */
  content: boolean;
  developer: boolean;
  partnership: boolean;
  appeal: boolean;
  consultation: boolean;
}

/** By what they depend on: the actor, the partnership's state, and whose an appeal is. */
const known = new Map<Actor, Map<string, Rights | undefined>>();

/** Undefined where nothing is there for the actor. */
function rightsOf(actor: Actor, partnership: string, appeal: string): Rights | undefined {
  const own = known.get(actor) ?? new Map<string, Rights | undefined>();
  known.set(actor, own);
  const key = `${partnership} ${appeal}`;
  if (!own.has(key)) {
    const rights = askPolicies(actor, partnership, variantOf(appeal));
    own.set(key, Object.values(rights).includes(true) ? rights : undefined);
  }
  return own.get(key);
}

function askPolicies(actor: Actor, partnership: string, filedBy: string | undefined): Rights {
  const standpoints = standpointsOf(actor, engaged, 'review:read');
  const filedFor = organisationOf[filedBy as keyof typeof organisationOf];
  return {
    engagement: standpointOf(actor, engaged, 'grant:read') !== undefined || standpoints.length > 0,
    review: standpoints.length > 0,
    content: opens(actor, engaged, 'determiner', 'overseer'),
    developer: standpoints.includes('developer'),
    partnership:
      partnership !== none && isAnswered(() => lookingAt(actor, engaged, partnered(partnership))),
    appeal: filedBy !== undefined && isAnswered(() => requireSeen(actor, engaged, { filedFor })),
    // The rows of consultations name the organisation that is asked.
    consultation:
      actor.kind === 'person' &&
      actor.organisationId === 'org_heath' &&
      isAnswered(() => asConsultee(actor, 'review:read')),
  };
}

/** One that ended or expired may have been added before, and then shows more. */
const partnered = (state: string): Partnered => ({
  organisationId: 'org_fen',
  addedAt: ['nominated', 'refused', 'withdrawn'].includes(state) ? null : new Date(0),
  state: state as Partnered['state'],
});

function isAnswered(ask: () => unknown): boolean {
  try {
    ask();
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** In one line, the same for two states exactly when the person cannot tell them apart. */
export function sightOf(actor: Actor, state: State): string {
  const { engagement = none, partnership = none, determination = none, appeal = none } = state;
  if (engagement === none) return '';
  const rights = rightsOf(actor, partnership, appeal);
  if (rights === undefined) return '';
  const shown: string[] = [];
  if (rights.engagement) shown.push(`engagement ${engagement}`);
  if (rights.review) {
    for (const name of ['question', 'assessment', 'destruction'])
      shown.push(`${name} ${state[name]}`);
    shown.push(`determination ${stateOf(determination)}`);
  }
  const isTold = rights.developer && state['assessment'] === 'released';
  if (rights.content || isTold) shown.push(`outcome ${variantOf(determination)}`);
  if (rights.partnership) shown.push(`partnership ${partnership}`);
  if (rights.appeal) shown.push(`appeal ${appeal}`);
  if (rights.consultation && determination !== none) shown.push('consultation');
  return shown.join(', ');
}
