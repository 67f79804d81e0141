/** A partner's grant: one surface, as the developer's own gateway has it, and one asset a request. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { endpointKey, isListed, type Endpoint } from './endpoint.ts';
import { makeParties, partnerTermsAt, signedGrant, termsAt } from './grant.fixture.ts';
import {
  grantDigest,
  grantText,
  openGrant,
  readGrantText,
  requireFourSignatures,
} from './grant.ts';
import { grantKinds } from './kind.ts';
import { assetNamed, reaches, requireSurface, type Surfaces } from './partner.ts';
import { GrantRefusal, type GrantFault } from './problems.ts';

const now = new Date('2026-12-01T09:00:00Z');
const chat: Endpoint = { method: 'POST', path: '/v1/chat/completions' };
const messages: Endpoint = { method: 'POST', path: '/v1/messages' };
const models: Endpoint = { method: 'GET', path: '/v1/models' };
const surfaces: Surfaces = new Map([
  ['chat API', [chat, models]],
  ['messages API', [messages]],
]);
const refusedAs = (code: GrantFault, words: RegExp) => (error: unknown) =>
  error instanceof GrantRefusal && error.code === code && words.test(error.message);

describe('the text of a grant', () => {
  it('is of the second kind for a partner’s, and reads back as it was', () => {
    const terms = partnerTermsAt(now);
    const text = grantText(terms);
    assert.ok(text.startsWith('sallyport.grant/v2\n'));
    assert.deepEqual(readGrantText(text), terms);
  });

  it('is for every other grant what it was, byte for byte', () => {
    // Written down when there was no second kind: a log that holds it verifies as it did.
    assert.equal(
      grantDigest(grantText(termsAt(now))),
      '65d440ce049a2ecfcfc70d82b2a137f4d95f0a1dca642c41b82166f721626c8c',
    );
    for (const kind of ['government', 'tool'] as const) {
      const window = { ...termsAt(now).window, ...(kind === 'tool' && { partnerReleaseAt: null }) };
      assert.ok(grantText(termsAt(now, { kind, window })).startsWith('sallyport.grant/v1\n'));
    }
  });

  it('of a partner’s grant that was signed before there was a surface still opens', () => {
    const { partner: _, ...before } = partnerTermsAt(now);
    const { people, rosters } = makeParties();
    const opened = openGrant(signedGrant(before, people), rosters);
    requireFourSignatures(opened);
    assert.ok(opened.text.startsWith('sallyport.grant/v1\n'));
    assert.deepEqual(opened.terms, before);
  });

  it('is refused under the other head, and with a partner’s part in another’s grant', () => {
    const swapped = grantText(partnerTermsAt(now)).replace('/v2', '/v1');
    assert.throws(() => readGrantText(swapped), refusedAs('malformed', /belongs under the line/));
    const plain = grantText(termsAt(now)).replace('/v1', '/v2');
    assert.throws(() => readGrantText(plain), refusedAs('malformed', /belongs under the line/));
    const { partner } = partnerTermsAt(now);
    assert.throws(
      () => grantText({ ...termsAt(now), ...(partner && { partner }) }),
      refusedAs('malformed', /a partner’s grant only/),
    );
  });

  it('names assets that a header can carry, each once', () => {
    const withAssets = (assets: string[]) =>
      grantText(partnerTermsAt(now, { partner: { surface: 'chat API', assets } }));
    const faults = [
      [],
      [''],
      [' pump'],
      ['pump '],
      ['pump, valve'],
      ['Pumpe Süd'],
      ['pump\tvalve'],
      ['pump\r\nx-other: 1'],
      ['a'.repeat(201)],
      ['pump', 'pump'],
      ['pump', 'Pump'],
      ['pump control', 'pump  control'],
      ['*'],
      ['pump', '*'],
      ['pump*'],
      ['*.fen.example'],
      ['!~'],
      ['-', '.'],
      Array.from({ length: 101 }, (_, place) => `asset ${place}`),
    ];
    for (const assets of faults)
      assert.throws(() => withAssets(assets), refusedAs('malformed', /`\/partner\/assets/));
    for (const assets of [['p'], ['pump control firmware'], ['https://fen.example/x?y=1#z', '7']])
      assert.doesNotThrow(() => withAssets(assets));
  });
});

describe('a surface', () => {
  const onChat = { kind: 'partner' as const, partner: { surface: 'chat API', assets: ['pump'] } };

  it('holds a partner’s grant to what the developer’s gateway has under that name', () => {
    for (const endpoints of [[chat], [models], [chat, models]])
      assert.doesNotThrow(() => requireSurface({ ...onChat, endpoints }, surfaces));
    assert.throws(
      () => requireSurface({ ...onChat, endpoints: [chat, messages] }, surfaces),
      refusedAs('off_surface', /`POST \/v1\/messages` is not on the surface `chat API`/),
    );
    for (const surface of ['Chat API', 'chat API ', 'constructor', '__proto__'])
      assert.throws(
        () =>
          requireSurface(
            { ...onChat, endpoints: [chat], partner: { ...onChat.partner, surface } },
            surfaces,
          ),
        refusedAs('off_surface', /has no surface/),
      );
    assert.throws(
      () => requireSurface({ kind: 'partner', endpoints: [chat] }, surfaces),
      refusedAs('off_surface', /names its surface/),
    );
  });

  it('is nothing to any other grant', () => {
    for (const kind of grantKinds.filter((each) => each !== 'partner')) {
      assert.doesNotThrow(() => requireSurface({ kind, endpoints: [messages] }, new Map()));
      assert.ok(reaches({ kind, endpoints: [messages] }, new Map(), messages));
    }
  });

  it('is never left: what a partner reaches is in its terms and on its surface, whatever they are', () => {
    const endpoint = fc.constantFrom(chat, messages, models);
    const endpoints = fc.uniqueArray(endpoint, { minLength: 1, selector: endpointKey });
    fc.assert(
      fc.property(
        endpoints,
        fc.dictionary(fc.constantFrom('a', 'b', 'toString'), endpoints),
        fc.constantFrom('a', 'b', 'toString', 'c'),
        fc.option(fc.constant<string[]>(['pump']), { nil: undefined }),
        endpoint,
        (listed, configured, surface, assets, asked) => {
          const held: Surfaces = new Map(Object.entries(configured));
          const grant = {
            kind: 'partner' as const,
            endpoints: listed,
            partner: assets && { surface, assets },
          };
          const isOn = assets !== undefined && isListed(held.get(surface) ?? [], asked);
          assert.equal(reaches(grant, held, asked), isListed(listed, asked) && isOn);
          try {
            requireSurface(grant, held);
          } catch (error) {
            assert.ok(error instanceof GrantRefusal);
            return;
          }
          for (const each of listed) assert.ok(reaches(grant, held, each));
        },
      ),
    );
  });
});

describe('the asset of a request', () => {
  const partner = { surface: 'chat API', assets: ['pump control firmware', 'metering', 'valve'] };

  it('is the place of the one that was named', () => {
    partner.assets.forEach((name, place) => assert.equal(assetNamed({ partner }, [name]), place));
  });

  it('is refused where none, several or another is named, each by its own reason', () => {
    for (const named of [[], [''], ['metering', 'metering'], ['metering', 'x'], ['', 'metering']])
      assert.equal(assetNamed({ partner }, named), 'asset_not_named', named.join('|'));
    for (const name of [
      'Metering',
      'metering ',
      'metering, valve',
      'metering,metering',
      '"metering"',
      '1',
      'meteríng',
      'constructor',
      'm'.repeat(8192),
    ])
      assert.equal(assetNamed({ partner }, [name]), 'asset_not_granted', name);
    assert.equal(assetNamed({}, ['metering']), 'asset_not_granted');
  });

  it('is never anything that the caller wrote: a place of the grant, or a refusal', () => {
    const value = fc.oneof(fc.constantFrom(...partner.assets), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(fc.array(value, { maxLength: 3 }), (named) => {
        const found = assetNamed({ partner }, named);
        if (typeof found === 'number') assert.deepEqual(named, [partner.assets[found]]);
        else assert.ok(named.length !== 1 || !partner.assets.includes(named[0] as string));
      }),
    );
  });
});
