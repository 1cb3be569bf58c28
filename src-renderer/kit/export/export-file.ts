import type { ExportCell } from './export-cells.ts';

/** A file that grows by rows and is handed over whole. */
export interface ExportFile {
  readonly add: (rows: readonly (readonly ExportCell[])[]) => void;
  /** Once, at the end. */
  readonly finish: () => Uint8Array<ArrayBuffer>;
}
