import { firstRows, type Cells } from './csv-parsing.ts';

/** In the order in which equals are preferred. 1F is ASCII's own unit separator. */
const CANDIDATES = [',', ';', '\t', '|', '\u001f'] as const;
const SAMPLE_ROWS = 200;

export interface DelimiterGuess {
  /** ',' for a file of one column. */
  readonly delimiter: string;
  readonly columns: number;
  /** Share of the sampled rows that have that many columns, 0–1. */
  readonly consistency: number;
}

/** The number of cells that most rows have; of equals the larger. Empty lines do not count. */
export function usualWidth(rows: readonly Cells[]): {
  readonly width: number;
  readonly share: number;
} {
  const counts = new Map<number, number>();
  let total = 0;
  for (const row of rows) {
    if (row.length === 1 && (row[0] ?? '').trim() === '') continue;
    counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
    total++;
  }
  let width = 0;
  let most = 0;
  for (const [columns, count] of counts) {
    if (count > most || (count === most && columns > width)) {
      width = columns;
      most = count;
    }
  }
  return { width, share: total === 0 ? 0 : most / total };
}

/** The character that cuts the file into the most even columns. Excel's `sep=;` line says it outright. */
export function guessDelimiter(text: string): DelimiterGuess {
  const said = /^sep=(.)\n/i.exec(text.slice(0, 10))?.[1];
  let best: DelimiterGuess = { delimiter: said ?? ',', columns: 1, consistency: 1 };
  let bestScore = 0;
  for (const delimiter of said === undefined ? CANDIDATES : [said]) {
    const { width, share } = usualWidth(firstRows(text, delimiter, SAMPLE_ROWS));
    // Evenness counts more than width: prose has many commas, and a different number in every line.
    const score = width < 2 ? 0 : share ** 2 * Math.log2(width + 1);
    if (score > bestScore * 1.001) {
      best = { delimiter, columns: width, consistency: share };
      bestScore = score;
    }
  }
  return best;
}
