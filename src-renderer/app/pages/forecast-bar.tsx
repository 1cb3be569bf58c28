/**
 * A month of the forecast as a bar, beside its figures: what was won, then what is open, in it what is in the
 * categories Best Case and Commit; a mark stands where the weighted amount ends. For the eye alone: the figures say
 * the same to everybody.
 */
import type { Figure } from '../../../crm/modules/deal/forecast.ts';

type Figures = Readonly<Record<Figure, number>>;

/** In units of the drawing, which is stretched to the width of its cell. */
const LENGTH = 1000;
const HEIGHT = 12;
const MARK = 4;

/** The longest bar of a table: all of them are drawn to its scale. */
export function longestBar(lines: readonly { readonly figures: Figures }[]): number {
  return Math.max(1, ...lines.map(({ figures }) => lengthOf(figures)));
}

function lengthOf({ won, pipeline }: Figures): number {
  return Math.max(0, won) + Math.max(0, pipeline);
}

interface ForecastBarProps {
  readonly figures: Figures;
  /** From `longestBar`, in minor units. */
  readonly longest: number;
}

export function ForecastBar({ figures, longest }: ForecastBarProps) {
  const long = (amountMinor: number): number => (Math.max(0, amountMinor) / longest) * LENGTH;
  const won = long(figures.won);
  const open = [
    ['pipeline', figures.pipeline],
    ['bestCase', figures.bestCase],
    ['commit', figures.commit],
  ] as const;
  return (
    <svg
      className="forecast-bar"
      viewBox={`0 0 ${LENGTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <rect data-figure="won" x={0} y={0} width={won} height={HEIGHT} />
      {open.map(([figure, amountMinor]) => (
        <rect
          key={figure}
          data-figure={figure}
          x={won}
          y={0}
          width={long(amountMinor)}
          height={HEIGHT}
        />
      ))}
      {figures.weighted > 0 && (
        <rect
          data-figure="weighted"
          x={Math.max(0, won + long(figures.weighted) - MARK)}
          y={0}
          width={MARK}
          height={HEIGHT}
        />
      )}
    </svg>
  );
}
