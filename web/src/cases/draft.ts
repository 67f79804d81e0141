/** A first draft of an advisory from what its case knows. What nobody knows yet stays empty. Pure. */
import type { Advisory, Case } from '../api/views.ts';

const ecosystems: Record<string, string> = { npm: 'npm', pypi: 'PyPI' };

/** JSON to edit. The server gives id, status, dates and revisions. */
export function draftFrom(found: Case, before: Advisory | undefined): string {
  const target = /^pkg:([a-z]+)\/[^@?#]+/.exec(found.target);
  const fixed = found.fixes.find(({ state, kind }) => state === 'verified' && kind === 'version');
  const draft = {
    title: before?.title ?? found.title,
    summary: before?.summary ?? '',
    details: '',
    impact: before?.impact ?? '',
    affected: before?.affected ?? [
      {
        ecosystem: ecosystems[target?.[1] ?? ''] ?? '',
        purl: target?.[0] ?? '',
        ranges: [{ introduced: '', ...(fixed?.version ? { fixed: fixed.version } : {}) }],
        versions: [],
      },
    ],
    aliases: before?.aliases ?? [],
    severity: [],
    references: before?.references ?? [],
    credits: finders(found).map((name) => ({ name, role: 'finder', consent: 'asked' })),
    remediation: before?.remediation ?? [
      { kind: 'update', what: '', downtime: '', restart: 'service', check: '' },
    ],
    timeline: found.members.map(({ receivedAt, finder }) => ({
      at: receivedAt,
      what: `Reported by ${finder}`,
    })),
    tlp: 'CLEAR',
    language: 'en',
  };
  return `${JSON.stringify(draft, null, 2)}\n`;
}

const finders = ({ members }: Case): string[] => [...new Set(members.map(({ finder }) => finder))];
