/** What a reader sees of foreign text, by itself and in every element that a page is made of. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import fc from 'fast-check';
import { inert } from './inert.ts';
import { jsx, jsxs } from './jsx-runtime.ts';

const backwards = 'mod\u202eel';
const shown = 'mod\\u{202e}el';

describe('inert text', () => {
  it('shows what would move a terminal or turn the writing, and keeps lines and tabs', () => {
    assert.equal(inert('\u001b[31mred\u0007\r\n\tö'), '␛[31mred␇␍\n\tö');
    assert.equal(inert('a\u202eb\u200bc\u009bd'), 'a\\u{202e}b\\u{200b}c\\u{9b}d');
  });

  it('shows what shows nothing, and leaves emoji what they look like', () => {
    assert.equal(
      inert('a\u3164b\ufe0fc\u{e0041}d\u2028'),
      'a\\u{3164}b\\u{fe0f}c\\u{e0041}d\\u{2028}',
    );
    assert.equal(inert('👩\u200d🚀 ❤\ufe0f'), '👩\u200d🚀 ❤\ufe0f');
  });

  it('is the same when done twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        assert.equal(inert(inert(text)), inert(text));
      }),
    );
  });
});

describe('an element', () => {
  it('shows inert text, its own and that of whatever stands in it, and what is said of it', () => {
    const name = jsx('strong', { children: backwards });
    const line = jsxs('p', { title: backwards, children: [backwards, ': ', name, [backwards]] });
    assert.equal(
      renderToStaticMarkup(line),
      `<p title="${shown}">${shown}: <strong>${shown}</strong>${shown}</p>`,
    );
  });

  it('shows it where a component of others’ is given it', () => {
    const Other = ({ label, children }: { label: string; children: string }) =>
      createElement('p', null, label, children);
    assert.equal(
      renderToStaticMarkup(jsx(Other, { label: backwards, children: backwards })),
      `<p>${shown}${shown}</p>`,
    );
  });

  it('leaves the value of a field, and what an act is given, as they came', () => {
    const onClick = () => backwards;
    const option = jsx('option', { value: backwards, children: backwards, onClick });
    const { props } = option as { props: { onClick: () => string } };
    assert.equal(props.onClick, onClick);
    assert.equal(renderToStaticMarkup(option), `<option value="${backwards}">${shown}</option>`);
  });
});
