/**
 * React's own elements, with their text made inert: `vite.config.ts` has every page's JSX made here, so that no page
 * can forget it (`INVARIANT (what is shown is what is there)`). The values of fields, and what is saved, copied or
 * sent, are no children of an element and stay as they came.
 */
import type { ElementType, Key, ReactElement } from 'react';
import * as react from 'react/jsx-runtime';
import { inert } from './inert.ts';

export { Fragment } from 'react/jsx-runtime';

/** Beside its children, what people see or hear of an element. */
const spoken = ['aria-label', 'label', 'labelDescription', 'title', 'alt', 'placeholder'] as const;

type Props = Record<string, unknown>;

export const jsx = (type: ElementType, props: Props, key?: Key): ReactElement =>
  react.jsx(type, inertProps(props), key);

export const jsxs = (type: ElementType, props: Props, key?: Key): ReactElement =>
  react.jsxs(type, inertProps(props), key);

function inertProps(props: Props): Props {
  const shown: Props = { ...props };
  if ('children' in props) shown['children'] = inertChildren(props['children']);
  for (const name of spoken) {
    const value = props[name];
    if (typeof value === 'string') shown[name] = inert(value);
  }
  return shown;
}

function inertChildren(children: unknown): unknown {
  if (typeof children === 'string') return inert(children);
  return Array.isArray(children) ? (children as unknown[]).map(inertChildren) : children;
}
