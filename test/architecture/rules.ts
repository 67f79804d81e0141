/**
 * DESIGN's arrow diagram as data: which folder may import which doors. What is not here is forbidden.
 * Exceptions are an exact list, each with its reason: a new one fails, and so does one no longer needed.
 */

const foundation = ['src/platform/*', 'src/standards/*'];
const domains = [
  'src/access',
  'src/evaluation',
  'src/review',
  'src/gateway',
  'src/membership',
  'src/proof',
  'src/matching',
  'src/clearinghouse',
  'src/advisories',
  'src/operators',
];

/** Each folder and the folders it may import. Order: from what is imported most to what imports most. */
export const arrows: Readonly<Record<string, readonly string[]>> = {
  'src/standards/*': ['src/standards/*'],
  'src/platform/*': foundation,
  'src/membership': foundation,
  'src/proof': foundation,
  // Nouns that a program in somebody else’s network loads: no platform, no database.
  'src/gateway': ['src/standards/*'],
  'src/matching': foundation,
  'src/clearinghouse': [...foundation, 'src/membership', 'src/proof'],
  'src/advisories': [...foundation, 'src/membership', 'src/clearinghouse'],
  'src/operators': [...foundation, 'src/membership', 'src/matching', 'src/advisories'],
  // The server's side of `src/gateway`, which itself must load without a database (docs/adr).
  'src/access': [...foundation, 'src/membership', 'src/gateway'],
  // Runs use grants; a report is signed as a proof is.
  'src/evaluation': [...foundation, 'src/membership', 'src/gateway', 'src/access', 'src/proof'],
  // Stands on access and on what was measured; asks both at the moment of a command.
  'src/review': [
    ...foundation,
    'src/membership',
    'src/gateway',
    'src/access',
    'src/evaluation',
    'src/proof',
  ],
  'src/app': [...foundation, ...domains],
  sandbox: [],
  gateway: ['src/gateway', 'src/standards/*'],
  web: [],
  // Its engines work alone; `up`, `worker`, `doctor`, `backup` and `restore` are the installation itself,
  // which only `#app` composes (docs/adr).
  cli: [
    ...foundation,
    ...[
      'src/proof',
      'src/matching',
      'src/gateway',
      'src/evaluation',
      'src/review',
      'src/app',
      'gateway',
    ],
  ],
  // What stands around the product may use any door of it, as its installer, its user or its judge.
  demo: [...foundation, ...domains, 'src/app', 'gateway', 'test/model'],
  scripts: [...foundation, ...domains, 'src/app', 'demo', 'test/model', 'test/postgres'],
  bench: [...foundation, ...domains, 'src/app', 'scripts', 'demo', 'gateway', 'test/*'],
  'test/*': [...foundation, ...domains, 'src/app', 'scripts', 'demo', 'gateway', 'test/*'],
  // Configuration of tools.
  '.': [],
};

/**
 * What a test beside the code may import besides: the harness, and the doors of whatever it drives. A
 * fixture is a test's own.
 */
export const testArrows: readonly string[] = [
  ...foundation,
  ...domains,
  'src/app',
  'gateway',
  'test/*',
];
export const isTest = (path: string): boolean =>
  /\.(test|fixture)\.tsx?$/.test(path) || path.startsWith('test/');

