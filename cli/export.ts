/**
 * `sallyport export`: records of an engagement as files. Who evaluates, determines or oversees asks and says what
 * for, a colleague agrees, and the one who asked has a day to download; a developer takes its own by itself.
 */
import { download } from './export/download.ts';
import { agree, ask, list, refuse, show, withdraw } from './export/steps.ts';
import { commandOf } from './verbs.ts';

export default commandOf('export', { ask, list, show, agree, refuse, withdraw, download });
