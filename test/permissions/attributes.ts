/**
 * The rules of the inner door, each with a case that it allows, as plain facts that a test can take apart: who
 * acts, and what is looked at. `besides` names what of those facts the rule does not rest on; everything else
 * is an attribute, and must be there.
 */
import type { Actor, Office, Scope } from '#platform/auth';
import * as access from '../../src/access/policy.ts';
import { isNameFor } from '../../src/access/sealed.ts';
import { requireOpen, takesPart } from '../../src/access/engagement-state.ts';
import * as evaluation from '../../src/evaluation/policy.ts';
import * as appeals from '../../src/review/appeal-policy.ts';
import { asConsultee } from '../../src/review/consultation-policy.ts';
import * as partnerships from '../../src/review/partnership-policy.ts';
import * as review from '../../src/review/policy.ts';

export interface Rule {
  name: string;
  /** What a token needs for it; none where it is not about an actor. */
  scope?: Scope;
  /** `actor` among them, where somebody acts. */
  facts: Facts;
  /** A refusal, or an empty answer, denies. */
  ask: (facts: never) => unknown;
  /** Paths of what it does not rest on. */
  besides: readonly string[];
  /** Where it says more than that nothing is there, to whom that much is known already. */
  says?: Readonly<Record<string, string>>;
}
export type Facts = Readonly<Record<string, unknown>>;
type Person = Extract<Actor, { kind: 'person' }>;

interface Engaged extends review.Engaged {
  recused: string[];
  disinterested: string[];
}
type OfEngagement = { actor: Person; engaged: Engaged };

const person = (organisation: string, office: Office): Person => ({
  kind: 'person',
  id: 'person_acting',
  organisationId: `org_${organisation}`,
  offices: [office],
  scopes: 'every',
});
const people = {
  developer: person('larch', 'developer'),
  evaluator: person('tern', 'evaluator'),
  determiner: person('tern', 'determiner'),
  overseer: person('oversight', 'overseer'),
  partner: person('fen', 'partner'),
  consultee: person('heath', 'consultee'),
};

/** Whoever acts declared that they have no interest; somebody else declared one. */
const engaged: Engaged = {
  developerId: 'org_larch',
  evaluatorId: 'org_tern',
  recused: ['person_other'],
  disinterested: ['person_acting'],
};
/** What a standpoint does not rest on: the other side, and the declaration unless something sealed opens. */
const beside = {
  developer: ['engaged.evaluatorId', 'engaged.disinterested'],
  evaluator: ['engaged.developerId', 'engaged.disinterested'],
  determiner: ['engaged.developerId', 'engaged.disinterested'],
  overseer: ['engaged.developerId', 'engaged.evaluatorId', 'engaged.disinterested'],
  /** Neither side of the engagement. */
  outside: ['engaged.developerId', 'engaged.evaluatorId', 'engaged.disinterested'],
} as const;
const declaring = (paths: readonly string[]): string[] =>
  paths.filter((path) => path !== 'engaged.disinterested');
type Seat = 'developer' | 'evaluator' | 'determiner' | 'overseer';
const seats: Seat[] = ['developer', 'evaluator', 'determiner', 'overseer'];
const ofAccess: Exclude<Seat, 'determiner'>[] = ['developer', 'evaluator', 'overseer'];

/** About somebody who stands towards the engagement. */
const towards = (
  name: string,
  seat: Seat,
  scope: Scope,
  ask: (facts: OfEngagement) => unknown,
  besides: readonly string[] = beside[seat],
): Rule => ({
  name: `${name}, as ${seat}`,
  scope,
  facts: { actor: people[seat], engaged },
  ask,
  besides,
});

/** About somebody by their office alone. */
const byOffice = (
  name: string,
  office: keyof typeof people,
  scope: Scope,
  ask: (actor: Person) => unknown,
): Rule => ({
  name: `${name}, as ${office}`,
  scope,
  facts: { actor: people[office] },
  ask: ({ actor }: { actor: Person }) => ask(actor),
  besides: [],
});

type Opening = Parameters<typeof isNameFor>[0];

