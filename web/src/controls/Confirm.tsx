/**
 * A second word before what cannot be undone, and nothing else (journeys, Shell). The browser's own dialog: it
 * keeps the focus inside, closes on Escape, and gives the focus back to the button that opened it.
 */
import { Button } from '@trussworks/react-uswds';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { asProblem } from '../api/problem.ts';
import { ProblemAlert } from './ProblemAlert.tsx';

interface ConfirmProps {
  title: string;
  /** On the button that does it. */
  does: string;
  step: { mutate: () => void; isPending: boolean; isError: boolean; error: Error | null };
  onClose: () => void;
  /** What happens, in a sentence or two. */
  children: ReactNode;
}

export function Confirm({ title, does, step, onClose, children }: ConfirmProps) {
  const box = useRef<HTMLDialogElement>(null);
  const name = useId();
  useEffect(() => {
    box.current?.showModal();
  }, []);
  return (
    <dialog ref={box} className="sp-confirm" aria-labelledby={name} onClose={onClose}>
      <h2 id={name}>{title}</h2>
      {step.isError && <ProblemAlert problem={asProblem(step.error)} />}
      {children}
      <div className="sp-buttons">
        <Button type="button" disabled={step.isPending} onClick={() => step.mutate()}>
          {does}
        </Button>
        <Button type="button" unstyled onClick={() => box.current?.close()}>
          Not now
        </Button>
      </div>
    </dialog>
  );
}
