/**
 * What may be asked of a model's endpoint: exact methods and paths, listed in the grant. A request's
 * target is compared as it came, byte for byte. Nothing is decoded, joined or normalised: `%2e`,
 * `//` and `http://host/…` are simply not on the list, so no two readings of a path can differ.
 */
import { z } from 'zod';

export const endpoint = z.strictObject({
  method: z.enum(['GET', 'POST']),
  /** Absolute, plain: letters, digits, `-._~` and `/`; a query string never matches. */
  path: z
    .string()
    .max(200)
    .regex(/^(\/[A-Za-z0-9._~-]+)+$/, 'must be a plain path like `/v1/messages`')
    .refine((path) => !/\/\.{1,2}(\/|$)/.test(path), 'must not climb')
    .refine((path) => !path.startsWith('/sallyport'), '`/sallyport` is the gateway’s own'),
});
export type Endpoint = z.output<typeof endpoint>;

/** `POST /v1/messages`: how an endpoint is written, and looked up. */
export const endpointKey = ({ method, path }: { method: string; path: string }): string =>
  `${method} ${path}`;

export const isListed = (
  endpoints: readonly Endpoint[],
  asked: { method: string; path: string },
): boolean => endpoints.some((listed) => endpointKey(listed) === endpointKey(asked));
