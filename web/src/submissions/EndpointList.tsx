/** Methods and paths, one a line, as they stand in terms. */
import type { Grant } from '../api/views.ts';

export const EndpointList = ({ endpoints }: Pick<NonNullable<Grant['terms']>, 'endpoints'>) =>
  endpoints.map(({ method, path }) => (
    <code key={`${method} ${path}`} className="sp-block">
      {method} {path}
    </code>
  ));
