/** A gateway in a process of its own, to be killed. Configuration comes as JSON on standard input. */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { noteKey, parseVkey } from '#standards/tlog';
import { startGateway } from './gateway.ts';

interface Given {
  folder: string;
  logKey: string;
  rosters: Record<
    'developer' | 'evaluator',
    { organisation: string; approvers: { person: string; key: string }[] }
  >;
  witnesses: { key: string; url: string }[];
  upstream: string;
}

const given = JSON.parse(await text(process.stdin)) as Given;
const privateKey = createPrivateKey(given.logKey);
const roster = ({ organisation, approvers }: Given['rosters']['developer']) => ({
  organisation,
  approvers: approvers.map(({ person, key }) => ({ person, key: parseVkey(key) })),
});
const gateway = await startGateway({
  folder: given.folder,
  submission: 'sub_0001',
  version: '0',
  rosters: {
    developer: roster(given.rosters.developer),
    evaluator: roster(given.rosters.evaluator),
  },
  signer: { key: noteKey('larch.example/sub_0001', createPublicKey(privateKey)), privateKey },
  witnesses: given.witnesses.map(({ key, url }) => ({ key: parseVkey(key), url })),
  readers: [],
  upstream: { url: given.upstream },
  listen: { host: '127.0.0.1', port: 0 },
  statusPort: 0,
  identify: ({ headers }) => (typeof headers['x-key'] === 'string' ? headers['x-key'] : undefined),
});
process.stdout.write(`${gateway.url}\n`);
