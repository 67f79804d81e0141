/** What is wrong with a log, or was mended in reading it: typed, bounded, never thrown. */

export type InspectLogFindingCode =
  /** The file is no log at all, or cannot be opened. */
  | 'format_unknown'
  | 'unreadable'
  /** The end is missing; what could be saved was. */
  | 'truncated'
  /** No header: the run did not finish, and the journal speaks for it. */
  | 'unfinished'
  | 'no_header'
  /** Two entries, members or samples of one name; which one counts is in the message. */
  | 'duplicate'
  | 'name_invalid'
  | 'name_mismatch'
  | 'identity_mismatch'
  | 'encrypted'
  | 'compression_unknown'
  | 'damaged'
  | 'too_large'
  | 'too_deep'
  | 'too_many'
  | 'not_json'
  | 'not_utf8'
  | 'version_unknown'
  | 'field_invalid'
  | 'field_missing'
  | 'reference_missing'
  | 'sample_missing'
  /** There, but not wholly read, so it is not counted. */
  | 'sample_incomplete'
  | 'summary_missing'
  | 'count_mismatch'
  | 'more_findings';

export interface InspectLogFinding {
  code: InspectLogFindingCode;
  /** The entry of the archive, or `''` for the file as a whole. */
  entry: string;
  /** RFC 6901, where the finding is about one value. */
  instancePath: string;
  message: string;
}

export class InspectLogFindings {
  readonly #listed: InspectLogFinding[] = [];
  readonly #seen = new Set<string>();
  readonly #max: number;
  #unlisted = 0;

  constructor(max: number) {
    this.#max = max;
  }

  /** Entries are read more than once; the same finding is listed once. */
  add(code: InspectLogFindingCode, entry: string, message: string, instancePath = ''): void {
    const key = `${code}\0${entry}\0${instancePath}\0${message}`;
    if (this.#seen.has(key)) return;
    if (this.#listed.length >= this.#max) {
      this.#unlisted++;
      return;
    }
    this.#seen.add(key);
    this.#listed.push({ code, entry: shown(entry), instancePath: shown(instancePath), message });
  }

  /** All of them so far, with a last one that counts those beyond the limit. */
  list(): InspectLogFinding[] {
    if (this.#unlisted === 0) return [...this.#listed];
    const message = `${this.#unlisted} more findings are not listed`;
    return [...this.#listed, { code: 'more_findings', entry: '', instancePath: '', message }];
  }
}

/** Carries a finding up to where reading can go on without the value. */
export class InspectLogFault extends Error {
  readonly code: InspectLogFindingCode;
  constructor(code: InspectLogFindingCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Names come from the file: shortened, and without what a terminal would obey. */
export function shown(name: string): string {
  const plain = name.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
  return plain.length <= 200 ? plain : `${plain.slice(0, 199)}…`;
}

/** What a stranger's error says, as a part of one of our sentences. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return shown(message.replace(/\s+/g, ' '));
}
