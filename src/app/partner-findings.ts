/**
 * A trusted partner's finding leaves by the outer door: the inner zone says whether it may, the outer takes it in
 * as a report of the partner's organisation, and the inner notes that something was sent. Like the ledger's, this
 * route looks into two zones, each by its own role.
 *
 * INVARIANT (nothing crosses but the bundle): the outer zone is given the bytes, the person who sends them and a
 * key that is made of the bytes alone. That there is a partnership, it is not told.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readBundle, type Submit } from '#clearinghouse';
import { contextOf, type ZoneParts } from '#platform/context';
import { route, type AnyRoute } from '#platform/http';
import type { Zone } from '#platform/keys';
import { bundleBytesMax } from '#proof';
import { mayLeave, recordFinding } from '#review';

export interface PartnerFindingParts {
  zones: Record<Zone, ZoneParts>;
  /** The clearinghouse's intake. */
  submit: Submit;
}

export function partnerFindingRoutes({ zones, submit }: PartnerFindingParts): AnyRoute[] {
  return [
    route({
      method: 'POST',
      path: '/api/partnerships/:partnershipId/findings',
      summary: 'Send a finding to the clearinghouse, as a report that says nothing of the model',
      zone: 'inner',
      status: 202,
      params: z.object({ partnershipId: z.string().max(64) }),
      bytes: {
        contentTypes: ['application/gzip', 'application/x-gzip'],
        limitBytes: bundleBytesMax,
      },
      response: z.object({ reportId: z.string(), receivedAt: z.date(), bundleSha256: z.string() }),
      async handler(ctx, { params: { partnershipId }, body: archive }) {
        const partner = await mayLeave(ctx, partnershipId, () => readBundle(archive).files);
        // However they came, this step carries that one thing beyond the inner zone.
        const sender = { ...partner, scopes: ['report:submit'] } as const;
        const receipt = await submit(contextOf(zones.outer, sender), {
          idempotencyKey: keyOf(archive),
          archive,
        });
        const { reportId, receivedAt, bundleSha256 } = receipt;
        await recordFinding(ctx, partnershipId, { bundleSha256, reportId });
        return { reportId, receivedAt, bundleSha256 };
      },
    }),
  ];
}

/** Sent twice, the same bundle is one report. */
const keyOf = (archive: Uint8Array): string =>
  `finding-${createHash('sha256').update(archive).digest('hex').slice(0, 40)}`;
