/** The files of the import wizards that are open. They live in memory only. */
import { fail, ok, type Result } from '../../../crm/kernel/result.ts';
import { IMPORT_MAX_BYTES, type ImportReading } from '../../../crm/contracts/rpc/import.rpc.ts';
import type { RememberedPlan } from './remembered-plans.ts';
import { readTable, type Table } from './table.ts';

/** Wizards left open in forgotten windows must not keep their files for ever. */
const OPEN_MAX = 4;

export interface OpenImport {
  readonly id: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  table: Table;
  /** Key of the program that wrote it; null: none that is known. */
  readonly format: string | null;
  /** What was guessed without anybody's help; undefined when somebody helped. */
  readonly guessed: RememberedPlan | undefined;
  /** Puts right what the program that wrote the file writes in a way of its own. */
  readonly prepare: (table: Table) => Table;
  /** The mark that the table's numbers are written with, if they come out of a workbook. */
  decimal: ImportReading['decimal'];
  /** Set while it runs; turned by `import.cancel`. */
  running: { cancelled: boolean } | undefined;
}

export interface OpenImports {
  /** Takes the file; the oldest that is not running give way when there are too many, or too many bytes. */
  readonly add: (opened: Omit<OpenImport, 'running'>) => void;
  readonly get: (id: string) => Result<OpenImport>;
  readonly remove: (id: string) => void;
  /** The table as it is read with this encoding and delimiter, or of the same sheet with this decimal mark. */
  readonly tableOf: (
    open: OpenImport,
    reading: Pick<ImportReading, 'encoding' | 'delimiter' | 'decimal'>,
  ) => Promise<Result<Table>>;
}

export function createOpenImports(pause: () => Promise<void>): OpenImports {
  const byId = new Map<string, OpenImport>();

  function makeRoom(bytes: number): void {
    let total = bytes;
    for (const open of byId.values()) total += open.bytes.length;
    for (const open of byId.values()) {
      if (byId.size < OPEN_MAX && total <= IMPORT_MAX_BYTES) return;
      if (open.running !== undefined) continue;
      byId.delete(open.id);
      total -= open.bytes.length;
    }
  }

  return {
    add: (opened) => {
      makeRoom(opened.bytes.length);
      byId.set(opened.id, { ...opened, running: undefined });
    },
    get: (id) => {
      const open = byId.get(id);
      return open === undefined
        ? fail({
            code: 'import-gone',
            message: 'This file is no longer held for importing.',
            remedy: 'Choose the file again.',
          })
        : ok(open);
    },
    remove: (id) => {
      byId.delete(id);
    },
    tableOf: async (open, reading) => {
      const { encoding, delimiter, sheet } = open.table;
      const isAsRead =
        sheet === undefined
          ? encoding === reading.encoding && delimiter === reading.delimiter
          : open.decimal === reading.decimal;
      if (isAsRead) return ok(open.table);
      const table = await readTable(open.fileName, open.bytes, { ...reading, sheet }, pause);
      if (table.ok) {
        open.table = open.prepare(table.value);
        open.decimal = reading.decimal;
        return ok(open.table);
      }
      return table;
    },
  };
}
