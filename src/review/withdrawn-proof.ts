/**
 * What a statement says of determinations that were taken back before it, held against itself and against the
 * engagement's log, where each was opened, answered and withdrawn: nobody can leave one out. Pure.
 */
import { canonicalBody } from '#standards/tlog';
import type { Entry } from './determination-ledger.ts';
import type { ProofCheck } from './determination-proof.ts';
import type { DeterminationStatement } from './determination-statement.ts';
import { isSaid, type WithdrawnBefore } from './withdrawn-before.ts';

export function withdrawnHold({ withdrawnBefore, decidedAt }: DeterminationStatement): ProofCheck {
  const check = 'withdrawn before';
  if (withdrawnBefore === undefined) {
    const detail = 'the statement is older than this member; see what the engagement’s log says';
    return { check, holds: true, detail };
  }
  const isWrong = withdrawnBefore.some(
    ({ withdrawnAt, consultations }) =>
      Date.parse(withdrawnAt) > Date.parse(decidedAt) ||
      consultations.some(({ state, view }) => (state === 'answered') !== (view !== null)),
  );
  const detail = isWrong
    ? 'a consultee’s answer is missing, or it was withdrawn later'
    : `${withdrawnBefore.length} determinations of this engagement`;
  return { check, holds: !isWrong, detail };
}

/** In the log: each that was withdrawn before this one was opened is named, with its reason and who had answered. */
export function withdrawnInLedger(
  entries: readonly Entry[],
  { determination, withdrawnBefore = [] }: DeterminationStatement,
): ProofCheck {
  const check = 'ledger: withdrawn before';
  const broken = (detail: string): ProofCheck => ({ check, holds: false, detail });
  const opened = of(entries, determination, 'review.determination_opened')[0];
  if (opened === undefined) return broken('the log shows no entry of its opening');
  const withdrawn = entries.filter(
    ({ type, index }) => type === 'review.determination_withdrawn' && index < opened.index,
  );
  const unnamed = withdrawn.filter(
    ({ subject }) => !withdrawnBefore.some((each) => each.determination === subject),
  );
  if (unnamed.length > 0) {
    return broken(`it leaves out ${unnamed.map(({ subject }) => subject).join(', ')}`);
  }
  const untrue = withdrawnBefore.filter((each) => !isAsInLedger(entries, withdrawn, each));
  if (untrue.length > 0) {
    const ids = untrue.map((each) => each.determination).join(', ');
    return broken(`the log says something else of ${ids}`);
  }
  const places = withdrawn.map(({ index }) => index).join(', ');
  const detail = withdrawn.length === 0 ? 'none was' : `all are named: entries ${places}`;
  return { check, holds: true, detail };
}

function isAsInLedger(
  entries: readonly Entry[],
  withdrawn: readonly Entry[],
  { determination: id, because, consultations, dissents }: WithdrawnBefore,
): boolean {
  const entry = withdrawn.find(({ subject }) => subject === id);
  if (typeof entry?.payload['because'] !== 'string') return false;
  const offices = (type: string) => of(entries, id, type).map((each) => each.payload);
  const asked = offices('review.consultation_asked');
  const answered = offices('review.consultation_answered');
  return (
    isSaid(because, entry.payload['because']) &&
    areSame(asked, consultations) &&
    areSame(
      answered,
      consultations.filter(({ state }) => state === 'answered'),
    ) &&
    of(entries, id, 'review.dissent_recorded').length === dissents.length
  );
}

const of = (entries: readonly Entry[], subject: string, type: string): Entry[] =>
  entries.filter((entry) => entry.subject === subject && entry.type === type);

const areSame = (
  logged: readonly Entry['payload'][],
  named: WithdrawnBefore['consultations'],
): boolean =>
  canonicalBody(logged.map(({ organisationId }) => organisationId).sort()) ===
  canonicalBody(named.map(({ organisation }) => organisation.id).sort());
