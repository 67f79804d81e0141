/**
 * What a verification found, in words for a person who trusts neither side: what is proved, what is not,
 * and each fault at its place. What is not proved matters as much: a reader must not take "verified" for
 * more than arithmetic can show.
 */
import type { Checkpoint } from './checkpoint.ts';
import type { Cosignature } from './verify-checkpoint.ts';
import type { Walk } from './verify-entries.ts';

export const checkNames = [
  'checkpoint',
  'witnesses',
  'entries',
  'tiles',
  'bodies',
  'earlier checkpoint',
  'proof file',
] as const;
export type CheckName = (typeof checkNames)[number];

export interface Finding {
  check: CheckName;
  /** A path of the log, or the file that was given. */
  place: string;
  detail: string;
}

export interface Check {
  check: CheckName;
  status: 'passed' | 'failed' | 'not reached' | 'not asked';
  detail: string;
}

export interface LogReport {
  isProved: boolean;
  origin: string;
  /** Absent where no checkpoint held. */
  size?: number;
  root?: string;
  /** `log`: the key came with the log, so it cannot say whose log this is. */
  keyFrom: 'caller' | 'log';
  cosignatures: { witness: string; at: string }[];
  entries: number;
  tiles: number;
  commitments: number;
  disclosed: number;
  withheld: number;
  proves: string[];
  doesNotProve: string[];
  checks: Check[];
  findings: Finding[];
  findingsLeftOut: number;
}

const findingsMax = 100;

/** Faults in the order they were met, the first hundred of them by name. */
export class Findings {
  readonly list: Finding[] = [];
  leftOut = 0;
  readonly #failed = new Set<CheckName>();

  add(check: CheckName, place: string, detail: string): void {
    this.#failed.add(check);
    if (this.list.length < findingsMax) this.list.push({ check, place, detail });
    else this.leftOut += 1;
  }

  has(check: CheckName): boolean {
    return this.#failed.has(check);
  }
}

/** What is known at the end; absent is what could not be looked at. */
export interface Verified {
  origin: string;
  keyFrom: LogReport['keyFrom'];
  witnesses: number;
  quorum: number;
  /** Set only once its signature held. */
  checkpoint?: Checkpoint;
  cosignatures: readonly Cosignature[];
  walk?: Walk;
  asked: { earlier: boolean; proof: boolean };
  /** The size of the earlier checkpoint. */
  earlier?: number;
  /** The entry that the proof file is about. */
  proofOf?: number;
}

export function reportOf(verified: Verified, findings: Findings): LogReport {
  const { checkpoint, cosignatures, walk } = verified;
  const checks = checksOf(verified, findings);
  const passed = new Set(
    checks.filter(({ status }) => status === 'passed').map(({ check }) => check),
  );
  const commitments = walk?.commitments ?? 0;
  const disclosed = walk?.disclosed ?? 0;
  const withheld = withheldIn(walk);
  return {
    isProved: checks.every(({ status }) => status === 'passed' || status === 'not asked'),
    origin: verified.origin,
    ...(checkpoint && { size: checkpoint.size, root: checkpoint.root.toString('base64') }),
    keyFrom: verified.keyFrom,
    cosignatures: cosignatures.map(({ witness, timeS }) => ({
      witness: witness.name,
      at: instantOf(timeS),
    })),
    entries: walk?.entries ?? 0,
    tiles: walk?.tiles ?? 0,
    commitments,
    disclosed,
    withheld,
    proves: provedBy(verified, passed, disclosed),
    doesNotProve: notProvedBy(verified, passed, withheld),
    checks,
    findings: findings.list,
    findingsLeftOut: findings.leftOut,
  };
}

function checksOf(verified: Verified, findings: Findings): Check[] {
  const { walk, checkpoint, cosignatures, earlier, proofOf } = verified;
  const size = checkpoint?.size ?? 0;
  const withheld = withheldIn(walk);
  const details: Record<CheckName, string> = {
    checkpoint: `signed by \`${verified.origin}\`: ${entries(size)}`,
    witnesses: `${cosignatures.length} of ${verified.witnesses} cosigned, ${verified.quorum} needed`,
    entries: `${entries(size)} lead to the signed root`,
    tiles: `${counted(walk?.tiles ?? 0)} read, each as its entries make it`,
    bodies: `${counted(walk?.disclosed ?? 0)} shown and fit, ${counted(withheld)} withheld`,
    'earlier checkpoint': `${entries(earlier ?? 0)} then, ${counted(size)} now, none changed`,
    'proof file': `entry ${proofOf} is in the log`,
  };
  const asked = new Set<CheckName>(checkNames);
  if (verified.witnesses === 0) asked.delete('witnesses');
  if (!verified.asked.earlier) asked.delete('earlier checkpoint');
  if (!verified.asked.proof) asked.delete('proof file');
  return checkNames.map((check) => {
    if (!asked.has(check)) return { check, status: 'not asked', detail: notAsked[check] ?? '' };
    if (findings.has(check)) return { check, status: 'failed', detail: 'see below' };
    if (checkpoint === undefined) {
      return { check, status: 'not reached', detail: 'no checkpoint holds' };
    }
    const isOfEntries = check !== 'checkpoint' && check !== 'witnesses';
    if (isOfEntries && walk?.isSigned !== true) {
      return { check, status: 'not reached', detail: 'the signed entries are not here' };
    }
    return { check, status: 'passed', detail: details[check] };
  });
}

