/** What the bench measures, what each figure should be, and how they are shown. */

export const FIGURES = {
  writeAll: { label: 'write all', unit: 's', target: 3 },
  start: { label: 'process start to first rows', unit: 's', target: 2 },
  filterSort: { label: 'filter + sort to first page, p95', unit: 'ms', target: 30 },
  search: { label: 'search of three letters, p95', unit: 'ms', target: 50 },
  editToRow: { label: 'edit to row on screen, median', unit: 'ms', target: 16 },
  editToDurable: { label: 'edit to durable, median', unit: 'ms', target: 15 },
  editToOther: { label: 'edit to the other desktop, p95', unit: 'ms', target: 100 },
  filterKey: { label: 'letter in the filter to list, p95', unit: 'ms', target: 50 },
  sortClick: { label: 'sort click to list, p95', unit: 'ms', target: 50 },
  groupChange: { label: 'group change to list, p95', unit: 'ms', target: 50 },
  recordOpen: { label: 'open a record, p95', unit: 'ms', target: 50 },
  boardOpen: { label: 'open a board, p95', unit: 'ms', target: 50 },
  scrollGaps: { label: 'frames with a row missing while scrolling', unit: '', target: 0 },
  scrollFrame: { label: 'frame while scrolling, median', unit: 'ms', target: 17 },
  longestTask: { label: 'longest task of the page', unit: 'ms', target: 50 },
  workerHeap: { label: 'worker heap', unit: 'MB', target: 300 },
} as const;

export type FigureName = keyof typeof FIGURES;

export type Measured = Readonly<Record<FigureName, number>>;
/** A store without sync has nothing to compare with some of them. */
export type PeerMeasured = Readonly<Partial<Record<FigureName, number>>>;

interface ReportedFigure {
  readonly value: number;
  readonly unit: string;
  readonly target: number;
  readonly higherIsBetter: false;
  readonly peers: { readonly dexie?: number };
}

/** All targets are upper bounds. */
export function report(
  own: Measured,
  dexie: PeerMeasured,
): Readonly<Record<FigureName, ReportedFigure>> {
  const entries = (Object.keys(FIGURES) as FigureName[]).map((name) => {
    const { unit, target } = FIGURES[name];
    const peer = dexie[name];
    const peers = peer === undefined ? {} : { dexie: rounded(peer) };
    return [name, { value: rounded(own[name]), unit, target, higherIsBetter: false, peers }];
  });
  return Object.fromEntries(entries) as Record<FigureName, ReportedFigure>;
}

export function table(own: Measured, dexie: PeerMeasured): string {
  const lines = (Object.keys(FIGURES) as FigureName[]).map((name) => {
    const { label, unit, target } = FIGURES[name];
    const peer = dexie[name];
    return [
      label,
      `${rounded(own[name])} ${unit}`,
      `≤ ${target} ${unit}`,
      own[name] <= target ? 'met' : 'missed',
      peer === undefined ? '–' : `${rounded(peer)} ${unit}`,
      peer === undefined ? '–' : `${(peer / own[name]).toFixed(1)}×`,
    ];
  });
  const head = ['figure', 'Rapport', 'target', '', 'plain Dexie', 'Dexie / Rapport'];
  const widths = head.map((_, column) =>
    Math.max(...[head, ...lines].map((cells) => (cells[column] ?? '').length)),
  );
  return [head, ...lines]
    .map((cells) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Three digits are more than a repeat on another day would confirm. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function p95(values: readonly number[]): number {
  return quantile(values, 0.95);
}

/** The nearest of the values, so that every figure is one that was seen. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new Error('Nothing was measured');
  return value;
}
