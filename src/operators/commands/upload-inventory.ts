/**
 * An operator gives a system's inventory. What published advisories affect opens a card; what an open
 * card was about and this inventory no longer holds is proved done, with a receipt.
 */
import { publishedForPackages, type PublishedAdvisory } from '#advisories';
import { advisoryKeyOf, matchComponents, replaceInventory, type StoredComponent } from '#matching';
import { record, type Context } from '#platform/context';
import { brokenTextIn, type Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { Refusal } from '#platform/problems';
import { parsePurl } from '#standards/purl';
import { readSbom, type Sbom } from '#standards/sbom';
import { indexOf } from '../advisory-index.ts';
import { asOperator } from '../policy.ts';
import { openExposuresOf, putSystem, type SystemRow } from '../store.ts';
import { confirmByInventory } from './confirm.ts';
import { openExposure } from './open-exposure.ts';

export interface UploadInventory {
  /** The operator's own name for the system. */
  name: string;
  sbom: Uint8Array;
}

export type Uploaded = SystemRow & { opened: number; confirmed: number };

/** Findings shown with a system; a file with more says so in its last. */
const findingsMax = 100;

export async function uploadInventory(ctx: Context, input: UploadInventory): Promise<Uploaded> {
  const operator = asOperator(ctx.actor, 'inventory:write');
  const sbom = readable(input.sbom);
  const { components, unversioned } = storedComponents(sbom);
  const at = ctx.clock.now();
  return await ctx.database.transaction(async (tx) => {
    const packageKeys = [...components.map(({ packageKey }) => packageKey), ...unversioned];
    const advisories = await publishedForPackages(tx, packageKeys);
    const { matched, undecided, noData } = matchComponents(components, indexOf(advisories));
    const draft: SystemRow = {
      id: ctx.ids.make('system'),
      organisationId: operator.organisationId,
      name: input.name,
      inventoryAt: at,
      components: sbom.components.length,
      // Whatever no published advisory of ours names is not checked by us, and is not called safe.
      noData: Math.max(0, sbom.components.length - components.length),
      findings: sbom.problems
        .slice(0, findingsMax)
        .map(({ instancePath, message }) => ({ pointer: instancePath, detail: message })),
    };
    const system = { ...draft, id: await putSystem(tx, draft) };
    await replaceInventory(tx, system.id, components);
    await record(ctx, tx, {
      log: logs.operator(operator.organisationId),
      type: 'operators.inventory_received',
      subject: system.id,
      payload: { components: system.components, unreadable: system.noData },
    });
    const byId = new Map(advisories.map((advisory) => [advisory.document.id, advisory]));
    let opened = 0;
    for (const match of matched) {
      const advisory = byId.get(match.advisory);
      if (advisory && (await openExposure(ctx, tx, system, advisory, match))) opened += 1;
    }
    // What cannot be told is never taken for patched: no readable version, or an order we do not have.
    const unclear = [
      ...unversioned,
      ...[...undecided.map(({ purl }) => purl), ...noData].map(advisoryKeyOf),
    ];
    const notPatched = new Set([
      ...matched.map(({ purl, advisory }) => `${advisory} ${advisoryKeyOf(purl)}`),
      ...[...byId.keys()].flatMap((advisory) => unclear.map((key) => `${advisory} ${key}`)),
    ]);
    const confirmed = await confirmGone(ctx, tx, system, components, notPatched, byId);
    return { ...system, opened, confirmed };
  });
}

function readable(bytes: Uint8Array): Sbom {
  const sbom = readSbom(bytes);
  const broken = brokenTextIn({ components: sbom.components });
  const isReadable = sbom.format !== null && sbom.components.length > 0;
  if (isReadable && broken.length === 0) return sbom;
  const problems = sbom.problems.map(({ instancePath, message }) => ({
    pointer: instancePath,
    detail: message,
  }));
  if (problems.length === 0) problems.push({ pointer: '', detail: nothingListed });
  throw new Refusal(
    'inventory_unreadable',
    'the inventory holds nothing we can read; `errors` says why',
    { errors: (isReadable ? broken : problems).slice(0, findingsMax) },
  );
}

const nothingListed =
  'the document lists no components; export it again with the packages of the system';

/**
 * Components that can be looked up: every purl with a version, the purl's own before the component's. The
 * packages of the others are kept by key, because a package without a version is there all the same.
 */
function storedComponents(sbom: Sbom): { components: StoredComponent[]; unversioned: string[] } {
  const components: StoredComponent[] = [];
  const unversioned: string[] = [];
  for (const { purl: first, otherPurls = [], name, version: stated } of sbom.components) {
    for (const purl of first === undefined ? otherPurls : [first, ...otherPurls]) {
      const packageKey = advisoryKeyOf(purl);
      const version = parsePurl(purl).version ?? stated;
      if (version === null || version === undefined) unversioned.push(packageKey);
      else components.push({ packageKey, purl, name, version });
    }
  }
  return { components, unversioned };
}

/** Open cards of this system that the new inventory answers: no version of that package that is or may be affected. */
async function confirmGone(
  ctx: Context,
  tx: Tx,
  system: SystemRow,
  components: StoredComponent[],
  notPatched: ReadonlySet<string>,
  advisories: ReadonlyMap<string, PublishedAdvisory>,
): Promise<number> {
  let confirmed = 0;
  for (const exposure of await openExposuresOf(tx, system.id)) {
    if (notPatched.has(`${exposure.advisoryId} ${exposure.packageKey}`)) continue;
    const now = components.filter(({ packageKey }) => packageKey === exposure.packageKey);
    // An advisory that is no longer published for this package says nothing; only a published one can be met.
    if (now.length > 0 && !advisories.has(exposure.advisoryId)) continue;
    // A list with no package of that kind at all is another list, not a removal.
    const kind = `${exposure.packageKey.split('/')[0] ?? ''}/`;
    if (now.length === 0 && !components.some(({ packageKey }) => packageKey.startsWith(kind)))
      continue;
    const seen =
      now.length === 0
        ? `the inventory no longer holds ${exposure.component.name}`
        : `the inventory shows ${now.map(({ name, version }) => `${name} ${version}`).join(', ')}`;
    await confirmByInventory(ctx, tx, system, exposure, seen);
    confirmed += 1;
  }
  return confirmed;
}
