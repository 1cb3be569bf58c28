/** The tables of a relay's database file, and how a file becomes one. */

/** "RPRT": tells our file from any other SQLite file. */
export const APPLICATION_ID = 0x52505254;
export const SCHEMA_VERSION = 3;

/** In which run of a relay each stretch of a log was written: from `start` to that of the next. */
const EPOCHS = `CREATE TABLE epochs (
    ws INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    epoch TEXT NOT NULL,
    start INTEGER NOT NULL,
    PRIMARY KEY (ws, ordinal),
    UNIQUE (ws, epoch)
  ) STRICT, WITHOUT ROWID`;

/** What makes a file of the version before out of nothing but itself, by the version that it then has. */
export const UPGRADES: ReadonlyMap<number, string> = new Map([
  [2, 'CREATE INDEX numbered_by_number ON numbered (ws, number)'],
  [
    3,
    `${EPOCHS};
     INSERT INTO epochs SELECT ws, 1, (SELECT value FROM relay WHERE key = 'epoch'), 0 FROM workspaces;
     DROP TABLE relay`,
  ],
]);

/**
 * `unfolded` holds the updates of a document that its row in `states` does not contain yet, so that
 * an append never rewrites a document and a reader never looks through the log.
 */
export const SCHEMA = `
  ${EPOCHS};
  CREATE TABLE workspaces (
    ws INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    secret_hash BLOB NOT NULL,
    created_at_ms INTEGER NOT NULL,
    head INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE devices (
    device INTEGER PRIMARY KEY,
    ws INTEGER NOT NULL,
    name TEXT NOT NULL,
    last_n INTEGER NOT NULL,
    UNIQUE (ws, name)
  ) STRICT;
  CREATE TABLE entries (
    ws INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    device INTEGER NOT NULL,
    n INTEGER NOT NULL,
    tx_id TEXT NOT NULL,
    envelope BLOB NOT NULL,
    PRIMARY KEY (ws, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX entries_by_n ON entries (device, n);
  CREATE TABLE docs (
    doc INTEGER PRIMARY KEY,
    ws INTEGER NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (ws, name)
  ) STRICT;
  CREATE INDEX docs_of_workspace ON docs (ws);
  CREATE TABLE touches (
    doc INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (doc, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE states (
    doc INTEGER PRIMARY KEY,
    folded_seq INTEGER NOT NULL,
    state BLOB NOT NULL
  ) STRICT;
  CREATE TABLE unfolded (
    doc INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    state BLOB NOT NULL,
    PRIMARY KEY (doc, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE numbered (
    ws INTEGER NOT NULL,
    doc TEXT NOT NULL,
    field TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (ws, doc, field)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX numbered_by_number ON numbered (ws, number);
  CREATE TABLE sequences (
    ws INTEGER NOT NULL,
    name TEXT NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (ws, name)
  ) STRICT, WITHOUT ROWID;
`;
