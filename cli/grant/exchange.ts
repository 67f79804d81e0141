/**
 * What two sides put to each other on a server before anything is signed: a key made known, a request,
 * exact terms, and a word that ends it. Documents are the JSON that the API takes.
 */
import { z } from 'zod';
import { exitCodes, type CommandResult } from '../command.ts';
import { fingerprintOf } from '#standards/tlog';
import { jsonFrom } from '../json-file.ts';
import { readPersonsKey } from '../keys/key-file.ts';
import { tabled } from '../listing.ts';
import { call, serverOptions } from '../server.ts';
import { submissionPath } from '../submission/view.ts';
import type { Verb } from '../verbs.ts';
import { grantView, onServerUsage, pathOf, serverFrom, type GrantView } from './on-server.ts';
import { listed } from './words.ts';

export const register: Verb = {
  usage: `register --key KEYFILE ${onServerUsage}`,
  options: { ...serverOptions, key: { type: 'string' } },
  takes: 0,
  async execute(input) {
    // The file is read to see that it holds a person's key; its public half is all that is sent.
    const { vkey } = readPersonsKey(input.required('key')).key;
    const server = serverFrom(input);
    await call(server, z.object({ vkey: z.literal(vkey) }), {
      method: 'POST',
      path: '/api/approver-key',
      value: { vkey },
    });
    const fingerprint = fingerprintOf(vkey);
    return {
      exitCode: exitCodes.done,
      value: { vkey, fingerprint },
      text: listed([
        ['registered', `at ${server.url}`],
        ['key', vkey],
        ['read aloud', fingerprint],
      ]).join('\n'),
    };
  },
};

const submission = z.object({
  id: z.string(),
  declaredAs: z.string(),
  developer: z.string(),
  evaluator: z.string(),
});

export const list: Verb = {
  usage: `list [--submission ID] ${onServerUsage}`,
  options: { ...serverOptions, submission: { type: 'string' } },
  takes: 0,
  execute(input) {
    const [server, id] = [serverFrom(input), input.option('submission')];
    if (id === undefined) {
      return tabled(server, '/api/submissions', {
        item: submission,
        head: ['submission', 'model', 'developer', 'evaluator'],
        rowOf: (each) => [each.id, each.declaredAs, each.developer, each.evaluator],
      });
    }
    return tabled(server, submissionPath(id, '/grants'), {
      item: grantView,
      head: ['grant', 'state', 'kind', 'used by', 'you may'],
      rowOf: (each) => [each.id, each.state, each.kind, each.runner.pseudonym, each.may.join(', ')],
    });
  },
};

/** A step whose words are in a file. */
const bring = (usage: string, pathOfId: (id: string) => string): Verb => ({
  usage: `${usage} ${onServerUsage}`,
  options: serverOptions,
  takes: 2,
  async execute(input) {
    const [id = '', file = ''] = input.positionals;
    const asked = { method: 'POST', path: pathOfId(id), value: jsonFrom(file) } as const;
    return shownStep(await call(serverFrom(input), grantView, asked));
  },
});

export const request = bring('request SUBMISSION REQUEST.json', (id) =>
  submissionPath(id, '/grants'),
);
export const offer = bring('offer GRANT OFFER.json', (id) => pathOf(id, 'offer'));

const endBy = (name: string, step: string): Verb => ({
  usage: `${name} GRANT [--because TEXT] ${onServerUsage}`,
  options: { ...serverOptions, because: { type: 'string' } },
  takes: 1,
  async execute(input) {
    const path = pathOf(input.positionals[0] ?? '', step);
    const value = { because: input.option('because') ?? '' };
    return shownStep(await call(serverFrom(input), grantView, { method: 'POST', path, value }));
  },
});

export const decline = endBy('decline', 'refusal');
export const withdraw = endBy('withdraw', 'withdrawal');

function shownStep(view: GrantView): CommandResult {
  const { id, state, kind, digest } = view;
  return {
    exitCode: exitCodes.done,
    value: view,
    text: listed([
      ['grant', id],
      ['state', state],
      ['kind', kind],
      ...(digest === null ? [] : ([['digest', digest]] as const)),
    ]).join('\n'),
  };
}
