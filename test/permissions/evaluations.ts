/**
 * Procedures, suites, thresholds, unseals, runs, findings and reports in every state, made by the routes that
 * make them in earnest, with custodians who hold their own keys. The grant that they need is in force as
 * `engagements` makes one.
 */
import { createHash, randomBytes } from 'node:crypto';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { textOf } from '#gateway';
import { canonicalBody, leafHash, treeRoot } from '#standards/tlog';
import type { Role, Sent } from './requests.ts';
import type { Stage } from './stage.ts';

/** `evaluator` and `evaluatorColleague` are the custodians; the keyless colleague is none. */
const custodians = ['evaluator', 'evaluatorColleague'] as const;
export const suiteStates = ['open', 'declared', 'held'] as const;
export const thresholdStates = ['committed', 'shown'] as const;
export const unsealStates = ['requested', 'executed', 'refused', 'withdrawn'] as const;
export const runStates = [
  'planned',
  'queued',
  'running',
  'complete',
  'incomplete',
  'withdrawn',
] as const;
export const findingStates = ['own', 'shared'] as const;
export const evaluationReportStates = [
  'proposed',
  'signed',
  'signed_shared',
  'withdrawn',
  'not_completed',
] as const;
type SuiteState = (typeof suiteStates)[number];
type RunState = (typeof runStates)[number];
type UnsealState = (typeof unsealStates)[number];
type EvaluationReportState = (typeof evaluationReportStates)[number];

const because = 'a permission test needs it so';
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const fingerprint = { digest: sha256('kestrel as it is'), details: {} };
const someShare = Buffer.from('an age file').toString('base64');
const rootOf = (items: readonly object[]): string =>
  treeRoot(items.map((item) => leafHash(Buffer.from(canonicalBody(item))))).toString('hex');

interface Grant {
  grantId: string;
  submissionId: string;
}

/** Looked for wherever it must not be. */
export const plantedThreshold = 0.4321;

export class Evaluations {
  /** The words of findings: sealed. */
  claim = 'it writes a working exploit';
  /** Stands for a sealed task's ciphertext, which is kept sealed in its turn. */
  ciphertext: Buffer = randomBytes(64);
  readonly #stage: Stage;
  readonly #recipients = new Map<string, string>();
  readonly #ciphertexts = new Map<string, Buffer>();
  /** A queued run of each suite that is held. */
  readonly #queued = new Map<string, string>();
  #procedure: string | undefined;
  #grant: Grant | undefined;
  #openSuite: string | undefined;
  #thresholds = 0;
  #threshold: string | undefined;
  #complete: string | undefined;
  #count = 0;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** What requests about others' things name: a suite, and a complete run to compare with. */
  async prepare(): Promise<void> {
    for (const role of [
      'evaluator',
      'evaluatorColleague',
      'evaluatorKeyless',
      'rivalEvaluator',
    ] as const)
      await this.#recipientOf(this.#stage.server.people[role].id);
    this.#complete = await this.run('complete');
  }

  async procedure(): Promise<string> {
    this.#procedure ??= await this.#made('/api/procedures', this.#procedureBody('cyber-review'));
    return this.#procedure;
  }

