/** Every route there is, domain by domain. A route not in this list does not exist. */
import { z } from 'zod';
import { accessRoutes } from '#access';
import { advisoryRoutes, type Publisher } from '#advisories';
import { clearinghouseRoutes, openIntake } from '#clearinghouse';
import { evaluationRoutes } from '#evaluation';
import { localSignInRoutes, membershipRoutes } from '#membership';
import { operatorRoutes } from '#operators';
import { reviewRoutes } from '#review';
import { route, type AnyRoute } from '#platform/http';
import type { ZoneParts } from '#platform/context';
import type { Zone } from '#platform/keys';
import type { GrowthNotices } from '#platform/notify';
import type { Config } from './config.ts';
import { ledgerRoutes } from './ledger-routes.ts';
import { partnerFindingRoutes } from './partner-findings.ts';
import { version } from './version.ts';

/**
 * `growth` is the outer zone's, `innerGrowth` the inner's; `zones` is for the routes that look into every zone.
 * A description of the API needs none of them.
 */
export function allRoutes(
  config: Config,
  growth: GrowthNotices,
  zones: Record<Zone, ZoneParts>,
  innerGrowth: GrowthNotices = growth,
): AnyRoute[] {
  return [
    installationRoute(config),
    ...membershipRoutes,
    ...(config.dev ? localSignInRoutes : []),
    ...clearinghouseRoutes({
      notice: config.legalBasis,
      growth,
      waitingMax: config.intakeWaitingMax,
    }),
    ...advisoryRoutes(publisherOf(config)),
    ...operatorRoutes(config.contact),
    ...accessRoutes({ growth: innerGrowth }),
    ...evaluationRoutes,
    ...reviewRoutes,
    ...partnerFindingRoutes({ zones, submit: openIntake(config.intakeWaitingMax) }),
    ...ledgerRoutes({ zones, witnesses: config.witnesses }),
  ];
}

function installationRoute(config: Config): AnyRoute {
  return route({
    method: 'GET',
    path: '/api/installation',
    summary: 'What this installation is, its legal basis and who may read reports',
    zone: 'office',
    response: z.object({
      name: z.string(),
      version: z.string(),
      dev: z.boolean(),
      legalBasis: z.string(),
      whoMayRead: z.string(),
      contact: z.object({ name: z.string(), telephone: z.string() }),
    }),
    async handler() {
      const { name, dev, legalBasis, whoMayRead, contact } = config;
      return { name, version, dev, legalBasis, whoMayRead, contact };
    },
  });
}

/** CSAF's publisher is whoever runs the installation; we only ever write `coordinator` for them. */
export function publisherOf({
  name,
  publisherUrl,
}: Pick<Config, 'name' | 'publisherUrl'>): Publisher {
  return {
    category: 'coordinator',
    name,
    namespace: publisherUrl,
    advisoriesUrl: `${publisherUrl}/advisories/`,
  };
}
