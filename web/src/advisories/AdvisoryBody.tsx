/** What an advisory says, for readers who have to act on it. */
import { Table } from '@trussworks/react-uswds';
import type { Advisory } from '../api/views.ts';
import { phrase } from '../controls/sentence.tsx';
import { restartWords } from '../words/restart.ts';

interface AdvisoryBodyProps {
  advisory: Advisory;
  /** The level of its headings, so that the page's outline has no gap. */
  level: 'h2' | 'h3';
}

export function AdvisoryBody({ advisory, level: Heading }: AdvisoryBodyProps) {
  const { summary, impact, remediation, affected, aliases, references } = advisory;
  return (
    <div className="sp-advisory">
      <p className="sp-lead">{phrase(summary)}</p>
      {impact !== '' && (
        <>
          <Heading>What it means for you</Heading>
          <p>{phrase(impact)}</p>
        </>
      )}
      {remediation.length > 0 && (
        <>
          <Heading>What to do</Heading>
          <ol className="sp-steps">
            {remediation.map((step) => (
              <li key={`${step.kind} ${step.what}`}>
                <p>{phrase(step.what)}</p>
                <p className="sp-small">
                  Downtime: {phrase(step.downtime)}. {restartWords(step.restart)} To see that it
                  worked: {phrase(step.check)}
                </p>
                {step.url !== undefined && <Outside url={step.url}>Instructions</Outside>}
              </li>
            ))}
          </ol>
        </>
      )}
      <Heading>What is affected</Heading>
      <Affected affected={affected} />
      {(references.length > 0 || aliases.length > 0) && (
        <>
          <Heading>Elsewhere</Heading>
          <ul>
            {aliases.map((alias) => (
              <li key={alias}>Also known as {alias}</li>
            ))}
            {references.map(({ url, title }) => (
              <li key={url}>
                <Outside url={url}>{title}</Outside>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** An address from outside; only a web address becomes a link. */
function Outside({ url, children }: { url: string; children: string }) {
  if (!/^https?:\/\//i.test(url)) return <span>{children}</span>;
  return (
    <a className="usa-link" href={url} rel="noreferrer">
      {children}
    </a>
  );
}

function Affected({ affected }: { affected: Advisory['affected'] }) {
  return (
    <Table className="sp-table">
      <caption className="sp-unseen">Affected packages and versions</caption>
      <thead>
        <tr>
          <th scope="col">Package</th>
          <th scope="col">Ecosystem</th>
          <th scope="col">Affected versions</th>
          <th scope="col">Fixed in</th>
        </tr>
      </thead>
      <tbody>
        {affected.flatMap(({ purl, ecosystem, ranges, versions }) => [
          ...ranges.map((range) => (
            <tr key={`${purl} ${range.introduced} ${range.fixed} ${range.lastAffected}`}>
              <th scope="row" data-label="Package">
                <code>{purl}</code>
              </th>
              <td data-label="Ecosystem">{ecosystem}</td>
              <td data-label="Affected versions">{rangeWords(range)}</td>
              <td data-label="Fixed in">{range.fixed ?? 'No fix named'}</td>
            </tr>
          )),
          ...(versions.length === 0
            ? []
            : [
                <tr key={`${purl} versions`}>
                  <th scope="row" data-label="Package">
                    <code>{purl}</code>
                  </th>
                  <td data-label="Ecosystem">{ecosystem}</td>
                  <td data-label="Affected versions">{versions.join(', ')}</td>
                  <td data-label="Fixed in">No fix named</td>
                </tr>,
              ]),
        ])}
      </tbody>
    </Table>
  );
}

function rangeWords(range: Advisory['affected'][number]['ranges'][number]): string {
  const from = range.introduced === '0' ? 'All versions' : `From ${range.introduced}`;
  if (range.fixed !== undefined) return `${from} up to, not including, ${range.fixed}`;
  if (range.lastAffected !== undefined) return `${from} up to ${range.lastAffected}`;
  return `${from} on`;
}