const accessRules: Rule[] = [
  ...ofAccess.map((seat) =>
    towards('access is there', seat, 'grant:read', ({ actor, engaged: parties }) =>
      access.standpointOf(actor, parties, 'grant:read'),
    ),
  ),
  ...(['developer', 'evaluator'] as const).map((seat) =>
    towards('a step of a side', seat, 'grant:write', ({ actor, engaged: parties }) =>
      access.asSide(actor, parties, seat),
    ),
  ),
  ...(['evaluator', 'determiner', 'overseer'] as const).map((seat) =>
    towards('declaring', seat, 'grant:write', ({ actor, engaged: parties }) =>
      access.asDeclarer(actor, parties),
    ),
  ),
  ...seats.map((seat) =>
    towards('exports are there', seat, 'grant:read', ({ actor, engaged: parties }) =>
      access.placeOf(actor, parties, 'grant:read'),
    ),
  ),
  ...(['evaluator', 'determiner', 'overseer'] as const).map((seat) =>
    towards(
      'asking for an export, and agreeing to one',
      seat,
      'grant:write',
      ({ actor, engaged: parties }) => access.asExporter(actor, parties),
      // Whose model it is: its people are told apart.
      beside[seat].filter((path) => path !== 'engaged.developerId'),
    ),
  ),
  ...seats.map((seat) =>
    towards('reading declarations', seat, 'grant:read', ({ actor, engaged: parties }) =>
      access.readsDeclarations(actor, parties),
    ),
  ),
  ...ofAccess.map((seat) =>
    byOffice('own lists', seat, 'grant:read', (actor) => access.asParticipant(actor, 'grant:read')),
  ),
  byOffice('opening a submission', 'developer', 'grant:write', access.asDeveloper),
  ...(['developer', 'evaluator', 'determiner'] as const).map((seat) =>
    byOffice('a key', seat, 'grant:write', (actor) => access.asApprover(actor, 'grant:write')),
  ),
  ...(['person_asking', 'person_agreeing'] as const).map((personId): Rule => ({
    name: `a runner’s name, for ${personId} of the two`,
    facts: {
      opening: { requestedBy: 'person_asking', approvedBy: 'person_agreeing' },
      personId,
    },
    ask: ({ opening, personId: id }: { opening: Opening; personId: string }) =>
      isNameFor(opening, id),
    besides: [],
  })),
  {
    name: 'a step within the scope of an open engagement',
    facts: { engagement: { state: 'open', scope: ['access'] } },
    ask: ({ engagement }: { engagement: Parameters<typeof takesPart>[0] }) =>
      takesPart(engagement, 'access'),
    besides: [],
  },
  {
    name: 'an open engagement',
    facts: { engagement: { state: 'open', scope: ['access'] } },
    ask({ engagement }: { engagement: Parameters<typeof requireOpen>[0] }) {
      requireOpen(engagement);
      return true;
    },
    besides: ['engagement.scope'],
    says: { 'engagement.state': 'engagement_paused' },
  },
  {
    name: 'an open engagement that covers it',
    facts: { engagement: { state: 'open', scope: ['access'] } },
    ask({ engagement }: { engagement: Parameters<typeof requireOpen>[0] }) {
      requireOpen(engagement, 'access');
      return true;
    },
    besides: [],
    says: { 'engagement.state': 'engagement_paused', 'engagement.scope': 'out_of_scope' },
  },
];

const reviewRules: Rule[] = [
  ...seats.map((seat) =>
    towards('review is there', seat, 'review:read', ({ actor, engaged: parties }) =>
      review.looking(actor, parties),
    ),
  ),
  ...(['developer', 'evaluator', 'determiner'] as const).map((seat) =>
    towards('a step of review', seat, 'review:write', ({ actor, engaged: parties }) =>
      review.acting(actor, parties, seat),
    ),
  ),
  ...seats.map((seat) =>
    towards(
      'something sealed',
      seat,
      'review:read',
      ({ actor, engaged: parties }) => review.opens(actor, parties, seat),
      seat === 'developer' ? beside.developer : declaring(beside[seat]),
    ),
  ),
  byOffice('asking a question', 'developer', 'review:write', review.asDeveloper),
  ...seats.map((seat) => byOffice('own lists of review', seat, 'review:read', review.asReader)),
  ...(['partner', 'consultee'] as const).map((office) =>
    byOffice('own lists of review', office, 'review:read', (actor) =>
      review.asReader(actor, office),
    ),
  ),
  ...(['determiner', 'overseer'] as const).map((seat) =>
    byOffice('lists of determinations', seat, 'review:read', review.asOfficial),
  ),
  byOffice('a consultation', 'consultee', 'review:read', (actor) =>
    asConsultee(actor, 'review:read'),
  ),
];

type OfAppeal = OfEngagement & { appeal: { filedFor: string } };
const appealBy = (
  filer: 'developer' | 'evaluator' | 'partner',
  name: string,
  scope: Scope,
  ask: (facts: OfAppeal) => unknown,
  besides: readonly string[] = filer === 'partner' ? beside.outside : beside[filer],
): Rule => ({
  name: `${name}, as ${filer} who filed it`,
  scope,
  facts: {
    actor: people[filer],
    engaged,
    appeal: { filedFor: people[filer].organisationId },
  },
  ask,
  besides,
});

