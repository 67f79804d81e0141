/** Verdicts on real runs: every kind of environment, and finders who would rather not prove it. */
import assert from 'node:assert/strict';
import { after, before, describe, test, type TestContext } from 'node:test';
import {
  readBundle,
  reproduce,
  type Bundle,
  type Proof,
  type ProofOptions,
  type ProofProgress,
} from '#proof';
import {
  bundleOf,
  fixture,
  fixtureNames,
  noFetching,
  openTestSandbox,
  type TestSandbox,
} from '#test/bundles';

let host: TestSandbox | undefined;
before(async () => {
  host = await openTestSandbox();
});
after(async () => host?.close());

async function prove(
  t: TestContext,
  bundle: Bundle,
  more: Partial<ProofOptions> = {},
): Promise<Proof | undefined> {
  if (host === undefined) {
    t.skip('no sandbox on this host');
    return undefined;
  }
  const { sandbox, workDir } = host;
  return reproduce(bundle, { sandbox, workDir, tierPolicy: 'any', fetching: noFetching, ...more });
}

/** A shell target whose program is `script`, tried with two words on standard input. */
const shell = (
  script: string,
  oracle: Parameters<typeof bundleOf>[0]['oracle'],
  more: object = {},
) =>
  bundleOf(
    {
      environment: { kind: 'shell' },
      trigger: { command: ['/target/run.sh'], stdin: 'bad', timeoutMs: 3000 },
      oracle,
      benign: [{ stdin: 'good' }],
      runs: 3,
      ...more,
    },
    { 'source/run.sh': `#!/bin/sh\n${script}\n`, bad: 'bad\n', good: 'good\n' },
  );

describe('every kind of environment', () => {
  for (const name of fixtureNames) {
    test(`${name} is confirmed, observed, and replays bit for bit`, async (t) => {
      const bundle = await readBundle({ kind: 'folder', path: fixture(name) });
      const seen: ProofProgress['kind'][] = [];
      const first = await prove(t, bundle, { onProgress: ({ kind }) => seen.push(kind) });
      if (first === undefined) return;
      assert.equal(first.verdict, 'confirmed', first.reason);
      assert.equal(first.assurance, 'observed');
      assert.deepEqual([first.hits, first.runs, first.benignHits], [5, 5, 0]);
      assert.ok(first.benignRuns >= 3);
      assert.deepEqual([...new Set(seen)], ['fetched', 'built', 'run-finished', 'benign-finished']);
      const second = await prove(t, bundle);
      assert.match(first.evidenceSha256 ?? '', /^[0-9a-f]{64}$/);
      assert.equal(second?.evidenceSha256, first.evidenceSha256);
    });
  }

  test('the crash of a memory error is read from the private descriptor', async (t) => {
    const proof = await prove(
      t,
      await readBundle({ kind: 'folder', path: fixture('c-heap-overflow') }),
      { runs: 1 },
    );
    if (proof === undefined) return;
    assert.match(proof.crash?.type ?? '', /^Heap-buffer-overflow\nWRITE/);
    assert.deepEqual(proof.crash?.state, ['read_name']);
  });
});

