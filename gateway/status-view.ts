/** What the developer's page looks like: one card a grant, its countdown and budgets, one button. */
import type { standing } from './control.ts';

type Standing = ReturnType<typeof standing>;
type Grant = Standing['grants'][number];

export function pageOf(state: Standing, token: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gateway of ${text(state.submission)}</title>
<link rel="stylesheet" href="/page.css">
<main>
<h1>Who is using the model</h1>
<p class="quiet">Submission ${text(state.submission)} · ${state.size} entries in the log · ${
    state.witnessedAt === null
      ? 'no checkpoint signed by both witnesses yet'
      : `both witnesses signed <time data-ago="${state.witnessedAt}">${state.witnessedAt}</time>`
  }</p>
<p id="problem" role="status" class="problem">${text(state.problem ?? '')}</p>
${state.grants.length === 0 ? '<p>No grant is in force. Nobody can reach the model through this gateway.</p>' : ''}
${[...state.grants]
  .reverse()
  .map((grant) => card(grant, token))
  .join('\n')}
<p class="quiet">Ending access takes effect at once, cannot be undone and needs nobody’s consent.</p>
</main>
<script src="/page.js"></script>
</html>`;
}

function card(grant: Grant, token: string): string {
  const { spent, budget } = grant;
  const closesAt = grant.window?.closesAt;
  const state =
    grant.ended !== undefined
      ? `Ended: ${grant.ended.reason}, ${grant.ended.at ?? ''}`
      : closesAt === undefined
        ? `Not used yet; lapses by itself at ${grant.claimUntil}`
        : `Ends by itself in <time data-left="${closesAt}">${closesAt}</time>`;
  return `<article data-grant="${grant.digest}">
<h2>${text(grant.runner.pseudonym)} <span class="quiet">${text(grant.runner.office)} · ${text(grant.kind)}</span></h2>
<p class="state">${state}</p>
<p><span data-of="running">${grant.running}</span> running now of ${budget.streamsMax} at once</p>
${bar('requests', spent.requests, budget.requests)}
${bar('tokens', spent.tokens, budget.tokens)}
<p class="quiet">Key ${grant.runner.keySha256.slice(0, 16)}… · grant ${grant.digest.slice(0, 16)}…</p>
${
  grant.ended === undefined
    ? `<form method="post" action="/end"><input type="hidden" name="token" value="${token}"><input type="hidden" name="grant" value="${grant.digest}"><button>End this access now</button></form>`
    : ''
}
</article>`;
}

const bar = (what: 'requests' | 'tokens', spent: number, max: number): string =>
  `<label>${what === 'requests' ? 'Requests' : 'Tokens'}: <span data-of="${what}">${spent.toLocaleString('en')}</span> of ${max.toLocaleString('en')}
<progress data-of="${what}" max="${max}" value="${spent}"></progress></label>`;

const text = (value: string): string =>
  value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Reloads when a grant came or went; otherwise only numbers move. */
export const script = `
const left = (ms) => {
  if (ms <= 0) return 'no time';
  const s = Math.floor(ms / 1000), d = Math.floor(s / 86400), h = Math.floor(s / 3600) % 24, m = Math.floor(s / 60) % 60;
  return d > 0 ? d + ' d ' + h + ' h' : h > 0 ? h + ' h ' + m + ' min' : m > 0 ? m + ' min ' + (s % 60) + ' s' : s + ' s';
};
const shape = (state) => state.grants.map((g) => g.digest + (g.window ? 'w' : '') + (g.ended ? 'e' : '')).join();
let last;
async function look() {
  const problem = document.getElementById('problem');
  try {
    const state = await (await fetch('/standing')).json();
    last ??= shape(state);
    if (shape(state) !== last) return location.reload();
    problem.textContent = state.problem ?? '';
    for (const g of state.grants) {
      const card = document.querySelector('[data-grant="' + g.digest + '"]');
      card.querySelector('[data-of="running"]').textContent = g.running;
      for (const what of ['requests', 'tokens']) {
        card.querySelector('span[data-of="' + what + '"]').textContent = g.spent[what].toLocaleString('en');
        card.querySelector('progress[data-of="' + what + '"]').value = g.spent[what];
      }
    }
    const now = Date.parse(state.now);
    for (const t of document.querySelectorAll('[data-left]')) t.textContent = left(Date.parse(t.dataset.left) - now);
    for (const t of document.querySelectorAll('[data-ago]')) {
      t.dataset.ago = state.witnessedAt ?? t.dataset.ago;
      t.textContent = left(now - Date.parse(t.dataset.ago)) + ' ago';
    }
  } catch { problem.textContent = 'The gateway does not answer. Nobody can reach the model through it now.'; }
}
look();
setInterval(look, 1000);
`;

export const styles = `
:root { color-scheme: light dark; --line: #a9aeb1; --quiet: #565c65; --ink: #1b1b1b; --paper: #fff; --alarm: #b50909; --bar: #005ea2; }
@media (prefers-color-scheme: dark) { :root { --line: #565c65; --quiet: #c6cace; --ink: #f0f0f0; --paper: #1b1b1b; --alarm: #f2938c; --bar: #73b3e7; } }
body { margin: 0; font: 1.0625rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
main { max-width: 44rem; margin: 0 auto; padding: 2rem 1rem; }
h1 { font-size: 1.9rem; line-height: 1.2; }
h2 { margin: 0; font-size: 1.3rem; }
article { border: 1px solid var(--line); border-radius: .3rem; padding: 1.25rem; margin: 1.25rem 0; }
.quiet { color: var(--quiet); font-weight: normal; font-size: .93rem; }
.state { font-size: 1.15rem; }
.problem:not(:empty) { border-left: .3rem solid var(--alarm); padding: .5rem 1rem; }
label { display: block; margin: .75rem 0; font-variant-numeric: tabular-nums; }
progress { display: block; width: 100%; height: .75rem; accent-color: var(--bar); }
button { font: inherit; font-weight: 600; color: #fff; background: #b50909; border: 0; border-radius: .25rem; padding: .7rem 1.2rem; cursor: pointer; }
button:focus-visible { outline: .25rem solid #2491ff; outline-offset: 2px; }
`;
