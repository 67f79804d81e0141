/**
 * A refusal on the page: what happened, what to do, and a link to each field at fault. The focus moves
 * here when it appears (journeys, Errors).
 */
import { Alert, AlertHeading } from '@trussworks/react-uswds';
import { useEffect, useRef, type ReactNode } from 'react';
import type { FieldFault, Problem } from '../api/problem.ts';
import { phrase, sentence } from './sentence.tsx';

/** What a program is told about the list, which a reader sees just below. */
const pointsToErrors = /; `errors` [^;`]*$/;

interface ProblemAlertProps {
  problem: Problem;
  /** The id of the field a fault belongs to; without one, the fault is said and not linked. */
  fieldOf?: (fault: FieldFault) => string | undefined;
  /** What the page calls that field; without it the place is named as the API does. */
  nameOf?: (fault: FieldFault) => string | undefined;
  onFault?: (fault: FieldFault) => void;
  children?: ReactNode;
}

export function ProblemAlert({ problem, fieldOf, nameOf, onFault, children }: ProblemAlertProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [problem]);

  return (
    <div ref={box} tabIndex={-1} className="sp-problem">
      <Alert type="error" role="alert">
        <AlertHeading level="h2">{problem.title}</AlertHeading>
        <div className="usa-alert__text">
          <p>{sentence(problem.message.replace(pointsToErrors, ''))}</p>
          {problem.errors.length > 0 && (
            <ul>
              {problem.errors.map((fault) => (
                <li key={`${fault.pointer} ${fault.detail}`}>
                  <FaultLink
                    fault={fault}
                    field={fieldOf?.(fault)}
                    name={nameOf?.(fault)}
                    onFault={onFault}
                  />
                </li>
              ))}
            </ul>
          )}
          {problem.code === 'internal' && problem.instance !== undefined && (
            <p>
              Quote <code>{problem.instance}</code> when you report it.
            </p>
          )}
          {children}
        </div>
      </Alert>
    </div>
  );
}

interface FaultLinkProps {
  fault: FieldFault;
  field: string | undefined;
  name: string | undefined;
  onFault: ((fault: FieldFault) => void) | undefined;
}

function FaultLink({ fault, field, name, onFault }: FaultLinkProps) {
  const place = fault.pointer === '' ? null : <code>{fault.pointer}</code>;
  const words = (
    <>
      {name === undefined ? place : `${name}:`}{' '}
      {name === undefined ? sentence(fault.detail) : phrase(fault.detail)}
    </>
  );
  if (field === undefined) return words;
  return (
    <a
      className="usa-link"
      href={`#${field}`}
      onClick={(event) => {
        event.preventDefault();
        document.getElementById(field)?.focus();
        onFault?.(fault);
      }}
    >
      {words}
    </a>
  );
}
