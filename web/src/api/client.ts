/** The typed client of the HTTP API, which is all this UI knows of the server. */
import createClient from 'openapi-fetch';
import type { paths } from '../api.generated.ts';
import { noAnswer, problemFrom } from './problem.ts';

export const api = createClient<paths>({ baseUrl: window.location.origin });

interface Answered<Body> {
  data?: Body;
  error?: unknown;
  response: Response;
}

/** Unwraps an answer; a refusal is thrown as `Problem`. */
export async function answer<Body>(asked: Promise<Answered<Body>>): Promise<Body> {
  const { data, error, response } = await asked.catch(() => {
    throw noAnswer();
  });
  if (!response.ok) throw problemFrom(response.status, error);
  return data as Body;
}

/** Fetches a file, so that a refusal is shown on the page and not saved to disk. */
export async function fetchFile(path: string): Promise<{ name: string; blob: Blob }> {
  const response = await fetch(path).catch(() => {
    throw noAnswer();
  });
  if (!response.ok) {
    throw problemFrom(response.status, await response.json().catch(() => undefined));
  }
  const disposition = response.headers.get('content-disposition') ?? '';
  const name = /filename="?([\w.-]{1,200})"?/.exec(disposition)?.[1] ?? 'download';
  return { name, blob: await response.blob() };
}

/** Text that the server answers as it is, such as a document or a receipt. */
export const fetchText = async (path: string): Promise<string> =>
  (await fetchFile(path)).blob.text();

/** Hands a file to the browser's own download. */
export function save(file: { name: string; blob: Blob }): void {
  const address = URL.createObjectURL(file.blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = file.name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has taken the blob by the time the click returns to the event loop.
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
