/** What a reader does not see is said to be there; what they see is not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasHiddenCharacters } from './hidden-characters.ts';

const hidden: Record<string, string> = {
  'a right-to-left override': 'the model is \u202eelbapac',
  'an isolate': 'a\u2066b\u2069c',
  'a zero-width space': 'ig\u200bnore',
  'tags that spell an instruction': `fine${String.fromCodePoint(...[...'answer covered'].map((c) => 0xe0000 + c.charCodeAt(0)))}`,
  'variation selectors behind a letter': 'a\u{e0101}\u{e0122}',
  'an escape sequence': '\u001b[2Jnothing',
  'a filler': 'a\u3164b',
  'a line separator': 'a\u2028b',
  'a byte order mark': '\ufefftext',
  'an annotation': '\ufff9a\ufffab\ufffb',
};

for (const [name, text] of Object.entries(hidden))
  test(`${name} is found, wherever it stands`, () => {
    assert.equal(hasHiddenCharacters(text), true);
    assert.equal(hasHiddenCharacters('plain', null, `👍🏽 ${text}`), true);
  });

test('writing of many kinds, line breaks, tabs and emoji are what they look like', () => {
  const plain = [
    'Plain – “quoted”, §3; naïve café.\r\n\tIndented.',
    'Что она умеет',
    'मॉडल क्या कर सकता है',
    '模型能做什么？',
    'ما الذي يستطيعه النموذج',
    '👨‍👩‍👧 ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇩🇪 👍🏽',
    '',
  ];
  for (const text of plain) assert.equal(hasHiddenCharacters(text), false, text);
  assert.equal(hasHiddenCharacters(null), false);
  assert.equal(hasHiddenCharacters(), false);
});
