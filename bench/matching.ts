/**
 * Matching without a server: how fast versions compare and purls parse, and how long every real
 * inventory takes against every real advisory. The sets are part of what their authors
 * published; where they are absent this says so.
 */
import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { AdvisoryIndex, Matcher } from '#matching';
import { readOsv } from '#standards/osv';
import { buildPurl, parsePurl } from '#standards/purl';
import { readSbom } from '#standards/sbom';
import { compareVersions } from '#standards/versions';
import { readJsonLines, readTarGz, realData, withoutData } from '#test/real-data';

const orders = 'version-order/osv-version-order.tar.gz';
const orderFiles = {
  npm: ['semver-versions.txt'],
  PyPI: ['pypi-versions.txt', 'pypi-versions-generated.txt'],
  Debian: ['debian-versions.txt', 'debian-versions-generated.txt'],
} as const;
const sboms = 'sbom/sboms.tar.gz';
const sbomIndex = 'sbom/index.jsonl';
const advisorySets = [
  'almalinux',
  'bitnami',
  'crates.io',
  'go',
  'oss-fuzz',
  'pypi',
  'ghsa-misc',
].map((name) => `osv/osv-${name}.jsonl.gz`);
const comparisonsMin = 200_000;

/** Prints the figures of issue 2's matching section; never fails on them. */
export async function benchMatching(): Promise<void> {
  await benchVersions();
  const inventories = await benchInventories();
  if (inventories === undefined) return;
  const index = await benchAdvisories();
  if (index === undefined) return;
  benchMatch(inventories, index);
}

async function benchVersions(): Promise<void> {
  const absent = withoutData(orders);
  if (absent !== false) return print(`versions: ${absent}`);
  const files = await readTarGz(orders);
  for (const [ecosystem, names] of Object.entries(orderFiles)) {
    const facts = names.flatMap((name) => {
      const lines = (files.get(name)?.toString('utf8') ?? '').split('\n');
      return lines.flatMap((line) => {
        const [, a, sign, b] = /^(.*) ([<=>]) (.*)$/.exec(line.trim()) ?? [];
        return a === undefined || b === undefined ? [] : [{ a, sign, b }];
      });
    });
    const right = facts.filter(
      ({ a, sign, b }) => '<=>'[compareVersions(ecosystem, a, b) + 1] === sign,
    );
    const rounds = Math.ceil(comparisonsMin / Math.max(1, facts.length));
    const seconds = timed(() => {
      for (let round = 0; round < rounds; round++) {
        for (const { a, b } of facts) compareVersions(ecosystem, a, b);
      }
    });
    const rate = perSecond(rounds * facts.length, seconds);
    print(
      `versions, ${ecosystem}: ${right.length} of ${facts.length} facts right, ${rate} compares/s`,
    );
  }
}

async function benchInventories() {
  const absent = withoutData(sboms, sbomIndex);
  if (absent !== false) {
    print(`inventories: ${absent}`);
    return undefined;
  }
  const files = await readTarGz(sboms);
  const index = (await readFile(realData(sbomIndex) ?? '', 'utf8')).trim().split('\n');
  const documents = index.map((line) => files.get((JSON.parse(line) as { path: string }).path));
  const bytes = documents.reduce((sum, document) => sum + (document?.length ?? 0), 0);
  const started = performance.now();
  const read = documents.map((document) => readSbom(document ?? new Uint8Array()).components);
  const seconds = (performance.now() - started) / 1_000;
  const components = read.flat();
  print(
    `inventories: ${read.length} read in ${seconds.toFixed(1)} s, ${components.length} components, ${(bytes / 1e6 / seconds).toFixed(0)} MB/s`,
  );
  const purls = components.flatMap(({ purl }) => purl ?? []);
  const parsing = timed(() => purls.forEach((purl) => parsePurl(purl)));
  const building = timed(() =>
    purls.map((purl) => parsePurl(purl)).forEach((purl) => buildPurl(purl)),
  );
  print(
    `purls: ${purls.length} parsed at ${perSecond(purls.length, parsing)}/s, parsed and written at ${perSecond(purls.length, building)}/s`,
  );
  return read;
}

async function benchAdvisories(): Promise<AdvisoryIndex | undefined> {
  const absent = withoutData(...advisorySets);
  if (absent !== false) {
    print(`advisories: ${absent}`);
    return undefined;
  }
  const index = new AdvisoryIndex();
  let seen = 0;
  const started = performance.now();
  for (const set of advisorySets) {
    for await (const json of readJsonLines(set)) {
      seen++;
      const { record } = readOsv(json);
      if (record !== undefined) index.add(record);
    }
  }
  const seconds = (performance.now() - started) / 1_000;
  print(
    `advisories: ${seen} read, checked and indexed in ${seconds.toFixed(1)} s (${perSecond(seen, seconds)}/s), ${index.size} sound`,
  );
  return index;
}

function benchMatch(
  inventories: ReturnType<typeof readSbom>['components'][],
  index: AdvisoryIndex,
): void {
  const matcher = new Matcher(index);
  const seconds = timed(() => {
    for (const components of inventories) for (const each of components) matcher.add(each);
  });
  const { components, matched, noData, undecided } = matcher.result();
  print(
    `match: ${components} components against ${index.size} advisories in ${seconds.toFixed(2)} s: ${matched.length} matches, ${undecided.length} undecided, ${noData.length} packages without data`,
  );
}

function timed(work: () => void): number {
  const started = performance.now();
  work();
  return (performance.now() - started) / 1_000;
}

function perSecond(count: number, seconds: number): string {
  return Math.round(count / Math.max(seconds, 1e-9)).toLocaleString('en');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

if (import.meta.main) await benchMatching();