const notAsked: Partial<Record<CheckName, string>> = {
  witnesses: 'name each with `--witness`',
  'earlier checkpoint': 'give one with `--since`',
  'proof file': 'give one with `--proof`',
};

function provedBy(verified: Verified, passed: ReadonlySet<CheckName>, disclosed: number): string[] {
  const { checkpoint, cosignatures, earlier, proofOf } = verified;
  const proved: string[] = [];
  if (passed.has('checkpoint') && passed.has('entries')) {
    proved.push(
      verified.keyFrom === 'caller'
        ? `The holder of the key you named signed exactly these ${entries(checkpoint?.size ?? 0)}, in this order. Had one been changed, left out or moved since, it would show.`
        : `The log agrees with itself: its ${entries(checkpoint?.size ?? 0)}, hashes and signature belong together.`,
    );
  }
  if (passed.has('witnesses') && cosignatures.length > 0) {
    const names = cosignatures.map(
      ({ witness, timeS }) => `\`${witness.name}\` (${instantOf(timeS)})`,
    );
    proved.push(
      `Cosigned by ${names.join(' and ')}: each states that this history continues all it saw of this log before.`,
    );
  }
  if (passed.has('bodies') && disclosed > 0) {
    proved.push(
      `${counted(disclosed)} disclosed ${disclosed === 1 ? 'body is' : 'bodies are'} word for word what the log committed to.`,
    );
  }
  if (passed.has('earlier checkpoint')) {
    proved.push(
      `Since the earlier checkpoint the log only grew, from ${counted(earlier ?? 0)} to ${counted(checkpoint?.size ?? 0)} entries: nothing in it was changed or taken out.`,
    );
  }
  if (passed.has('proof file')) {
    proved.push(`The proof file is right: entry ${proofOf} stands in this log at that place.`);
  }
  return proved;
}

function notProvedBy(
  verified: Verified,
  passed: ReadonlySet<CheckName>,
  withheld: number,
): string[] {
  const isFromLog = verified.keyFrom === 'log';
  const size = verified.checkpoint?.size ?? 0;
  return [
    ...(isFromLog
      ? [
          'Whose log this is: its key came from the log itself. Get the key from its owner by another way and give it with `--key`.',
        ]
      : []),
    'That nothing happened outside the log: only what was written to it can be looked at.',
    'That an entry is true: the log shows what was written, not what was done.',
    ...(withheld > 0
      ? [
          `What the ${counted(withheld)} withheld ${withheld === 1 ? 'body says' : 'bodies say'}: until body and salt are shown, that is what somebody claims.`,
        ]
      : []),
    passed.has('witnesses') && verified.cosignatures.length > 0
      ? 'That the witnesses are independent of each other and of the log’s owner: that is yours to know.'
      : `That everybody is shown this same history: ${verified.witnesses === 0 ? 'you named no witness' : 'too few of the witnesses you named vouch for it'}.`,
    ...(verified.checkpoint?.extensions === undefined
      ? []
      : ['What the checkpoint’s extension lines mean: nobody can audit them.']),
    `That the log has not grown since: this is its state at ${entries(size)}.`,
    'When an entry was written, beyond what its writer’s clock and the witnesses’ clocks say.',
    'That whoever runs a model did not keep what it was asked: it had to read it to answer.',
  ];
}

/** A changed entry may no longer look like a commitment, while its body still fits the signed hash. */
const withheldIn = (walk: Walk | undefined): number =>
  Math.max(0, (walk?.commitments ?? 0) - (walk?.disclosed ?? 0));
const instantOf = (timeS: number): string => new Date(timeS * 1000).toISOString();
const counted = (count: number): string => count.toLocaleString('en');
const entries = (count: number): string => `${counted(count)} ${count === 1 ? 'entry' : 'entries'}`;
