/** A command that is copied does what it says, whatever its names were made to be. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { shellWord } from './commands.ts';

describe('a word of a command', () => {
  it('stays one word for a shell, whatever is in it', () => {
    const words = ['grant_01', "it's", '$(id)', 'a b', '`id`', '; id', '\\', '"', '', '*', 'a\nb'];
    for (const word of words) {
      const said = execFileSync('/bin/sh', ['-c', `printf '[%s]' ${shellWord(word)}`]);
      assert.equal(said.toString(), `[${word}]`);
    }
  });
});
