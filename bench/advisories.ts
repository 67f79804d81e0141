/**
 * Advisories without a server: how fast CSAF documents are checked, beside the library others use
 * for the same, with the verdicts of both compared; and how fast one advisory is written in both
 * formats and proved equal. Where the real documents are absent this says so.
 */
import { performance } from 'node:perf_hooks';
import * as mandatory from '@secvisogram/csaf-validator-lib/mandatoryTests.js';
import { csaf_2_0 } from '@secvisogram/csaf-validator-lib/schemaTests.js';
import validateStrict from '@secvisogram/csaf-validator-lib/validateStrict.js';
import { checkCsaf } from '#standards/csaf';
import { readTarGz, withoutData } from '#test/real-data';
import { exampleAdvisory, examplePublisher } from '../src/advisories/advisory.fixture.ts';
import { writeAdvisory } from '../src/advisories/convert.ts';

const cisa = 'csaf-cisa/cisa-csaf.tar.gz';
const vendors = 'csaf-vendor/redhat-csaf-vex.tar.gz';
/** The library is compared on every n-th document, and on large ones up to this many bytes. */
const sampleEvery = 8;
const libraryBytesMax = 2_000_000;
const writesMin = 2_000;

const libraryTests = [
  csaf_2_0,
  ...Object.values(mandatory).filter((test) => typeof test === 'function'),
];

/** Prints the figures; never fails on them. */
export async function benchAdvisories(): Promise<void> {
  benchWriting();
  const absent = withoutData(cisa, vendors);
  if (absent !== false) return print(`CSAF documents: ${absent}`);
  await benchSmall(await documentsOf(cisa));
  await benchLarge(await documentsOf(vendors));
}

interface Sized {
  name: string;
  bytes: number;
  json: object;
}

async function documentsOf(archive: string): Promise<Sized[]> {
  const files = [...(await readTarGz(archive))].filter(([name]) => name.endsWith('.json'));
  return files.map(([name, bytes]) => ({
    name,
    bytes: bytes.length,
    json: JSON.parse(String(bytes)) as object,
  }));
}

function benchWriting(): void {
  const started = performance.now();
  let written = 0;
  for (; written < writesMin; written += 1) {
    if (!writeAdvisory(exampleAdvisory, examplePublisher).isWritten)
      return print('the example advisory was not written');
  }
  print(
    `advisories: written as CSAF and OSV, read back and proved equal: ${rate(written, started)}/s`,
  );
}

async function benchSmall(documents: Sized[]): Promise<void> {
  const whole = performance.now();
  for (const { json } of documents) checkCsaf(json);
  const all = rate(documents.length, whole);
  const mandatoryOnly = performance.now();
  const valid = documents.filter(({ json }) => checkCsaf(json, 'errors').isValid).length;
  const errors = rate(documents.length, mandatoryOnly);
  print(
    `CSAF 2.0: ${documents.length} CISA documents, ${valid} valid; schema and mandatory tests ${errors} docs/s, with optional and informative ${all} docs/s`,
  );
  const sample = documents.filter((_, index) => index % sampleEvery === 0);
  const ours = performance.now();
  const verdicts = sample.map(({ json }) => checkCsaf(json, 'errors').isValid);
  const oursRate = rate(sample.length, ours);
  const theirs = performance.now();
  let agreed = 0;
  for (const [index, { json }] of sample.entries()) {
    const { isValid } = await validateStrict(libraryTests, json);
    if (isValid === verdicts[index]) agreed += 1;
  }
  print(
    `CSAF 2.0: side by side on ${sample.length}: ours ${oursRate} docs/s, csaf-validator-lib ${rate(sample.length, theirs)} docs/s, same verdict on ${agreed}`,
  );
}

async function benchLarge(documents: Sized[]): Promise<void> {
  for (const { name, bytes, json } of documents.toSorted((a, b) => b.bytes - a.bytes)) {
    if (bytes < 1_000_000) break;
    const ours = performance.now();
    const { isValid } = checkCsaf(json, 'errors');
    const oursMs = performance.now() - ours;
    let beside = `csaf-validator-lib not run above ${libraryBytesMax / 1e6} MB`;
    if (bytes <= libraryBytesMax) {
      const theirs = performance.now();
      const verdict = await validateStrict(libraryTests, json);
      beside = `csaf-validator-lib ${(performance.now() - theirs).toFixed(0)} ms, ${verdict.isValid === isValid ? 'same verdict' : 'other verdict'}`;
    }
    print(
      `CSAF 2.0: ${name}, ${(bytes / 1e6).toFixed(1)} MB: ours ${oursMs.toFixed(0)} ms, ${beside}`,
    );
  }
}

function rate(count: number, startedMs: number): string {
  return Math.round(count / ((performance.now() - startedMs) / 1_000)).toLocaleString('en');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
