/**
 * What a partner's grant holds beyond any other (S11): the named surface it is on, and the assets that it is for.
 * The surface is the developer's to describe, in its own gateway's configuration: whatever four people sign, a
 * partner reaches nothing that is not on it. An asset is the partner's to name with every request; what the
 * request is about in truth nobody can see from its bytes, so the name is evidence and no proof.
 */
import { z } from 'zod';
import { endpointKey, isListed, type Endpoint } from './endpoint.ts';
import type { GrantKind } from './kind.ts';
import { GrantRefusal, type AdmissionProblem } from './problems.ts';

/** The one header of a caller that the gateway reads. Lower case. */
export const assetHeader = 'sallyport-asset';

/** As a header carries it whole: printable ASCII, and no comma, so that one name is never two, nor two one. */
export const asset = z
  .string()
  .min(1)
  .max(200)
  .regex(
    /^[!-+\--~]([ -+\--~]*[!-+\--~])?$/,
    'must be printable ASCII without a comma: it is sent as a header',
  )
  // One thing that the partner has; a pattern, or a mark alone, would stand for whatever it likes.
  .regex(/^[^*]*[A-Za-z0-9][^*]*$/, 'must name one thing: a letter or digit, and no `*`');
/** Two that differ in case or spaces alone are one name to whoever reads them. */
const asNamed = (name: string): string => name.toLowerCase().replaceAll(/ +/g, ' ');

export const assets = z
  .array(asset)
  .min(1)
  .max(100)
  .refine((names) => new Set(names.map(asNamed)).size === names.length, 'each asset once');

export const surfaceName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}]*$/u, 'must be one line without control characters');

export const partnerTerms = z.strictObject({ surface: surfaceName, assets });
export type PartnerTerms = z.output<typeof partnerTerms>;

/** What the developer calls a surface, and what is on it. */
export type Surfaces = ReadonlyMap<string, readonly Endpoint[]>;

interface Reaching {
  kind: GrantKind;
  endpoints: readonly Endpoint[];
  partner?: PartnerTerms | undefined;
}

/** Refuses a partner's grant that names no surface, or more than is on it. */
export function requireSurface({ kind, endpoints, partner }: Reaching, surfaces: Surfaces): void {
  if (kind !== 'partner') return;
  if (partner === undefined) {
    throw new GrantRefusal(
      'off_surface',
      '`/partner`: a partner’s grant names its surface and assets',
    );
  }
  const surface = surfaces.get(partner.surface);
  if (surface === undefined) {
    throw new GrantRefusal(
      'off_surface',
      `this gateway’s configuration has no surface \`${partner.surface}\``,
    );
  }
  const beyond = endpoints.find((endpoint) => !isListed(surface, endpoint));
  if (beyond !== undefined) {
    throw new GrantRefusal(
      'off_surface',
      `\`${endpointKey(beyond)}\` is not on the surface \`${partner.surface}\``,
    );
  }
}

/** Whether the grant reaches this: a partner's, only while its surface holds it too. */
export const reaches = (
  { kind, endpoints, partner }: Reaching,
  surfaces: Surfaces,
  asked: { method: string; path: string },
): boolean =>
  isListed(endpoints, asked) &&
  (kind !== 'partner' || isListed(surfaces.get(partner?.surface ?? '') ?? [], asked));

/**
 * Place of the asset that a partner's request names, among those of its grant, and so nothing that the caller
 * wrote. `named`: every value of the header, as they came.
 */
export function assetNamed(
  { partner }: Pick<Reaching, 'partner'>,
  named: readonly string[],
): number | Extract<AdmissionProblem, 'asset_not_named' | 'asset_not_granted'> {
  const [name, ...more] = named;
  if (name === undefined || name === '' || more.length > 0) return 'asset_not_named';
  const place = partner?.assets.indexOf(name) ?? -1;
  return place < 0 ? 'asset_not_granted' : place;
}
