/**
 * A run's journal, read where it lies: from the reader's own disk, in the reader's own browser. What a model
 * said about sealed tasks is nobody's to upload, so this page asks no server for anything.
 */
import { Alert, AlertHeading, FileInput, Label } from '@trussworks/react-uswds';
import { PageTitle } from '../controls/PageTitle.tsx';
import { sentence } from '../controls/sentence.tsx';
import { useJournal, type OpenJournal } from './journal.ts';
import { Reader } from './Reader.tsx';
import { count, plural } from '../words/quantities.ts';

export function TranscriptPage() {
  const { journal, found, open, search } = useJournal();
  return (
    <div className="sp-page">
      <PageTitle>Read a journal</PageTitle>
      <p className="sp-lead">
        Opens what <code>./sallyport evaluate --out</code> wrote, from your own disk.{' '}
        <strong>Nothing is uploaded:</strong> the file is read in this browser and does not leave
        this machine. Its chain of hashes is not checked here.
      </p>
      <div className="sp-form">
        <Label htmlFor="journal-file">The journal, a file that ends in .jsonl</Label>
        <FileInput
          id="journal-file"
          name="journal-file"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file !== undefined) open(file);
          }}
        />
      </div>
      {journal !== undefined && (
        <>
          <Progress journal={journal} />
          {journal.problem !== undefined && (
            <Alert type="error" role="alert">
              <AlertHeading level="h2">The journal could not be read whole</AlertHeading>
              <p className="usa-alert__text">{sentence(journal.problem)}</p>
            </Alert>
          )}
          {journal.rows.length > 0 && (
            <Reader
              key={`${journal.file.name} ${journal.file.lastModified}`}
              {...{ journal, found, search }}
            />
          )}
        </>
      )}
    </div>
  );
}

function Progress({ journal }: { journal: OpenJournal }) {
  const { file, rows, samples, bytesRead, isRead, bytesTorn } = journal;
  const share = Math.floor((bytesRead / Math.max(1, file.size)) * 100);
  return (
    <p className="sp-transcript__progress" role="status">
      {isRead
        ? `${file.name}: ${plural(rows.length, 'entry', 'entries')} of ${plural(samples.length, 'sample')}.`
        : `Reading ${file.name}: ${share} %, ${plural(rows.length, 'entry', 'entries')} so far…`}
      {isRead &&
        bytesTorn > 0 &&
        journal.problem === undefined &&
        ` The last line is torn, as a runner that was killed leaves it: ${count(bytesTorn)} bytes are not shown.`}
    </p>
  );
}
