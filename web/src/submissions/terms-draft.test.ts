/** What people type becomes what the API takes, and a fault of the server leads back to its field. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ledgerSearch } from './ledger-search.ts';
import { draftOf, fieldOf, firstDraft, termsOf } from './terms-draft.ts';

describe('a draft of terms', () => {
  it('goes to the API and back unchanged', () => {
    const terms = termsOf({ ...firstDraft, endpoints: ' POST  /v1/messages \n\nGET /v1/models' });
    assert.deepEqual(terms.endpoints, [
      { method: 'POST', path: '/v1/messages' },
      { method: 'GET', path: '/v1/models' },
    ]);
    assert.deepEqual(termsOf(draftOf(terms)), terms);
  });

  it('reads numbers as people write them, and leaves what is none to be refused', () => {
    const budget = { ...firstDraft.budget, tokens: '1,000,000', requests: 'many' };
    const terms = termsOf({ ...firstDraft, days: '0.5', budget });
    assert.deepEqual(
      [terms.budget.tokens, terms.budget.requests, terms.lengthS],
      [1_000_000, 0, 43_200],
    );
  });

  it('finds the field of a fault', () => {
    const fields = {
      '/body/budget/tokens': 'terms-budget-tokens',
      '/body/endpoints/0/path': 'terms-endpoints',
      '/body/lengthS': 'terms-lengthS',
      '/body/modelNames/1': 'terms-modelNames',
      '/body/runner/keySha256': 'terms-runner-keySha256',
      '/body': undefined,
    };
    for (const [pointer, field] of Object.entries(fields)) {
      assert.equal(fieldOf({ pointer }), field, pointer);
    }
  });
});

describe('the address of the ledger', () => {
  it('keeps filters, and leaves out what is none', () => {
    const filter = {
      runner: 'evaluator-7',
      type: 'gateway.request_cut',
      from: '2026-12-01T09:00:00Z',
    } as const;
    assert.deepEqual(ledgerSearch({ ...filter, page: 3, until: 'tomorrow', grantId: '' }), filter);
    assert.deepEqual(ledgerSearch({ type: 'gateway.anything', from: '2026-12-01' }), {});
  });
});
