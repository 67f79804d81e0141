/**
 * Which tier a run gets. No sandbox, no run (DESIGN, Chosen parts): when nothing fits, this refuses
 * and says what to install, and there is no way to ask for less.
 */
import type { SandboxTiers, Tier } from './run.ts';

/** `not-shared-kernel`: a kernel bug must not be enough to get out. */
export type TierPolicy = 'any' | 'not-shared-kernel';

/** In order of preference: the quick one first where either will do. */
const fitting: Record<TierPolicy, readonly Tier[]> = {
  any: ['bubblewrap', 'gvisor'],
  'not-shared-kernel': ['gvisor'],
};

export class NoSandbox extends Error {
  readonly code = 'no-sandbox';
  /** Commands that would bring a fitting tier, one a line. */
  readonly mend: string[];

  constructor(policy: TierPolicy, absent: SandboxTiers['absent']) {
    const reasons = absent.map(({ tier, reason, mend }) => `${tier}: ${reason} (try \`${mend}\`)`);
    super(
      `no sandbox fits policy \`${policy}\`, so nothing is run; ${reasons.join('; ') || 'none checked'}`,
    );
    this.name = 'NoSandbox';
    this.mend = absent.map(({ mend }) => mend);
  }
}

export function chooseTier(
  policy: TierPolicy,
  tiers: Pick<SandboxTiers, 'available' | 'absent'>,
): Tier {
  const wanted = fitting[policy];
  const chosen = wanted.find((tier) => tiers.available.includes(tier));
  if (chosen !== undefined) return chosen;
  throw new NoSandbox(
    policy,
    tiers.absent.filter(({ tier }) => wanted.includes(tier)),
  );
}
