/** Names and values, in columns where there is room. */
import type { ReactNode } from 'react';

export function Facts({ children, stacked }: { children: ReactNode; stacked?: boolean }) {
  return <dl className={stacked ? 'sp-facts sp-facts--stacked' : 'sp-facts'}>{children}</dl>;
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
