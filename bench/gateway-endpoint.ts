/**
 * The endpoint behind both gateways when they are measured: a fixed JSON answer of 600 characters, or a
 * stream of 200 events with a pause before each. `PORT=n PACE_MS=m EVENTS=k`.
 */
import { createServer } from 'node:http';

const paceMs = Number(process.env['PACE_MS'] ?? 0);
const events = Number(process.env['EVENTS'] ?? 200);
const json = JSON.stringify({
  id: 'c',
  object: 'chat.completion',
  created: 1,
  model: 'larch-9',
  choices: [
    { index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'x'.repeat(600) } },
  ],
  usage: { prompt_tokens: 20, completion_tokens: 150, total_tokens: 170 },
});
const event = `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'larch-9', choices: [{ index: 0, delta: { content: 'word ' } }] })}\n\n`;
const last = `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'larch-9', choices: [], usage: { prompt_tokens: 20, completion_tokens: 200 } })}\n\ndata: [DONE]\n\n`;

const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString('latin1')));
  request.on('end', () => {
    if (!body.includes('"stream":true')) {
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(json),
      });
      return response.end(json);
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    let sent = 0;
    const next = () => {
      if (response.destroyed) return;
      if (sent++ === events) return void response.end(last);
      response.write(event);
      setTimeout(next, paceMs);
    };
    next();
  });
});
server.listen(Number(process.env['PORT']), '127.0.0.1');
