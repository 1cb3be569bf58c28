/** How often each score was given. */
import { useMemo } from 'react';
import {
  countOf,
  scopeConditions,
  scoreConditions,
  scoresOf,
  standingOf,
  type FiguresScope,
  type Measure,
} from '../../../crm/modules/survey/figures.ts';
import { scaleOf } from '../../../crm/contracts/survey-scale.ts';
import { surveyResponse } from '../../../crm/modules/survey/survey-response.entity.ts';
import { numberFormat } from '../fields/formatters.ts';
import { useNavigation, useSession } from '../session/session.tsx';
import { useLiveQuery } from '../session/use-live-query.ts';
import { Bar } from './figure-bar.tsx';
import { answersWords } from './figure-words.ts';

interface ScoreLinesProps {
  readonly measure: Measure;
  readonly scope: FiguresScope;
  /** Of all its answers: what a bar of full length would be. */
  readonly count: number;
}

export function ScoreLines({ measure, scope, count }: ScoreLinesProps) {
  const { account, days } = scope;
  const only = useMemo(() => scopeConditions({ account, days }), [account, days]);
  return (
    <section className="survey-lines" aria-label="By score">
      <h2>By score</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Score</th>
            <td className="survey-chart" aria-hidden="true" />
            <th scope="col">Share</th>
            <th scope="col">Answers</th>
          </tr>
        </thead>
        <tbody>
          {scoresOf(measure).map((score) => (
            <ScoreLine key={score} measure={measure} score={score} only={only} of={count} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface ScoreLineProps {
  readonly measure: Measure;
  readonly score: number;
  readonly only: ReturnType<typeof scopeConditions>;
  readonly of: number;
}

function ScoreLine({ measure, score, only, of }: ScoreLineProps) {
  const { locale } = useSession();
  const { openList } = useNavigation();
  const conditions = useMemo(() => scoreConditions(measure, score, only), [measure, score, only]);
  const { result } = useLiveQuery(useMemo(() => countOf(conditions), [conditions]));
  const count = result?.count ?? 0;
  const share = Math.min(1, count / Math.max(1, of));
  const { min, max, low, high } = scaleOf(measure);
  const means = score === max ? high : score === min ? low : undefined;
  return (
    <tr>
      <th scope="row">
        {score}
        {means !== undefined && <span className="survey-means">{means}</span>}
      </th>
      <td className="survey-chart" aria-hidden="true">
        <Bar parts={[[standingOf(measure, score), share]]} />
      </td>
      <td>{numberFormat(locale, { style: 'percent' }).format(share)}</td>
      <td>
        {count === 0 ? (
          <span className="survey-none">{result === undefined ? '…' : '0'}</span>
        ) : (
          <button
            type="button"
            className="survey-figure"
            aria-label={`${answersWords(count, locale)} with ${score}`}
            onClick={() => openList(surveyResponse.name, { all: [...conditions] })}
          >
            {numberFormat(locale, {}).format(count)}
          </button>
        )}
      </td>
    </tr>
  );
}
