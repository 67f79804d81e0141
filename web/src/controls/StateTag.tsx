/** A state as shape, colour and word, so that none of the three is needed alone. */
import type { ReactNode } from 'react';
import type { Shape, StateWord } from '../words/states.ts';

const drawings: Record<Shape, ReactNode> = {
  ring: <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="2.5" />,
  half: (
    <>
      <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="2.5" />
      <path d="M8 3a5 5 0 0 1 0 10z" fill="currentColor" />
    </>
  ),
  tick: <path d="M2.5 8.5l3.8 3.8 7.2-8" fill="none" stroke="currentColor" strokeWidth="2.8" />,
  cross: <path d="M3.5 3.5l9 9m0-9l-9 9" fill="none" stroke="currentColor" strokeWidth="2.8" />,
  pause: <path d="M5 3v10M11 3v10" fill="none" stroke="currentColor" strokeWidth="3" />,
  shield: (
    <path
      d="M8 1.5l5.5 2V8c0 3.3-2.4 5.4-5.5 6.6C4.9 13.4 2.5 11.300 2.500 8V3.500z"
      fill="currentColor"
    />
  ),
  dot: <circle cx="8" cy="8" r="4" fill="currentColor" />,
};

export function ShapeMark({ shape }: { shape: Shape }) {
  return (
    <svg className="sp-mark" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {drawings[shape]}
    </svg>
  );
}

export function StateTag({ state }: { state: StateWord }) {
  return (
    <span className={`sp-state sp-state--${state.tone}`}>
      <ShapeMark shape={state.shape} />
      {state.word}
    </span>
  );
}
