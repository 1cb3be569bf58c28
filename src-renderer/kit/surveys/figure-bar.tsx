/** What a figure is made of, as a bar. For the eye alone: the numbers beside it say the same to everybody. */
import type { Measure, Tally } from '../../../crm/modules/survey/figures.ts';
import { SCALES } from '../../../crm/contracts/survey-scale.ts';

/** In units of the drawing, which is stretched to the width of its cell. */
const LENGTH = 1000;
const HEIGHT = 12;

export type BarPart = 'good' | 'neither' | 'bad';

interface BarProps {
  /** Shares of the whole length, from 0 to 1, one after the other. */
  readonly parts: readonly (readonly [BarPart, number])[];
}

export function Bar({ parts }: BarProps) {
  const starts = parts.map((_part, at) =>
    parts.slice(0, at).reduce((sum, [, share]) => sum + share * LENGTH, 0),
  );
  return (
    <svg
      className="survey-bar"
      viewBox={`0 0 ${LENGTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <rect data-part="ground" x={0} y={0} width={LENGTH} height={HEIGHT} />
      {parts.map(([part, share], at) => (
        <rect
          key={part}
          data-part={part}
          x={starts[at]}
          y={0}
          width={share * LENGTH}
          height={HEIGHT}
        />
      ))}
    </svg>
  );
}

/** CSAT: who is satisfied; NPS: promoters, then detractors, and between them who is neither; CES: the mean. */
export function TallyBar({ measure, tally }: { readonly measure: Measure; readonly tally: Tally }) {
  const { count, good, bad, sum } = tally;
  if (count === 0) return <Bar parts={[]} />;
  if (measure === 'CES') {
    const { min, max } = SCALES.CES;
    return <Bar parts={[['neither', (sum / count - min) / (max - min)]]} />;
  }
  if (measure === 'CSAT') return <Bar parts={[['good', good / count]]} />;
  return (
    <Bar
      parts={[
        ['good', good / count],
        ['neither', (count - good - bad) / count],
        ['bad', bad / count],
      ]}
    />
  );
}
