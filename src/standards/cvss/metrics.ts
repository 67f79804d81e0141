/**
 * The metrics of each CVSS version and the values each may take, in the order its specification
 * lists them: CVSS v2.0 guide §3, v3.0 and v3.1 specification §6, v4.0 specification §7 (FIRST).
 *
 * The calculator we use reads vectors kindly (it skips what it does not know), so a vector is held
 * against these tables first: a misspelt metric must never become a score.
 */
export type CvssVersion = '2.0' | '3.0' | '3.1' | '4.0';

export interface CvssMetrics {
  /** What a vector of this version starts with; v2.0 has no prefix. */
  prefix: string;
  base: ReadonlyMap<string, readonly string[]>;
  optional: ReadonlyMap<string, readonly string[]>;
  /** v4.0 fixes the order of metrics (§7, table 23); the others leave it free. */
  isOrderFixed: boolean;
}

const table = (text: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    text
      .trim()
      .split(/\s+/)
      .map((entry) => {
        const [metric = '', values = ''] = entry.split(':');
        return [metric, values.split(',')] as const;
      }),
  );

const base3 = table('AV:N,A,L,P AC:L,H PR:N,L,H UI:N,R S:U,C C:H,L,N I:H,L,N A:H,L,N');
const optional3 = table(`
  E:X,H,F,P,U RL:X,U,W,T,O RC:X,C,R,U CR:X,H,M,L IR:X,H,M,L AR:X,H,M,L
  MAV:X,N,A,L,P MAC:X,L,H MPR:X,N,L,H MUI:X,N,R MS:X,U,C MC:X,H,L,N MI:X,H,L,N MA:X,H,L,N`);

export const cvssMetrics: Record<CvssVersion, CvssMetrics> = {
  '2.0': {
    prefix: '',
    base: table('AV:L,A,N AC:H,M,L Au:M,S,N C:N,P,C I:N,P,C A:N,P,C'),
    optional: table(`
      E:U,POC,F,H,ND RL:OF,TF,W,U,ND RC:UC,UR,C,ND
      CDP:N,L,LM,MH,H,ND TD:N,L,M,H,ND CR:L,M,H,ND IR:L,M,H,ND AR:L,M,H,ND`),
    isOrderFixed: false,
  },
  '3.0': { prefix: 'CVSS:3.0/', base: base3, optional: optional3, isOrderFixed: false },
  '3.1': { prefix: 'CVSS:3.1/', base: base3, optional: optional3, isOrderFixed: false },
  '4.0': {
    prefix: 'CVSS:4.0/',
    base: table(`
      AV:N,A,L,P AC:L,H AT:N,P PR:N,L,H UI:N,P,A
      VC:H,L,N VI:H,L,N VA:H,L,N SC:H,L,N SI:H,L,N SA:H,L,N`),
    optional: table(`
      E:X,A,P,U CR:X,H,M,L IR:X,H,M,L AR:X,H,M,L
      MAV:X,N,A,L,P MAC:X,L,H MAT:X,N,P MPR:X,N,L,H MUI:X,N,P,A
      MVC:X,H,L,N MVI:X,H,L,N MVA:X,H,L,N MSC:X,H,L,N MSI:X,S,H,L,N MSA:X,S,H,L,N
      S:X,N,P AU:X,N,Y R:X,A,U,I V:X,D,C RE:X,L,M,H U:X,Clear,Green,Amber,Red`),
    isOrderFixed: true,
  },
};