/** Imports across folders that do not go through a door, `from -> specifier`, and why each may stay. */
export const exceptions: Readonly<Record<string, string>> = {
  'test/browser/review.fixture.ts -> ../../cli/keys/key-file.ts':
    'people sign with key files, as their command line writes them',
  'bench/review.ts -> ../test/browser/browser.ts': 'pages are measured in the same browser',
  'src/app/version.ts -> ../../package.json': 'the version is said once, in the package',
  'cli/inventory.ts -> ../package.json': 'the version is said once, in the package',
  'cli/report.ts -> ../web/src/api.generated.ts':
    'the generated client types; the CLI speaks to a server only through them',
  'cli/up.ts -> ../scripts/build-web.ts': 'a first start builds the web UI',
  'cli/up.ts -> ../scripts/demo.ts': '`up --demo` is the demonstration',
  'cli/doctor.ts -> ../scripts/host-tools.ts':
    'one list of what a host needs, for the doctor and for the test run',
  'cli/advisory.ts -> ../src/advisories/convert.ts':
    'the advisory engine works alone: its door would load the database',
  'cli/advisory.ts -> ../src/advisories/equivalence.ts': 'the same engine',
  'cli/advisory.ts -> ../src/advisories/schema.ts': 'the same engine',
  'cli/advisory.ts -> ../src/advisories/translate.ts': 'the same engine',
  'cli/advisory.test.ts -> ../src/advisories/advisory.fixture.ts': 'the same engine’s example',
  'cli/advisory.test.ts -> ../src/advisories/convert.ts': 'the same engine',
  'bench/advisories.ts -> ../src/advisories/advisory.fixture.ts': 'the same engine’s example',
  'bench/advisories.ts -> ../src/advisories/convert.ts': 'the same engine, measured alone',
  'scripts/demo.ts -> ../demo/cast.ts': 'the demonstration’s own parts',
  'scripts/demo.ts -> ../demo/close-at-operator.ts': 'the demonstration’s own parts',
  'scripts/demo.ts -> ../demo/coordinate.ts': 'the demonstration’s own parts',
  'scripts/demo.ts -> ../demo/evaluation.ts': 'the demonstration’s own parts',
  'scripts/demo.ts -> ../demo/review.ts': 'the demonstration’s own parts',
  'scripts/demo.ts -> ../demo/narrator.ts': 'the demonstration’s own parts',
  'scripts/demo.ts -> ../demo/reach.ts': 'the demonstration’s own parts',
  'scripts/demo.ts -> ../demo/report-twice.ts': 'the demonstration’s own parts',
  'scripts/demo.ts -> ../demo/stories.ts': 'the demonstration’s own parts',
  'scripts/demo.ts -> ../demo/verify-ledger.ts': 'the demonstration’s own parts',
  'cli/gateway.ts -> ../package.json': 'the version is said once, in the package',
  'cli/evaluate/asked.ts -> ../../package.json': 'the version is said once, in the package',
  'cli/evaluate.test.ts -> ../src/evaluation/engine/engine.fixture.ts':
    'the same small suites, by the command line',
  'cli/evaluate/gateway.test.ts -> ../../gateway/gateway.fixture.ts':
    'the gateway as its own tests set it up, evaluated through',
  'cli/evaluate/gateway.test.ts -> ../../src/evaluation/engine/engine.fixture.ts':
    'the same small suites, through a gateway',
  'cli/evaluate/gateway.test.ts -> ../../src/gateway/grant.fixture.ts':
    'one grant that fits, for all tests of it',
  'cli/run/check.test.ts -> ../../gateway/gateway.fixture.ts': 'a gateway whose log is checked',
  'cli/run/check.test.ts -> ../../src/evaluation/engine/engine.fixture.ts':
    'calls as a journal keeps them',
  'cli/run/check.test.ts -> ../../src/gateway/grant.fixture.ts': 'a signed grant to call under',
  'cli/grant.test.ts -> ../src/gateway/grant.fixture.ts':
    'one grant that fits, for all tests of it',
  'cli/review.test.ts -> ../src/review/determination-proof.fixture.ts':
    'one determination that holds, for all tests of its proof',
  'cli/suite.test.ts -> ../src/evaluation/engine/engine.fixture.ts':
    'the same small suites, sealed',
  'cli/suite/on-server.test.ts -> ../../src/evaluation/engine/engine.fixture.ts':
    'the same small suites, sealed',
  'src/evaluation/engine/export/export.test.ts -> ../../../standards/inspect-log/schema.fixture.ts':
    'Inspect’s own schema as the judge of an export',
  'bench/gateway-process.ts -> ../gateway/gateway.fixture.ts':
    'the gateway as its own tests set it up, measured',
  'bench/gateway-process.ts -> ../src/gateway/grant.fixture.ts':
    'the gateway as its own tests set it up, measured',
  'gateway/clients.test.ts -> ../src/gateway/grant.fixture.ts':
    'one grant that fits, for all tests of it',
  'gateway/relay.test.ts -> ../src/gateway/grant.fixture.ts':
    'one grant that fits, for all tests of it',
  'gateway/killed.test.ts -> ../src/gateway/grant.fixture.ts':
    'one grant that fits, for all tests of it',
  'gateway/gateway.fixture.ts -> ../src/gateway/grant.fixture.ts':
    'one grant that fits, for all tests of it',
  'gateway/relay.test.ts -> ../src/gateway/revocation.ts': 'the same nouns, signed',
  'gateway/stops.test.ts -> ../src/gateway/grant.fixture.ts': 'a signed grant to stop',
  'gateway/partners.test.ts -> ../src/gateway/grant.fixture.ts':
    'a partner’s grant, signed by four',
  'cli/gateway.ts -> ../gateway/index.ts': 'a program of its own, started by its door',
  'cli/witness.ts -> ../gateway/index.ts': 'a program of its own, started by its door',
  'demo/reach.ts -> ../gateway/index.ts': 'a program of its own, started by its door',
  'bench/kill.ts -> ../test/kill/index.ts': 'the long form of the same rounds',
  'bench/main.ts -> ../scripts/host-tools.ts': 'what a measurement needs of the host',
  'test/permissions/attributes.ts -> ../../src/access/engagement-state.ts':
    'a rule, asked about each attribute',
  'test/permissions/attributes.ts -> ../../src/access/policy.ts':
    'a rule, asked about each attribute',
  'test/permissions/attributes.ts -> ../../src/access/sealed.ts':
    'a rule, asked about each attribute',
  'test/permissions/attributes.ts -> ../../src/evaluation/policy.ts':
    'a rule, asked about each attribute',
  'test/permissions/attributes.ts -> ../../src/review/appeal-policy.ts':
    'a rule, asked about each attribute',
  'test/permissions/attributes.ts -> ../../src/review/consultation-policy.ts':
    'a rule, asked about each attribute',
  'test/permissions/attributes.ts -> ../../src/review/partnership-policy.ts':
    'a rule, asked about each attribute',
  'test/permissions/attributes.ts -> ../../src/review/policy.ts':
    'a rule, asked about each attribute',
  'test/kill/kill.test.ts -> ../../scripts/host-tools.ts': 'whether this host has a sandbox',
  'test/browser/access-days.fixture.ts -> ../../demo/runner.ts':
    'the runner of the demonstration, which speaks as evaluators do',
  'test/browser/access.fixture.ts -> ../../cli/keys/key-file.ts':
    'keys as people have them, in files that the command line signs with',
  'test/browser/access.fixture.ts -> ../../demo/gateway-keys.ts':
    'the two ends of a gateway on this host',
  'test/browser/access.fixture.ts -> ../../demo/runner.ts': 'the same runner',
  'test/browser/access.fixture.ts -> ../../gateway/index.ts':
    'the real gateway, as its developer runs it',
  'test/browser/access.test.ts -> ../../demo/runner.ts': 'the same runner',
  'test/browser/submissions.test.ts -> ../../demo/gateway-keys.ts':
    'a certificate as a gateway’s listener has one',
  'test/browser/runs.fixture.ts -> ../../demo/runner.ts': 'the same runner',
  'test/browser/runs.fixture.ts -> ../../src/evaluation/engine/run/journal.ts':
    'a journal by the engine’s own writer',
  'test/browser/browser.ts -> ../../scripts/build-web.ts': 'the browser looks at the built UI',
  'test/browser/browser.ts -> ../../scripts/host-tools.ts': 'where Chromium is on this host',
  'test/guard/engagement-nouns.ts -> ../../src/access/engagement-state.ts':
    'the product’s own state tables, explored together',
  'test/guard/engagement-nouns.ts -> ../../src/review/appeal-state.ts': 'the same tables',
  'test/guard/engagement-nouns.ts -> ../../src/review/assessment-state.ts': 'the same tables',
  'test/guard/engagement-nouns.ts -> ../../src/review/destruction-state.ts': 'the same tables',
  'test/guard/engagement-nouns.ts -> ../../src/review/determination-state.ts': 'the same tables',
  'test/guard/engagement-nouns.ts -> ../../src/review/partnership-state.ts': 'the same tables',
  'test/guard/engagement-nouns.ts -> ../../src/review/question-state.ts': 'the same tables',
  'test/guard/sight.ts -> ../../src/access/policy.ts':
    'the product’s own policies, asked in every state of those tables',
  'test/guard/sight.ts -> ../../src/review/appeal-policy.ts': 'the same policies',
  'test/guard/sight.ts -> ../../src/review/consultation-policy.ts': 'the same policies',
  'test/guard/sight.ts -> ../../src/review/partnership-policy.ts': 'the same policies',
  'test/guard/sight.ts -> ../../src/review/policy.ts': 'the same policies',
  'test/architecture/problems.test.ts -> ../../scripts/generate.ts':
    'asks the generator for the page it would write',
  'src/evaluation/evaluation.fixture.ts -> ../access/access.fixture.ts':
    'two sides with a grant, as access’s own tests set them up',
  'src/evaluation/evaluation.fixture.ts -> ../access/commands/offer-grant.ts':
    'terms that name a procedure, as a developer writes them',
  'src/review/determinations.test.ts -> ../access/commands/declare-interest.ts':
    'a declared interest, as access has it',
  'src/review/destructions.test.ts -> ../platform/seal/envelope.ts':
    'every key that is kept, tried on what was destroyed',
  'src/review/going-on.test.ts -> ../access/access.fixture.ts': 'an engagement under way',
  'src/review/going-on.test.ts -> ../access/commands/refuse-grant.ts': 'a grant that is over',
  'src/review/going-on.test.ts -> ../evaluation/commands/end-run.ts': 'a run that is over',
  'src/review/going-on.test.ts -> ../evaluation/evaluation.fixture.ts': 'a run under way',
  'src/review/material.fixture.ts -> ../evaluation/commands/end-run.ts': 'a run that is over',
  'src/review/material.fixture.ts -> ../evaluation/commands/propose-report.ts': 'a sealed report',
  'src/review/material.fixture.ts -> ../evaluation/commands/write-finding.ts': 'a sealed finding',
  'src/review/material.fixture.ts -> ../evaluation/evaluation.fixture.ts': 'a run under way',
  'src/review/material.fixture.ts -> ../evaluation/report-queries.ts': 'a finding that is read',
  'src/review/next-steps.test.ts -> ../access/access.fixture.ts': 'grants that wait',
  'src/review/next-steps.test.ts -> ../access/commands/offer-grant.ts': 'one with its terms',
  'src/review/partner-stream.test.ts -> ../access/access.fixture.ts':
    'what is asked for on a surface',
  'src/review/partner-stream.test.ts -> ../access/engaged.fixture.ts':
    'a real gateway between the two sides',
  'src/review/partnership.fixture.ts -> ../access/access.fixture.ts':
    'an engagement, and grants that four people sign',
  'src/review/partnership.fixture.ts -> ../access/commands/offer-grant.ts':
    'the terms of a partner’s grant',
  'src/review/partnership.fixture.ts -> ../evaluation/evaluation.fixture.ts': 'a grant in force',
  'src/review/review.fixture.ts -> ../access/access.fixture.ts':
    'two sides that agreed on terms, as access’s own tests set them up',
  'src/review/review.fixture.ts -> ../access/commands/declare-interest.ts':
    'an official declares that there is no interest',
  'src/review/review.fixture.ts -> ../access/commands/register-key.ts': 'an official’s own key',
  'src/review/review.fixture.ts -> ../access/commands/settle-export.ts': 'a colleague agrees',
  'src/review/review.fixture.ts -> ../access/commands/steer-engagement.ts':
    'the developer pauses, resumes and narrows',
  'src/review/review.fixture.ts -> ../access/commands/withdraw-engagement.ts':
    'either side ends the engagement',
  'src/review/review.fixture.ts -> ../access/export-queries.ts': 'what the two sides see of it',
  'src/review/review.fixture.ts -> ../evaluation/evaluation.fixture.ts':
    'a run that was reported on, as evaluation’s own tests make one',
  'src/access/engaged.fixture.ts -> ../../gateway/index.ts':
    'the real gateway, as its developer runs it',
  'src/proof/harness/calls.mjs -> (computed)':
    'runs inside the sandbox: loads the module a report names',
};