describe('what does not confirm', () => {
  test('a trigger that does nothing is not reproduced', async (t) => {
    const proof = await prove(t, shell('true', { kind: 'exit', code: 7 }));
    if (proof === undefined) return;
    assert.equal(proof.verdict, 'not-reproduced');
    assert.equal(proof.assurance, 'claimed');
  });

  test('an oracle that speaks on the benign input too is refuted', async (t) => {
    const proof = await prove(t, shell('exit 7', { kind: 'exit', code: 7 }));
    if (proof === undefined) return;
    assert.equal(proof.verdict, 'benign-hit');
    assert.ok(proof.benignHits > 0);
  });

  test('a benign input that does not end is no control', async (t) => {
    const script = 'read -r word; test "$word" = bad && exit 7; while :; do sleep 1; done';
    const proof = await prove(
      t,
      shell(
        script,
        { kind: 'exit', code: 7 },
        { trigger: { command: ['/target/run.sh'], stdin: 'bad', timeoutMs: 300 } },
      ),
    );
    if (proof === undefined) return;
    assert.equal(proof.verdict, 'benign-hit');
    assert.match(proof.reason, /did not end by itself/);
  });

  test('a program that fails a quarter of the time is flaky, not confirmed', async (t) => {
    // 20 runs at one in four: 12 hits or more come less than once in a thousand tests.
    const script =
      'read -r word; test "$word" = good && exit 0; byte=$(od -An -N1 -tu1 /dev/urandom); test $byte -lt 64 && exit 7; exit 0';
    const proof = await prove(t, shell(script, { kind: 'exit', code: 7 }, { runs: 20 }));
    if (proof === undefined) return;
    assert.notEqual(proof.verdict, 'confirmed');
    assert.equal(proof.verdict, proof.hits > 0 ? 'flaky' : 'not-reproduced');
  });

  test('a reproducer that never ends is stopped, and is a hit only where that is the claim', async (t) => {
    const script = 'read -r word; test "$word" = good && exit 0; while :; do :; done';
    const endless = { trigger: { command: ['/target/run.sh'], stdin: 'bad', timeoutMs: 500 } };
    const silent = await prove(t, shell(script, { kind: 'exit', code: 7 }, endless));
    const claimed = await prove(t, shell(script, { kind: 'timeout', afterMs: 500 }, endless));
    if (silent === undefined || claimed === undefined) return;
    assert.equal(silent.verdict, 'not-reproduced');
    assert.equal(claimed.verdict, 'confirmed');
    assert.equal(claimed.assurance, 'observed');
  });

  test('a reproducer that prints for ever is stopped and proves nothing', async (t) => {
    const proof = await prove(
      t,
      shell('yes HIT', { kind: 'output', stream: 'stdout', contains: 'HIT\nHIT' }),
    );
    if (proof === undefined) return;
    assert.equal(proof.verdict, 'not-reproduced');
  });

  test('a target that does not build is a failed build, with the step named', async (t) => {
    const proof = await prove(
      t,
      bundleOf(
        {
          environment: { kind: 'c-asan', build: [{ argv: ['gcc', '-o', 'x', 'x.c'] }] },
          trigger: { command: ['/target/x'], stdin: 'bad' },
          oracle: { kind: 'sanitizer' },
          benign: [{ stdin: 'good' }],
        },
        { 'source/x.c': 'int main(void) { retrun 0; }\n', bad: 'b', good: 'g' },
      ),
    );
    if (proof === undefined) return;
    assert.equal(proof.verdict, 'build-failed');
    assert.match(proof.reason, /\/environment\/build\/0.*retrun/s);
  });

  test('a program that is not there is a fault of the bundle, not of the sandbox', async (t) => {
    const proof = await prove(
      t,
      shell(
        'true',
        { kind: 'exit', code: 7 },
        { trigger: { command: ['/target/absent.sh'], stdin: 'bad' } },
      ),
    );
    if (proof === undefined) return;
    assert.equal(proof.verdict, 'invalid-bundle');
    assert.match(proof.reason, /absent\.sh/);
  });

  test('a target with names, modes and sizes of every kind is unpacked, copied and made inert', async (t) => {
    const { execFileSync } = await import('node:child_process');
    const script = `import io, sys, tarfile
archive = tarfile.open(fileobj=sys.stdout.buffer, mode="w:gz", encoding="utf-8", errors="surrogateescape")
def add(name, data=b"", mode=0o644):
    info = tarfile.TarInfo(name); info.size = len(data); info.mode = mode
    archive.addfile(info, io.BytesIO(data))
add("top/run.sh", b'#!/bin/sh\\nread -r word\\ntest "$word" = good && cat /target/private && exit 0\\nexit 7\\n', 0o700)
add("top/private", b"readable", 0o600)
add("top/\\udcff\\udcfe/not utf-8", b"x")
add("top/" + "deep/" * 40 + "file", b"x")
add("top/large", b"\\0" * (40 * 1024 * 1024))
link = tarfile.TarInfo("top/loop"); link.type = tarfile.SYMTYPE; link.linkname = "loop"; archive.addfile(link)
archive.close()
`;
    const source = execFileSync('python3', ['-c', script], { maxBuffer: 64 * 1024 * 1024 });
    const bundle = bundleOf(
      {
        target: { source: { file: 'source.tar.gz' }, revision: 'test' },
        environment: { kind: 'shell' },
        // Other words for the benign input: only differential, so an inert copy is made and run.
        trigger: { command: ['/target/run.sh', 'a'], stdin: 'bad' },
        oracle: { kind: 'exit', code: 7 },
        benign: [{ command: ['/target/run.sh', 'b'], stdin: 'good' }],
        runs: 3,
      },
      { 'source.tar.gz': source, bad: 'bad', good: 'good\n' },
    );
    const proof = await prove(t, bundle);
    if (proof === undefined) return;
    assert.equal(proof.verdict, 'confirmed', proof.reason);
    assert.deepEqual([proof.assurance, proof.control], ['differential', 'inert']);
  });

  test('a fetch that fails refutes nothing', async (t) => {
    const bundle = bundleOf(
      {
        target: { purl: 'pkg:npm/absent@1.0.0', integrity: `sha256:${'0'.repeat(64)}` },
        environment: { kind: 'node' },
        trigger: { calls: [{ export: 'a', args: [1] }] },
        oracle: { kind: 'output', stream: 'effects', contains: 'polluted' },
        benign: [{ calls: [{ export: 'a', args: [2] }] }],
      },
      {},
    );
    const proof = await prove(t, bundle);
    if (proof === undefined) return;
    assert.equal(proof.verdict, 'fetch-failed');
    assert.equal(proof.evidenceSha256, null);
  });
});

