/** The official clients, pointed at a scripted model, and scripts that several tests play. */
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import type { RunningModel } from './server.ts';
import { plainScript, type Script } from './script.ts';

export const openaiAt = ({ url }: { url: string }, maxRetries = 0, apiKey = 'any'): OpenAI =>
  new OpenAI({ baseURL: `${url}/v1`, apiKey, maxRetries, logLevel: 'off' });
export const anthropicAt = ({ url }: { url: string }, maxRetries = 0, apiKey = 'any'): Anthropic =>
  new Anthropic({ baseURL: url, apiKey, maxRetries, logLevel: 'off' });

const model = 'scripted-1';
const messages = [{ role: 'user' as const, content: 'What do you know?' }];
export const chatAsk = { model, messages };
export const messageAsk = { model, messages, max_tokens: 1000 };
export const responseAsk = { model, input: 'What do you know?' };

export const plainText = plainScript[0]?.answers[0]?.text ?? '';

/** Reads a file with a tool and says what was in it. */
export const readerScript: Script = [
  {
    on: { tool: 'read_file', pattern: 'the word is (\\S+)' },
    answers: [{ text: 'It says {{1}}.' }],
  },
  {
    on: { from: 'user', includes: 'Read' },
    answers: [
      {
        text: 'I will look.',
        calls: [
          {
            name: 'read_file',
            arguments: { path: 'notes/漢字.txt', lines: [1, 20], isWhole: false },
          },
          { name: 'list_files', arguments: {} },
        ],
      },
    ],
  },
  ...plainScript,
];
export const readerArguments = { path: 'notes/漢字.txt', lines: [1, 20], isWhole: false };
export const readAsk = { role: 'user' as const, content: 'Read the notes, please.' };

/** Everything a stream gives. */
export async function all<Item>(stream: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of stream) items.push(item);
  return items;
}

/** What the model was last asked, as JSON. */
export const lastAsked = ({ requests }: RunningModel): unknown =>
  JSON.parse(requests.at(-1)?.body.toString('utf8') ?? 'null');
