/** CSAF 2.0 mandatory tests 6.1.14, 6.1.16 to 6.1.22 and 6.1.30: versions, status and history agree. */
import { instantKey } from './instant.ts';
import type { Report, Rule } from './rule.ts';
import {
  compareDocumentVersions,
  isInitial,
  readVersion,
  type DocumentVersion,
} from './version.ts';
import { places, text, type View } from './view.ts';

interface RevisionItem {
  path: string;
  number: string;
  version: DocumentVersion;
  /** Empty when the date is none, which the structure check reports. */
  at: string;
}

/** The readable items of the revision history, in the order written. */
export function revisionsOf(view: View): RevisionItem[] {
  return places(view.tracking['revision_history'], '/document/tracking/revision_history').flatMap(
    ({ record: item, path }) => {
      const number = text(item['number']);
      const version = readVersion(number);
      const at = instantKey(text(item['date'])) ?? '';
      return version === undefined ? [] : [{ path, number, version, at }];
    },
  );
}

/** By date, and by version where dates are equal. */
export function revisionsByDate(view: View): RevisionItem[] {
  return revisionsOf(view).sort((a, b) =>
    a.at === b.at ? compareDocumentVersions(a.version, b.version) : a.at < b.at ? -1 : 1,
  );
}

const versionPath = '/document/tracking/version';
const historyPath = '/document/tracking/revision_history';
const isReleased = (view: View) => ['final', 'interim'].includes(text(view.tracking['status']));
const documentVersion = (view: View) => readVersion(text(view.tracking['version']));

export const trackingRules: Rule[] = [
  {
    test: '6.1.14',
    check: (view, report) => {
      const sorted = revisionsByDate(view);
      for (const [index, item] of sorted.entries()) {
        const before = sorted[index - 1];
        if (before !== undefined && compareDocumentVersions(before.version, item.version) > 0) {
          report(
            `${item.path}/number`,
            `version \`${item.number}\` is dated after \`${before.number}\`; order versions as their dates`,
          );
        }
      }
    },
  },
  { test: '6.1.16', check: checkLatestVersion },
  {
    test: '6.1.17',
    check: (view, report) => {
      const version = documentVersion(view);
      if (version === undefined || text(view.tracking['status']) === 'draft') return;
      if (isInitial(version) || version.preRelease !== '') {
        report(
          '/document/tracking/status',
          `version \`${text(view.tracking['version'])}\` is a draft's; set the status to \`draft\` or raise the version`,
        );
      }
    },
  },
  {
    test: '6.1.18',
    check: (view, report) => {
      if (!isReleased(view)) return;
      for (const { path, number, version } of revisionsOf(view)) {
        if (isInitial(version))
          report(
            `${path}/number`,
            `a released document does not list draft \`${number}\`; leave it out`,
          );
      }
    },
  },
  {
    test: '6.1.19',
    check: (view, report) => {
      for (const { path, number, version } of revisionsOf(view)) {
        if (version.preRelease !== '')
          report(`${path}/number`, `\`${number}\` is a pre-release; a revision history lists none`);
      }
    },
  },
  {
    test: '6.1.20',
    check: (view, report) => {
      const version = documentVersion(view);
      if (isReleased(view) && version !== undefined && version.preRelease !== '') {
        report(versionPath, 'a released document has no pre-release version; leave that part out');
      }
    },
  },
  { test: '6.1.21', check: checkNoMissingVersion },
  {
    test: '6.1.22',
    check: (view, report) => {
      const seen = new Set<string>();
      for (const { path, number } of revisionsOf(view)) {
        if (seen.has(number)) report(`${path}/number`, `version \`${number}\` is listed already`);
        seen.add(number);
      }
    },
  },
  {
    test: '6.1.30',
    check: (view, report) => {
      const version = documentVersion(view);
      const kind = version?.kind ?? revisionsOf(view)[0]?.version.kind;
      for (const item of revisionsOf(view)) {
        if (item.version.kind !== kind)
          report(
            `${item.path}/number`,
            `\`${item.number}\` mixes integer and semantic versions; use one kind`,
          );
      }
    },
  },
];

/** 6.1.16: build metadata never counts, and a pre-release part does not while it is a draft. */
function checkLatestVersion(view: View, report: Report): void {
  const version = documentVersion(view);
  const latest = revisionsByDate(view).at(-1);
  if (version === undefined || latest === undefined) return;
  const isDraft = text(view.tracking['status']) === 'draft';
  const core = ({ bare, preRelease }: DocumentVersion) =>
    isDraft && preRelease !== '' ? bare.slice(0, -(preRelease.length + 1)) : bare;
  if (core(version) !== core(latest.version)) {
    report(
      versionPath,
      `the version is \`${text(view.tracking['version'])}\` but the latest revision is \`${latest.number}\`; make them equal`,
    );
  }
}

/** 6.1.21: no integer, or no major version, is left out, and the first is 0 or 1. */
function checkNoMissingVersion(view: View, report: Report): void {
  const sorted = revisionsOf(view).sort((a, b) => compareDocumentVersions(a.version, b.version));
  const [first] = sorted;
  if (first === undefined) return;
  if (first.version.major > 1)
    report(
      `${first.path}/number`,
      `the first version is \`${first.number}\`; a history starts at 0 or 1`,
    );
  for (const [index, { path, number, version }] of sorted.entries()) {
    const before = sorted[index - 1];
    if (before !== undefined && version.major > before.version.major + 1) {
      report(
        historyPath,
        `between \`${before.number}\` and \`${number}\` (${path}) a version is missing`,
      );
    }
  }
}