test('a sandbox that breaks is a failed sandbox, never a refuted proof', async () => {
  const broken: ProofOptions['sandbox'] = {
    run: () =>
      Promise.resolve({ kind: 'sandbox-failed', fault: 'host', reason: 'the supervisor ended' }),
    tiers: () => Promise.resolve({ available: ['bubblewrap'], absent: [], weaker: [] }),
    close: () => Promise.resolve(),
  };
  const { mkdtemp, readdir, rm } = await import('node:fs/promises');
  const workDir = await mkdtemp('/tmp/sallyport-test-');
  const options = { sandbox: broken, workDir, tierPolicy: 'any', fetching: noFetching } as const;
  const failed = await reproduce(shell('exit 7', { kind: 'exit', code: 7 }), options);
  assert.deepEqual(
    [failed.verdict, failed.assurance, failed.hits],
    ['sandbox-failed', 'claimed', 0],
  );
  const none = {
    ...broken,
    tiers: () => Promise.resolve({ available: [], absent: [], weaker: [] }),
  };
  const refused = await reproduce(shell('exit 7', { kind: 'exit', code: 7 }), {
    ...options,
    sandbox: none,
  });
  assert.equal(refused.verdict, 'sandbox-failed');
  assert.deepEqual(await readdir(workDir), []);
  await rm(workDir, { recursive: true });
});

test('a work folder that cannot be written is this host’s failure, not the bundle’s', async (t) => {
  if (host === undefined) return t.skip('no sandbox on this host');
  const proof = await prove(t, shell('exit 7', { kind: 'exit', code: 7 }), {
    workDir: fixture('README.md/below'),
  });
  assert.equal(proof?.verdict, 'sandbox-failed');
  assert.match(proof?.reason ?? '', /work folder/);
});

test('a kernel of its own comes to the same verdict, and the evidence says which it was', async (t) => {
  if (host === undefined) return t.skip('no sandbox on this host');
  if (!(await host.sandbox.tiers()).available.includes('gvisor'))
    return t.skip('no gVisor on this host');
  const bundle = await readBundle({ kind: 'folder', path: fixture('c-heap-overflow') });
  const [shared, own] = [
    await prove(t, bundle, { runs: 1 }),
    await prove(t, bundle, { runs: 1, tierPolicy: 'not-shared-kernel' }),
  ];
  assert.equal(own?.verdict, 'confirmed', own?.reason);
  assert.deepEqual([shared?.tier, own?.tier], ['bubblewrap', 'gvisor']);
  assert.notEqual(own?.evidenceSha256, shared?.evidenceSha256);
});

test('a cancelled proof stops, throws and leaves nothing behind', async (t) => {
  if (host === undefined) return t.skip('no sandbox on this host');
  const { readdir } = await import('node:fs/promises');
  const stopper = new AbortController();
  const endless = shell(
    'while :; do :; done',
    { kind: 'exit', code: 7 },
    { trigger: { command: ['/target/run.sh'], stdin: 'bad', timeoutMs: 60_000 } },
  );
  const running = prove(t, endless, {
    signal: stopper.signal,
    onProgress: (event) => {
      if (event.kind === 'built') setTimeout(() => stopper.abort(new Error('told to stop')), 200);
    },
  });
  await assert.rejects(running, /told to stop/);
  assert.deepEqual(await readdir(host.workDir), []);
});