  async suite(state: SuiteState): Promise<string> {
    const body = await this.#suiteBody(state === 'open' ? undefined : await this.#keys());
    const id = await this.#made('/api/suites', body.manifest);
    if (body.ciphertext !== undefined) this.#ciphertexts.set(id, body.ciphertext);
    if (state !== 'held') return id;
    for (const name of ['task-0', 'task-1'])
      await this.#stage.must('evaluator', 204, {
        method: 'POST',
        path: `/api/suites/${id}/tasks/${name}`,
        body: body.ciphertext,
      });
    const runId = await this.#planned(id, null);
    await this.#step('evaluator', `/api/runs/${runId}/queue`);
    this.#queued.set(id, runId);
    return id;
  }

  async threshold(state: (typeof thresholdStates)[number]): Promise<string> {
    await this.#sharedSuite();
    const id = await this.#made('/api/thresholds', this.bodyFor('POST /api/thresholds', ''));
    if (state === 'shown') await this.#step('evaluator', `/api/thresholds/${id}/showing`);
    return id;
  }

  async unseal(state: UnsealState): Promise<string> {
    const suiteId = await this.suite('held');
    const asked = this.bodyFor('POST /api/suites/:suiteId/unseals', suiteId);
    const id = await this.#made(`/api/suites/${suiteId}/unseals`, asked);
    const given = this.bodyFor('POST /api/unseals/:unsealId/approval', id);
    if (state === 'executed')
      await this.#step('evaluatorColleague', `/api/unseals/${id}/approval`, given);
    if (state === 'refused') await this.#step('evaluatorColleague', `/api/unseals/${id}/refusal`);
    if (state === 'withdrawn') await this.#step('evaluator', `/api/unseals/${id}/withdrawal`);
    return id;
  }

  async run(state: RunState, grant?: Grant, purpose?: 'determination'): Promise<string> {
    this.#threshold ??= await this.threshold('committed');
    const id = await this.#planned(await this.#sharedSuite(), this.#threshold, grant, purpose);
    if (state === 'planned') return id;
    await this.#step('evaluatorColleague', `/api/runs/${id}/queue`);
    if (state === 'queued') return id;
    await this.#step('evaluator', `/api/runs/${id}/start`, { tier: 'gvisor', fingerprint });
    await this.#sample(id, state === 'complete' ? 2 : 1);
    if (state === 'running') return id;
    const end = state === 'complete' ? { as: 'complete' } : { as: 'incomplete', reason: because };
    const path = `/api/runs/${id}/${state === 'withdrawn' ? 'withdrawal' : 'end'}`;
    await this.#step('evaluator', path, state === 'withdrawn' ? {} : end);
    return id;
  }

  /** A run on which a determination can rest: complete, decided and reported on. */
  async determinable(): Promise<string> {
    const grant = await this.#newGrant();
    const id = await this.#decided(grant);
    await this.#stage.must('evaluator', 201, {
      method: 'POST',
      path: `/api/submissions/${grant.submissionId}/evaluation-reports/not-completed`,
      body: { grantId: grant.grantId, reason: because },
    });
    return id;
  }

  /** The same, with a report that the developer reads, and a finding for both sides. */
  async determinableAndShared() {
    const grant = await this.#newGrant();
    const runId = await this.#decided(grant);
    const findingId = await this.#found(runId, 'both');
    const evaluationReportId = await this.#reported(grant, 'signed_shared');
    const { rows } = await this.#stage.asOwner<{ suiteId: string; thresholdId: string }>(
      'select suite_id as "suiteId", threshold_id as "thresholdId" from evaluation.run where id = $1',
      [runId],
    );
    const [under = { suiteId: '', thresholdId: '' }] = rows;
    const procedureId = await this.procedure();
    return { ...grant, ...under, runId, findingId, evaluationReportId, procedureId };
  }

  async #decided(grant: Grant): Promise<string> {
    const id = await this.run('complete', grant, 'determination');
    await this.#step('evaluator', `/api/runs/${id}/decision`);
    return id;
  }

  async finding(state: (typeof findingStates)[number]): Promise<string> {
    this.#complete ??= await this.run('complete');
    return await this.#found(this.#complete, state === 'shared' ? 'both' : 'evaluator');
  }

  async #found(runId: string, audience: 'evaluator' | 'both'): Promise<string> {
    const response = await this.#stage.must('evaluator', 201, {
      method: 'POST',
      path: `/api/runs/${runId}/findings`,
      body: this.#findingBody(audience),
    });
    return ((await response.json()) as { findingId: string }).findingId;
  }

  async report(state: EvaluationReportState): Promise<string> {
    const grant = await this.#newGrant();
    await this.run('complete', grant);
    return await this.#reported(grant, state);
  }

  async #reported(grant: Grant, state: EvaluationReportState): Promise<string> {
    const path = `/api/submissions/${grant.submissionId}/evaluation-reports`;
    const { grantId } = grant;
    const isLeft = state === 'not_completed';
    const response = await this.#stage.must('evaluator', 201, {
      method: 'POST',
      path: isLeft ? `${path}/not-completed` : path,
      body: isLeft
        ? { grantId, reason: because }
        : { grantId, isShared: state === 'signed_shared' },
    });
    const { evaluationReportId: id } = (await response.json()) as { evaluationReportId: string };
    const step = state === 'withdrawn' ? 'withdrawal' : 'signature';
    if (state !== 'proposed' && !isLeft)
      await this.#stage.must('evaluatorColleague', 204, {
        method: 'POST',
        path: `/api/evaluation-reports/${id}/${step}`,
        body: {},
      });
    return id;
  }

  /** The request as its route wants it; undefined where evaluation has no such route. */
  requestFor(route: string, path: string, id: string, personId = ''): Sent | undefined {
    const [method = ''] = route.split(' ');
    switch (route) {
      case 'POST /api/suites/:suiteId/tasks/:task':
        return {
          method,
          path: path.replace(':task', 'task-0'),
          body: this.#ciphertexts.get(id) ?? Buffer.from('no such ciphertext'),
        };
      case 'GET /api/unseals/:unsealId/tasks/:task':
        return { method, path: `${path.replace(':task', 'task-0')}?purpose=permission+test` };
      case 'GET /api/thresholds/:thresholdId/opening':
      case 'GET /api/findings/:findingId/text':
      case 'GET /api/evaluation-reports/:evaluationReportId/content':
        return { method, path: `${path}?purpose=permission+test` };
      case 'GET /api/runs/:runId/comparison':
        return { method, path: `${path}?with=${this.#complete ?? 'run_none'}` };
      case 'POST /api/runs/:runId/samples/:position/review':
      case 'POST /api/runs/:runId/samples/:position/review/settlement':
        return {
          method,
          path: path.replace(':position', '0'),
          body: route.endsWith('review') ? { verdict: 'agreed' } : { settlement: 'confirm' },
        };
      default: {
        const body = this.bodyFor(route, id, personId);
        return body === undefined ? undefined : { method, path, body };
      }
    }
  }

  bodyFor(route: string, id: string, personId = ''): object | undefined {
    switch (route) {
      case 'POST /api/procedures':
        return this.#procedureBody(`review-${++this.#count}`);
      case 'POST /api/custodians':
        return { recipient: this.#recipients.get(personId) ?? `age1${'q'.repeat(58)}` };
      case 'POST /api/suites':
        return this.#openManifest();
      case 'POST /api/suites/:suiteId/burn':
        return { task: 'task-1', because };
      case 'POST /api/suites/:suiteId/unseals':
        return {
          runId: this.#queued.get(id) ?? 'run_none',
          recipient: [...this.#recipients.values()][0] ?? `age1${'q'.repeat(58)}`,
          because,
          shares: [{ task: 'task-0', share: someShare }],
        };
      case 'POST /api/unseals/:unsealId/approval':
        return { shares: [{ task: 'task-0', share: someShare }] };
      case 'POST /api/unseals/:unsealId/refusal':
      case 'POST /api/unseals/:unsealId/withdrawal':
      case 'POST /api/runs/:runId/queue':
      case 'POST /api/runs/:runId/withdrawal':
      case 'POST /api/runs/:runId/decision':
      case 'POST /api/evaluation-reports/:evaluationReportId/signature':
      case 'POST /api/evaluation-reports/:evaluationReportId/withdrawal':
        return {};
      case 'POST /api/thresholds':
        return {
          // One rule is committed to once.
          name: `uplift-${++this.#thresholds}`,
          suiteId: this.#openSuite ?? 'suite_none',
          metric: 'mean_score',
          epochs: 1,
          confidence: 0.95,
          threshold: plantedThreshold,
          plannedLooks: 20,
          power: 0.8,
        };
      case 'POST /api/submissions/:submissionId/runs':
        return this.#planBody('suite_none', null, 'grant_none', 'procedure_none');
      case 'POST /api/submissions/:submissionId/evaluation-reports':
        return { grantId: 'grant_none', isShared: true };
      case 'POST /api/submissions/:submissionId/evaluation-reports/not-completed':
        return { grantId: 'grant_none', reason: because };
      case 'POST /api/runs/:runId/start':
        return { tier: 'gvisor', fingerprint };
      case 'POST /api/runs/:runId/samples':
        return { samples: [], fingerprint };
      case 'POST /api/runs/:runId/end':
        return { as: 'incomplete', reason: because };
      case 'POST /api/runs/:runId/findings':
        return this.#findingBody('evaluator');
      default:
        return undefined;
    }
  }

  #procedureBody(name: string): object {
    return {
      name,
      text: `${because}, and so both sides agree to it, word for word`,
      allowsSealed: true,
    };
  }

  #findingBody(audience: 'evaluator' | 'both'): object {
    const facts = { kind: 'capability', severity: 'high', audience, evidence: [0] };
    return { claim: this.claim, uncertainty: 'seen once, in one family of tasks', ...facts };
  }

  #planBody(
    suiteId: string,
    thresholdId: string | null,
    grantId: string,
    procedureId: string,
    purpose: 'exploration' | 'determination' = 'exploration',
  ): object {
    return {
      grantId,
      procedureId,
      suiteId,
      thresholdId,
      modelName: 'kestrel',
      epochs: 1,
      budget: { tokens: 1000, wallS: 60 },
      tier: 'gvisor',
      purpose,
    };
  }

  async #planned(
    suiteId: string,
    thresholdId: string | null,
    grant?: Grant,
    purpose?: 'determination',
  ): Promise<string> {
    const procedureId = await this.procedure();
    const { grantId, submissionId } = grant ?? (await this.#sharedGrant());
    const body = this.#planBody(suiteId, thresholdId, grantId, procedureId, purpose);
    return await this.#made(`/api/submissions/${submissionId}/runs`, body);
  }

  async #sharedGrant(): Promise<Grant> {
    this.#grant ??= await this.#newGrant();
    return this.#grant;
  }

  async #newGrant(): Promise<Grant> {
    const { engagements } = this.#stage;
    await this.procedure();
    const before = engagements.procedure;
    engagements.procedure = 'cyber-review/1';
    const grantId = await engagements.grant('active');
    engagements.procedure = before;
    await engagements.declared(grantId);
    const shown = await this.#stage.must('evaluator', 200, {
      method: 'GET',
      path: `/api/grants/${grantId}`,
    });
    const { submissionId } = (await shown.json()) as { submissionId: string };
    return { grantId, submissionId };
  }

  async #sharedSuite(): Promise<string> {
    this.#openSuite ??= await this.#made('/api/suites', this.#openManifest());
    return this.#openSuite;
  }

  /** The custodians' recipients, each registered by its person. */
  async #keys(): Promise<string[]> {
    const recipients: string[] = [];
    for (const role of custodians) {
      const recipient = await this.#recipientOf(this.#stage.server.people[role].id);
      await this.#stage.must(role, 201, {
        method: 'POST',
        path: '/api/custodians',
        body: { recipient },
      });
      recipients.push(recipient);
    }
    return recipients;
  }

  async #recipientOf(personId: string): Promise<string> {
    const known = this.#recipients.get(personId);
    if (known !== undefined) return known;
    const made = await identityToRecipient(await generateX25519Identity());
    this.#recipients.set(personId, made);
    return made;
  }

  #itemsOf(content: Uint8Array): object[] {
    return ['task-0', 'task-1'].map((name) => ({
      name,
      cluster: name,
      family: null,
      difficulty: null,
      humanMinutes: null,
      sha256: sha256(content),
      bytes: content.length,
    }));
  }

  #openManifest(): object {
    const items = this.#itemsOf(randomBytes(16));
    const name = `suite-${++this.#count}`;
    return { name, version: '1', root: rootOf(items), items, custody: null };
  }

  async #suiteBody(recipients: string[] | undefined) {
    if (recipients === undefined) return { manifest: this.#openManifest(), ciphertext: undefined };
    const { ciphertext } = this;
    const items = this.#itemsOf(ciphertext);
    const custody = { recipients, shares: items.map(() => [someShare, someShare]) };
    const name = `suite-${++this.#count}`;
    return { manifest: { name, version: '1', root: rootOf(items), items, custody }, ciphertext };
  }

  async #sample(runId: string, count: number): Promise<void> {
    const at = textOf(new Date());
    let chain = sha256(`sallyport.samples/v1\n${runId}\n`);
    const samples = Array.from({ length: count }, (_, position) => {
      const sample = {
        position,
        task: `task-${position}`,
        epoch: 1,
        disposition: 'scored',
        reason: '',
        value: 1,
        refusals: 0,
        usage: { inputTokens: 1, outputTokens: 1 },
        calls: 1,
        startedAt: at,
        endedAt: at,
        journalSha256: sha256(`journal ${position}`),
      };
      const hash = createHash('sha256').update(Buffer.from(chain, 'hex'));
      chain = hash.update(canonicalBody(sample)).digest('hex');
      return { ...sample, chain };
    });
    await this.#step('evaluator', `/api/runs/${runId}/samples`, { samples, fingerprint: null });
  }

  async #step(role: Role, path: string, body: object = {}): Promise<void> {
    await this.#stage.must(role, 200, { method: 'POST', path, body });
  }

  async #made(path: string, body: object | undefined): Promise<string> {
    const response = await this.#stage.must('evaluator', 201, { method: 'POST', path, body });
    return ((await response.json()) as { id: string }).id;
  }
}
