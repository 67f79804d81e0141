/** Our own published advisories as the matching engine reads them: the OSV text, byte for byte. */
import type { PublishedAdvisory } from '#advisories';
import { buildAdvisoryIndex, type AdvisoryIndex } from '#matching';
import { readOsv } from '#standards/osv';

/** A text of ours that does not read back is a defect: publication proved that it does. */
export function indexOf(advisories: readonly PublishedAdvisory[]): AdvisoryIndex {
  return buildAdvisoryIndex(
    advisories.map(({ document, osv }) => {
      const { record } = readOsv(JSON.parse(osv));
      if (record === undefined)
        throw new Error(`the published OSV text of \`${document.id}\` does not read back`);
      return record;
    }),
  );
}
