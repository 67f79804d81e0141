/** Reads the pattern language of `pattern.ts` into a tree. Throws `PatternError` with the mend. */

export class PatternError extends Error {
  override readonly name = 'PatternError';
}

export type Match = (code: number) => boolean;
export type Node =
  | { kind: 'match'; match: Match }
  | { kind: 'line-start' | 'line-end' }
  | { kind: 'sequence'; nodes: Node[] }
  | { kind: 'choice'; nodes: Node[] }
  | { kind: 'repeat'; node: Node; min: number; max: number };

const repeatMax = 50;
const depthMax = 20;

/** The tree of one pattern. */
export function parsePattern(source: string): Node {
  return new Parser(source).parse();
}

const classes: Record<string, Match> = {
  d: (code) => code >= 48 && code <= 57,
  w: (code) =>
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    code === 95 ||
    (code >= 97 && code <= 122),
  s: (code) => code === 32 || (code >= 9 && code <= 13),
};
const controls: Record<string, number> = { n: 10, r: 13, t: 9, f: 12, v: 11 };

class Parser {
  readonly #source: string;
  #index = 0;
  #depth = 0;

  constructor(source: string) {
    this.#source = source;
  }

  parse(): Node {
    const node = this.#choice();
    if (this.#index < this.#source.length)
      throw new PatternError('escape the `)` that closes nothing');
    return node;
  }

  #choice(): Node {
    if (++this.#depth > depthMax) throw new PatternError('nest fewer groups');
    const nodes = [this.#sequence()];
    while (this.#take('|')) nodes.push(this.#sequence());
    this.#depth--;
    return nodes.length === 1 ? (nodes[0] as Node) : { kind: 'choice', nodes };
  }

  #sequence(): Node {
    const nodes: Node[] = [];
    while (this.#index < this.#source.length && !'|)'.includes(this.#peek()))
      nodes.push(this.#repeated());
    return { kind: 'sequence', nodes };
  }

  #repeated(): Node {
    const node = this.#atom();
    const bounds = this.#bounds();
    if (bounds === undefined) return node;
    if (node.kind !== 'match' && node.kind !== 'choice' && node.kind !== 'sequence') {
      throw new PatternError('repeat a character or a group, not a line end');
    }
    if (/^[?*+{]$/.test(this.#peek())) throw new PatternError('escape the second repetition sign');
    return { kind: 'repeat', node, ...bounds };
  }

  #bounds(): { min: number; max: number } | undefined {
    if (this.#take('?')) return { min: 0, max: 1 };
    if (this.#take('*')) return { min: 0, max: Infinity };
    if (this.#take('+')) return { min: 1, max: Infinity };
    if (this.#peek() !== '{') return undefined;
    const found = /^\{(\d{1,6})(,(\d{1,6})?)?\}/.exec(this.#source.slice(this.#index));
    if (found === null) throw new PatternError('escape the `{`, or write `{n,m}`');
    this.#index += found[0].length;
    const min = Number(found[1]);
    const max = found[2] === undefined ? min : found[3] === undefined ? Infinity : Number(found[3]);
    if (min > repeatMax || (max !== Infinity && max > repeatMax) || max < min) {
      throw new PatternError(`repeat at most ${repeatMax} times`);
    }
    return { min, max };
  }

  #atom(): Node {
    const sign = this.#next();
    if (sign === '.') return { kind: 'match', match: (code) => code !== 10 };
    if (sign === '^') return { kind: 'line-start' };
    if (sign === '$') return { kind: 'line-end' };
    if (sign === '[') return { kind: 'match', match: this.#class() };
    if (sign === '\\') return { kind: 'match', match: this.#escape() };
    if ('?*+{'.includes(sign))
      throw new PatternError(`escape the \`${sign}\` that repeats nothing`);
    if (sign !== '(') return { kind: 'match', match: equals(sign.charCodeAt(0)) };
    if (this.#peek() === '?' && this.#source.slice(this.#index, this.#index + 2) !== '?:') {
      throw new PatternError(
        'remove the lookaround or named group; only `(…)` and `(?:…)` are read',
      );
    }
    if (this.#peek() === '?') this.#index += 2;
    const node = this.#choice();
    if (!this.#take(')')) throw new PatternError('close the group with `)`');
    return node;
  }

  #escape(): Match {
    const sign = this.#next();
    const known = classes[sign.toLowerCase()];
    if (known !== undefined) return sign === sign.toLowerCase() ? known : (code) => !known(code);
    const control = controls[sign];
    if (control !== undefined) return equals(control);
    if (/[A-Za-z0-9]/.test(sign))
      throw new PatternError(`the escape \`\\${sign}\` is not read here`);
    return equals(sign.charCodeAt(0));
  }

  #class(): Match {
    const negated = this.#take('^');
    const parts: Match[] = [];
    while (this.#peek() !== ']' || parts.length === 0) {
      if (this.#peek() === '\\') {
        this.#index++;
        parts.push(this.#escape());
        continue;
      }
      const low = this.#next().charCodeAt(0);
      const ranged = this.#peek() === '-' && this.#source[this.#index + 1] !== ']';
      if (!ranged) {
        parts.push(equals(low));
        continue;
      }
      this.#index++;
      const high = this.#next().charCodeAt(0);
      if (high < low) throw new PatternError('write the range from low to high');
      parts.push((code) => code >= low && code <= high);
    }
    this.#index++;
    return (code) => parts.some((part) => part(code)) !== negated;
  }

  #peek(): string {
    return this.#source[this.#index] ?? '';
  }

  #next(): string {
    const sign = this.#source[this.#index++];
    if (sign === undefined)
      throw new PatternError('the pattern ends too early; close what it opens');
    return sign;
  }

  #take(sign: string): boolean {
    if (this.#peek() !== sign) return false;
    this.#index++;
    return true;
  }
}

const equals =
  (wanted: number): Match =>
  (code) =>
    code === wanted;
