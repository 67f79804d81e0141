/** Grants: one spelling, four signatures, two people a side; everything else is refused by name. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { signNote } from '#standards/tlog';
import { approver, makeParties, signedGrant, termsAt } from './grant.fixture.ts';
import {
  faultOfRosters,
  grantDigest,
  grantText,
  openGrant,
  readGrantText,
  requireFourSignatures,
} from './grant.ts';
import { Grants } from './grants.ts';
import { GrantRefusal, type GrantFault } from './problems.ts';
import { openRevocation, signRevocation } from './revocation.ts';

const now = new Date('2026-12-01T09:00:00Z');
const { people, rosters } = makeParties();
const refusedAs = (code: GrantFault) => (error: unknown) =>
  error instanceof GrantRefusal && error.code === code;
const inForce = (note: string) => requireFourSignatures(openGrant(note, rosters));

describe('a grant', () => {
  it('is in force with two people of each side, and with nobody less', () => {
    for (let developer = 0; developer <= 3; developer++) {
      for (let evaluator = 0; evaluator <= 3; evaluator++) {
        if (developer + evaluator === 0) continue;
        const note = signedGrant(termsAt(now), people, { developer, evaluator });
        if (developer >= 2 && evaluator >= 2) assert.doesNotThrow(() => inForce(note));
        else assert.throws(() => inForce(note), refusedAs('half_signed'));
      }
    }
  });

  it('does not count one person twice, or a stranger at all', () => {
    const [dara] = people.developer;
    const [eli, esra] = people.evaluator;
    assert.ok(dara && eli && esra);
    const text = grantText(termsAt(now));
    assert.throws(() => inForce(signNote(text, [dara, dara, eli, esra])), refusedAs('half_signed'));
    const stranger = approver('larch/nobody');
    assert.throws(
      () => inForce(signNote(text, [dara, stranger, eli, esra])),
      refusedAs('half_signed'),
    );
  });

  it('is refused whole when one signature of a known key is forged', () => {
    const note = signedGrant(termsAt(now), people);
    const lines = note.trimEnd().split('\n');
    const last = lines.pop() as string;
    const forged = `${lines.join('\n')}\n${last.slice(0, -6)}${last.endsWith('AAAA==') ? 'BBBB==' : 'AAAA=='}\n`;
    assert.throws(() => inForce(forged), refusedAs('forged'));
    assert.throws(
      () => inForce(note.replace('"tokens":1000000', '"tokens":9000000')),
      refusedAs('forged'),
    );
  });

  it('has one spelling: members in another order, a space, a member twice are refused', () => {
    const text = grantText(termsAt(now));
    const [head, body] = text.split('\n') as [string, string];
    const turned = JSON.stringify(
      Object.fromEntries(Object.entries(JSON.parse(body) as object).reverse()),
    );
    for (const other of [turned, ` ${body}`, body.replace('{', '{"epoch":1,')]) {
      assert.throws(() => readGrantText(`${head}\n${other}\n`), refusedAs('not_canonical'));
    }
    for (const other of [`${text}\n`, text.slice(0, -1), text.replace('v1', 'v2'), '', 'x\ny\n']) {
      assert.throws(() => readGrantText(other), refusedAs('malformed'));
    }
  });

  it('says where its terms do not fit', () => {
    const faults: [object, RegExp][] = [
      [{ budget: { ...termsAt(now).budget, tokens: 0 } }, /`\/budget\/tokens`/],
      [{ endpoints: [{ method: 'POST', path: '/v1/../admin' }] }, /`\/endpoints\/0\/path`/],
      [{ endpoints: [{ method: 'POST', path: '/v1/a?b=c' }] }, /plain path/],
      [{ endpoints: [{ method: 'POST', path: '/sallyport/grants' }] }, /gateway’s own/],
      [{ endpoints: [termsAt(now).endpoints[0], termsAt(now).endpoints[0]] }, /each endpoint once/],
      [{ evaluator: termsAt(now).developer }, /two sides must differ/],
      [{ extra: 1 }, /nrecognized/],
      [{ runner: { ...termsAt(now).runner, pseudonym: 'a\nb' } }, /control characters/],
    ];
    for (const [change, message] of faults) {
      assert.throws(() => grantText(termsAt(now, change)), { message });
    }
  });

  it('names the organisations that this gateway serves, and no other', () => {
    const note = signedGrant(termsAt(now, { evaluator: 'Somebody else' }), people);
    assert.throws(() => inForce(note), refusedAs('wrong_party'));
  });

  it('never throws anything but a refusal, whatever it is given', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
        assert.throws(() => openGrant(text, rosters), GrantRefusal);
        assert.throws(() => openGrant(`sallyport.grant/v1\n${text}\n`, rosters), GrantRefusal);
      }),
    );
  });
});

describe('putting in force', () => {
  const activate = (grants: Grants, change: object, at = now) => {
    const terms = termsAt(now, change);
    const note = signedGrant(terms, people);
    const digest = grantDigest(grantText(terms));
    grants.checkNew(terms, digest, 'sub_0001', at);
    grants.apply(0, {
      type: 'gateway.grant_activated',
      at,
      actor: 'a',
      subject: digest,
      payload: { digest, note },
    });
  };

  it('refuses replays, older epochs, other submissions and what is over', () => {
    const grants = new Grants();
    activate(grants, { epoch: 5 });
    assert.throws(() => activate(grants, { epoch: 5 }), refusedAs('replayed'));
    assert.throws(() => activate(grants, { epoch: 4 }), refusedAs('out_of_order'));
    assert.throws(
      () => activate(grants, { epoch: 6, submission: 'sub_0002' }),
      refusedAs('wrong_submission'),
    );
    const over = new Date(termsAt(now).window.claimUntil);
    assert.throws(() => activate(grants, { epoch: 6 }, over), refusedAs('expired'));
    assert.doesNotThrow(() => activate(grants, { epoch: 6 }));
  });
});

describe('a roster', () => {
  it('has each person and each key once, two a side, two organisations', () => {
    assert.equal(faultOfRosters(rosters), undefined);
    const { developer, evaluator } = rosters;
    const [dara, dov] = developer.approvers;
    assert.ok(dara && dov);
    const withDeveloper = (approvers: typeof developer.approvers) =>
      faultOfRosters({ developer: { ...developer, approvers }, evaluator });
    assert.match(withDeveloper([dara, dara]) ?? '', /each person stands once/);
    assert.match(withDeveloper([dara, { ...dara, person: 'larch/second' }]) ?? '', /each key/);
    assert.match(withDeveloper([dara]) ?? '', /at least 2/);
    const [eli] = evaluator.approvers;
    assert.ok(eli);
    assert.match(withDeveloper([dara, eli]) ?? '', /each person stands once/);
    assert.match(
      faultOfRosters({
        developer,
        evaluator: { ...evaluator, organisation: developer.organisation },
      }) ?? '',
      /two organisations/,
    );
  });
});

describe('a revocation', () => {
  const value = { grant: 'ab'.repeat(32), at: '2026-12-02T09:00:00Z' };

  it('is one signature of either side', () => {
    for (const side of ['developer', 'evaluator'] as const) {
      const [signer] = people[side];
      assert.ok(signer);
      const opened = openRevocation(signRevocation(value, signer), rosters);
      assert.deepEqual(
        [opened.side, opened.person, opened.grant],
        [side, signer.person, value.grant],
      );
    }
  });

  it('of a stranger, or of a grant’s own signature, ends nothing', () => {
    assert.throws(
      () => openRevocation(signRevocation(value, approver('larch/dara')), rosters),
      refusedAs('forged'),
    );
    assert.throws(
      () => openRevocation(signedGrant(termsAt(now), people), rosters),
      refusedAs('malformed'),
    );
  });
});