const appealRules: Rule[] = (['developer', 'evaluator', 'partner'] as const).flatMap((filer) => {
  const besides = filer === 'partner' ? beside.outside : beside[filer];
  return [
    appealBy(
      filer,
      'an appeal is there',
      'review:read',
      ({ actor, engaged: parties, appeal }) => {
        appeals.requireSeen(actor, parties, appeal);
        return true;
      },
      // A side sees every appeal of its engagement, whoever filed it.
      filer === 'partner' ? besides : [...besides, 'appeal.filedFor'],
    ),
    appealBy(filer, 'an appeal is one’s own', 'review:write', (facts) =>
      appeals.isAppellant(facts.actor, facts.engaged, facts.appeal, 'review:write'),
    ),
    appealBy(
      filer,
      'grounds',
      'review:read',
      ({ actor, engaged: parties, appeal }) => appeals.opensGrounds(actor, parties, appeal),
      filer === 'evaluator' ? declaring(besides) : besides,
    ),
  ];
});

type OfPartnership = OfEngagement & { partnership: Parameters<typeof partnerships.lookingAt>[2] };
const asPartnerOf = (
  name: string,
  scope: Scope,
  ask: (facts: OfPartnership) => unknown,
  isRefused = false,
): Rule => ({
  name: `${name}, as partner ${isRefused ? 'that was refused' : 'that was added'}`,
  scope,
  facts: {
    actor: people.partner,
    engaged,
    partnership: {
      organisationId: 'org_fen',
      addedAt: isRefused ? null : new Date(0),
      state: isRefused ? 'refused' : 'added',
    },
  },
  ask,
  besides: [...beside.outside, `partnership.${isRefused ? 'addedAt' : 'state'}`],
});

const partnershipRules: Rule[] = [false, true].flatMap((isRefused) => [
  asPartnerOf(
    'a partnership is there',
    'review:read',
    ({ actor, engaged: parties, partnership }) =>
      partnerships.lookingAt(actor, parties, partnership),
    isRefused,
  ),
  asPartnerOf(
    'a step of the partner',
    'review:write',
    ({ actor, engaged: parties, partnership }) =>
      partnerships.asPartner(actor, parties, partnership),
    isRefused,
  ),
  asPartnerOf(
    'ending it',
    'review:write',
    ({ actor, engaged: parties, partnership }) =>
      partnerships.asAnyParty(actor, parties, partnership),
    isRefused,
  ),
]);

type OfOwned = { actor: Person; owned: { organisationId: string } };
const owned = { organisationId: 'org_tern' };
const suite = { ...owned, firstCustodian: 'person_acting', secondCustodian: 'person_other' };

const evaluationRules: Rule[] = [
  ...(['evaluator', 'overseer'] as const).map((seat): Rule => ({
    name: `what an office owns, as ${seat}`,
    scope: 'evaluation:read',
    facts: { actor: people[seat], owned },
    ask: ({ actor, owned: of }: OfOwned) => evaluation.standpointOf(actor, of, 'evaluation:read'),
    besides: seat === 'overseer' ? ['owned.organisationId'] : [],
  })),
  {
    name: 'a step of the office',
    scope: 'evaluation:write',
    facts: { actor: people.evaluator, owned },
    ask: ({ actor, owned: of }: OfOwned) => evaluation.asEvaluatorOf(actor, of),
    besides: [],
  },
  {
    name: 'a step of a custodian',
    scope: 'evaluation:write',
    facts: { actor: people.evaluator, suite },
    ask: ({ actor, suite: of }: { actor: Person; suite: typeof suite }) =>
      evaluation.asCustodianOf(actor, of),
    besides: ['suite.secondCustodian'],
    says: { 'suite.firstCustodian': 'forbidden' },
  },
  byOffice('something new', 'evaluator', 'evaluation:write', (actor) =>
    evaluation.asEvaluator(actor, 'evaluation:write'),
  ),
  ...(['evaluator', 'overseer'] as const).map((seat) =>
    byOffice('lists of evaluation', seat, 'evaluation:read', evaluation.asReader),
  ),
  ...ofAccess.map((seat) =>
    byOffice('procedures', seat, 'evaluation:read', (actor) => {
      evaluation.asProcedureReader(actor);
      return true;
    }),
  ),
  ...ofAccess.map((seat) =>
    towards(
      'what was written for both, sealed',
      seat,
      'evaluation:read',
      ({ actor, engaged: parties }) =>
        evaluation.readsSharedOf(actor, parties) !== undefined && access.isDeclared(actor, parties),
      seat === 'developer' ? beside.developer : declaring(beside[seat]),
    ),
  ),
];

export const rules: readonly Rule[] = [
  ...accessRules,
  ...reviewRules,
  ...appealRules,
  ...partnershipRules,
  ...evaluationRules,
];
