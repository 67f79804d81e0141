/** The verdict, and above all what it is worth. Keeps its place while there is none yet. */
import type { Report, Verdict } from '../api/views.ts';
import { Fact, Facts } from '../controls/Facts.tsx';
import { sentence } from '../controls/sentence.tsx';
import { ShapeMark } from '../controls/StateTag.tsx';
import { assuranceWords, tierWords, verdictWord } from '../words/assurance.ts';
import { duration } from '../words/dates.ts';
import { reportWords } from '../words/states.ts';

export function VerdictCard({ report }: { report: Report }) {
  const { verdict, state } = report;
  const { tone, shape } = reportWords[state];
  return (
    <section className={`sp-verdict sp-verdict--${tone}`} aria-labelledby="verdict-title">
      <h2 id="verdict-title">
        <ShapeMark shape={shape} />
        {verdict === null ? reportWords[state].word : verdictWord(verdict.verdict)}
      </h2>
      {verdict === null ? <NoVerdict state={state} /> : <Reached verdict={verdict} />}
    </section>
  );
}

function NoVerdict({ state }: { state: Report['state'] }) {
  if (state === 'held') {
    return (
      <p>
        The check failed on our side. The report is kept and will be tested again; it is neither
        confirmed nor refuted.
      </p>
    );
  }
  return (
    <p>The verdict appears here. It is decided by running the report, and by nobody’s opinion.</p>
  );
}

function Reached({ verdict }: { verdict: Verdict }) {
  const { name, means } = assuranceWords(verdict.assurance);
  return (
    <>
      <p className="sp-verdict__count">
        {verdict.hits} of {verdict.runs} runs hit; {verdict.benignHits} on the benign input.
      </p>
      <h3>Assurance: {name}</h3>
      <p>{means}</p>
      {verdict.reason !== undefined && verdict.verdict !== 'confirmed' && (
        <p>{sentence(verdict.reason)}</p>
      )}
      {verdict.crash !== undefined && <Crash crash={verdict.crash} />}
      <Facts stacked>
        <Fact name="Sandbox">
          {tierWords(verdict.tier)}
          {verdict.durationMs !== undefined && `, ${duration(verdict.durationMs)}`}
        </Fact>
        {verdict.evidenceSha256 !== null && (
          <Fact name="SHA-256 of the evidence">
            <code className="sp-hash">{verdict.evidenceSha256}</code>
          </Fact>
        )}
      </Facts>
    </>
  );
}

function Crash({ crash }: { crash: NonNullable<Verdict['crash']> }) {
  return (
    <div className="sp-crash">
      <h3>{crash.type}</h3>
      <ol aria-label="Topmost frames of the crash">
        {crash.state.slice(0, 3).map((frame, at) => (
          <li key={at}>
            <code>{frame}</code>
          </li>
        ))}
      </ol>
      {!crash.securityRelevant && (
        <p className="sp-small">A crash of this type is rarely a security matter.</p>
      )}
    </div>
  );
}
