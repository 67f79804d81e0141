/**
 * Whether one model answers from the start of a run to its end. A name that is not the one asked for, or
 * another than before, ends the sample: what another model can do is no score of this one. A new system
 * fingerprint is a finding for a person to judge, since endpoints of several machines change it by chance.
 */
import { SampleEnded } from '../disposition.ts';
import { isSameModel, type Said } from './wire.ts';

export interface Finding {
  kind: 'model_name' | 'system_fingerprint' | 'model_description' | 'canary' | 'usage_not_reported';
  detail: string;
}

export interface IdentitySeen {
  model: string | null;
  fingerprints: string[];
}

export class Identity {
  readonly #asked: string;
  readonly #onFinding: (finding: Finding) => void;
  readonly #onSeen: (seen: IdentitySeen) => void;
  readonly #told = new Set<string>();
  #model: string | null;
  readonly #fingerprints: Set<string>;

  /** `before` is what an earlier part of the same run saw; `onSeen` is told what is new. */
  constructor(
    asked: string,
    onFinding: (finding: Finding) => void,
    onSeen: (seen: IdentitySeen) => void,
    before: IdentitySeen = { model: null, fingerprints: [] },
  ) {
    this.#asked = asked;
    this.#onFinding = onFinding;
    this.#onSeen = onSeen;
    this.#model = before.model;
    this.#fingerprints = new Set(before.fingerprints);
  }

  seen(): IdentitySeen {
    return { model: this.#model, fingerprints: [...this.#fingerprints] };
  }

  /** Throws `SampleEnded` where another model answered. */
  check({ model, fingerprint, usage }: Said): void {
    if (this.#model === null && isSameModel(this.#asked, model)) {
      this.#model = model;
      this.#onSeen(this.seen());
    }
    if (model !== this.#model) {
      const expected = this.#model ?? this.#asked;
      const detail = `\`${expected}\` was asked, and \`${model}\` answered`;
      this.#tell({ kind: 'model_name', detail });
      throw new SampleEnded('model_error', `identity: ${detail}`);
    }
    if (fingerprint !== null && !this.#fingerprints.has(fingerprint)) {
      if (this.#fingerprints.size > 0) {
        const detail = `a new system fingerprint, \`${fingerprint}\``;
        this.#tell({ kind: 'system_fingerprint', detail });
      }
      this.#fingerprints.add(fingerprint);
      this.#onSeen(this.seen());
    }
    if (!usage.isReported) {
      const detail = 'the endpoint does not say, or not credibly, what a call costs';
      this.#tell({ kind: 'usage_not_reported', detail });
    }
  }

  /** Once for each thing that is found. */
  #tell(finding: Finding): void {
    const key = JSON.stringify(finding);
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.#onFinding(finding);
  }
}
