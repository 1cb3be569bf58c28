import { REASONS_PARTED_BY } from '../../../crm/modules/score/score-rules.ts';

/** One reason a line, the points below each other. */
export function ScoreReasons({ text }: { readonly text: string }) {
  return (
    <span className="score-reasons">
      {text.split(REASONS_PARTED_BY).map((reason) => {
        const blank = reason.indexOf(' ');
        return (
          <span key={reason} className="score-reason">
            <span className="score-reason-points">{reason.slice(0, blank)}</span>{' '}
            <span>{reason.slice(blank + 1)}</span>
          </span>
        );
      })}
    </span>
  );
}
