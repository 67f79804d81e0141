/** A component by the name its users know: `@fastify/static`, not `static`; `libgif7`, not `debian/libgif7`. */
import type { Action } from '../api/views.ts';

export function componentName({ name, purl }: Action['component']): string {
  const scope = /^pkg:npm\/(%40[^/@?#]+)\//.exec(purl)?.[1];
  return scope === undefined ? name : `${decodeURIComponent(scope)}/${name}`;
}
