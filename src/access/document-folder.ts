/**
 * The folder of an installation's documents: a folder for each kind, Markdown files in it. Read when the
 * server starts; one file that cannot be believed stops it, because what people accept must be what stands
 * in the folder. Other files on top, such as a README, and names that begin with a dot are passed over.
 */
import { constants } from 'node:fs';
import { open, readdir, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { wholeWithin } from '#standards/stream';
import {
  DocumentFault,
  documentKinds,
  faultOfFolder,
  readDocument,
  type Document,
} from './document.ts';

const filesMax = 500;
const documentBytesMax = 256 * 1024;

export async function readDocuments(folder: string): Promise<Document[]> {
  const home = await realpath(folder).catch((error: unknown) => {
    throw unfit(folder, 'it cannot be read', error);
  });
  const documents: Document[] = [];
  for (const kind of await kindsIn(home))
    for (const file of await filesIn(home, kind)) {
      const document = await readFile(home, file);
      if (document.kind !== kind) {
        throw unfit(file, `it says that its kind is \`${document.kind}\``);
      }
      documents.push(document);
    }
  const fault = faultOfFolder(documents);
  if (fault !== undefined) throw unfit(folder, fault);
  return documents;
}

/** A folder of another name is more likely a mistake than meant to be passed over. */
async function kindsIn(home: string): Promise<string[]> {
  const entries = await readdir(home, { withFileTypes: true });
  const folders = entries.filter((each) => !each.isFile() && !each.name.startsWith('.'));
  const stray = folders.find(({ name }) => !documentKinds.some((kind) => kind === name));
  if (stray !== undefined) {
    throw unfit(stray.name, `folders here are \`${documentKinds.join('`, `')}\``);
  }
  return folders.map(({ name }) => name).sort();
}

async function filesIn(home: string, kind: string): Promise<string[]> {
  const names = await readdir(join(home, kind)).catch((error: unknown) => {
    throw unfit(kind, 'it cannot be read as a folder', error);
  });
  const files = names.filter((name) => !name.startsWith('.')).map((name) => `${kind}/${name}`);
  const stray = files.find((file) => !file.endsWith('.md'));
  if (stray !== undefined) throw unfit(stray, 'documents are files named `….md`');
  if (files.length > filesMax) throw unfit(kind, `it holds more than ${filesMax} files`);
  return files.sort();
}

async function readFile(home: string, file: string): Promise<Document> {
  // A link may lead elsewhere in the folder, as where it is mounted from a store, and never out of it.
  const path = await realpath(join(home, file)).catch((error: unknown) => {
    throw unfit(file, 'it leads nowhere', error);
  });
  if (!path.startsWith(`${home}${sep}`)) throw unfit(file, 'it leads out of the folder');
  // Opening a pipe must not wait for somebody to write into it.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const facts = await handle.stat();
    if (!facts.isFile()) throw unfit(file, 'it is no file');
    const stream = handle.createReadStream({ autoClose: false });
    const bytes = await wholeWithin(stream, documentBytesMax);
    if (bytes === undefined) throw unfit(file, `it is longer than ${documentBytesMax} bytes`);
    return readDocument(bytes);
  } catch (error) {
    if (error instanceof DocumentFault) throw unfit(file, error.message, error);
    throw error;
  } finally {
    await handle.close();
  }
}

const unfit = (where: string, why: string, cause?: unknown): Error =>
  new Error(`\`${where}\` among the documents cannot be used: ${why}`, { cause });