/**
 * Modules of the product that may start programs, each with what it starts. Starting programs is the
 * sandbox's whole work; tests, scripts and the command line are not part of a running installation.
 */
export const programStarters: Readonly<Record<string, string>> = {
  'src/app/up.ts': 'the workers',
  'src/platform/postgres/launch.ts': 'the embedded database',
  'src/platform/sandbox/client.ts': 'the sandbox supervisor',
  'src/proof/registries.ts': 'npm and apt, to ask where a package is',
};
export const mayStartPrograms = (path: string): boolean =>
  isTest(path) || /^(sandbox|cli|scripts|demo|bench)\//.test(path) || path in programStarters;

/** SQL outside a store or the platform. */
export const mayWriteSql = (path: string): boolean =>
  /(^|\/)([a-z]+-)?store\.ts$/.test(path) || path.startsWith('src/platform/') || isTest(path);
export const sqlExceptions: Readonly<Record<string, string>> = {
  'demo/verify-ledger.ts': 'reads the log’s leaves as any party’s auditor would',
  'bench/events.ts': 'measures the event row itself',
  'bench/intake.ts': 'counts what the measured intake stored',
  'bench/ledger-server.ts': 'fills a log with ten million leaves',
  'bench/review.ts': 'multiplies engagements and their events',
};
