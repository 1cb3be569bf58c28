/** What the open records should bring, month by month; every figure leads to the records behind it. */
import { useMemo } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { toMajor } from '../../../crm/kernel/fields/money.field.ts';
import type { Condition, Query } from '../../../crm/kernel/query.ts';
import {
  FIGURES,
  SLIPPED,
  UNDATED,
  conditionsBehind,
  conditionsBehindWon,
  forecastFrom,
  forecastQuestions,
  unpricedConditions,
  type Answers,
  type Bucket,
  type CurrencyForecast,
  type Figure,
  type ForecastFields,
} from '../../../crm/modules/deal/forecast.ts';
import { dateFormat, numberFormat } from '../../kit/fields/formatters.ts';
import { useNavigation, useSession } from '../../kit/session/session.tsx';
import { todayIn } from '../../kit/session/today.ts';
import { useLiveQuery } from '../../kit/session/use-live-query.ts';

interface ForecastPageProps {
  readonly entity: EntityDef;
  readonly fields: ForecastFields;
}

const HEADS: Readonly<Record<Figure, { readonly label: string; readonly help: string }>> = {
  pipeline: { label: 'Pipeline', help: 'All that is open and not left out of the forecast' },
  weighted: { label: 'Weighted', help: 'Each amount times its probability, or its stage’s' },
  bestCase: { label: 'Best case', help: 'What is in the forecast categories Best Case and Commit' },
  commit: { label: 'Commit', help: 'What is in the forecast category Commit' },
};

export function ForecastPage({ entity, fields }: ForecastPageProps) {
  const { currency, timeZone } = useSession();
  const { openList } = useNavigation();
  const today = todayIn(timeZone);
  const many = entity.label.many.toLowerCase();
  const answers = useAnswers(entity, fields, today);
  const forecast = useMemo(
    () => (answers === undefined ? undefined : forecastFrom(fields, answers, currency)),
    [fields, answers, currency],
  );
  const unpriced = answers?.unpriced.count ?? 0;
  const show = (all: readonly Condition[]): void => openList(entity.name, { all });
  return (
    <main className="forecast" aria-busy={forecast === undefined}>
      <header className="page-header">
        <h1>Forecast</h1>
      </header>
      {forecast?.length === 0 && (
        <p className="forecast-empty">
          No open {many} with an amount, so there is nothing to expect yet.
        </p>
      )}
      {forecast?.map((one) => (
        <CurrencyTable
          key={one.currency}
          forecast={one}
          fields={fields}
          today={today}
          show={show}
        />
      ))}
      {unpriced > 0 && (
        <p className="forecast-note">
          <button
            type="button"
            className="forecast-figure"
            onClick={() => show(unpricedConditions(fields))}
          >
            {unpriced} open {unpriced === 1 ? entity.label.one.toLowerCase() : many} without an
            amount
          </button>{' '}
          {unpriced === 1 ? 'is' : 'are'} not counted.
        </p>
      )}
    </main>
  );
}

interface CurrencyTableProps {
  readonly forecast: CurrencyForecast;
  readonly fields: ForecastFields;
  readonly today: string;
  readonly show: (conditions: readonly Condition[]) => void;
}

function CurrencyTable({ forecast, fields, today, show }: CurrencyTableProps) {
  const { locale } = useSession();
  const { currency, lines, total, wonMinor } = forecast;
  const inWords = (amountMinor: number): string =>
    numberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 }).format(
      toMajor({ amountMinor, currency }),
    );
  const cells = (
    name: string,
    figures: Readonly<Record<Figure, number>>,
    bucket: Bucket | undefined,
  ) =>
    FIGURES.map((figure) => (
      <td key={figure}>
        {figures[figure] === 0 ? (
          <span className="forecast-none">–</span>
        ) : (
          <button
            type="button"
            className="forecast-figure"
            aria-label={`${HEADS[figure].label}, ${name}: ${inWords(figures[figure])}`}
            onClick={() => show(conditionsBehind(fields, figure, bucket, currency, today))}
          >
            {inWords(figures[figure])}
          </button>
        )}
      </td>
    ));
  return (
    <section className="forecast-currency" aria-label={`Forecast in ${currency}`}>
      <p className="forecast-won">
        Won this month{' '}
        {wonMinor === 0 ? (
          <strong>{inWords(0)}</strong>
        ) : (
          <button
            type="button"
            className="forecast-figure"
            onClick={() => show(conditionsBehindWon(fields, currency, today))}
          >
            {inWords(wonMinor)}
          </button>
        )}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{currency}</th>
            {FIGURES.map((figure) => (
              <th key={figure} scope="col" title={HEADS[figure].help}>
                {HEADS[figure].label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ bucket, figures }) => {
            const name = bucketName(bucket, locale);
            return (
              <tr key={bucket} data-bucket={bucket === SLIPPED ? 'slipped' : undefined}>
                <th scope="row">{name}</th>
                {cells(name, figures, bucket)}
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Total</th>
            {cells('total', total, undefined)}
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function bucketName(bucket: Bucket, locale: string): string {
  if (bucket === SLIPPED) return 'Slipped';
  if (bucket === UNDATED) return 'No date';
  return dateFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    Date.parse(`${bucket}-01T00:00:00Z`),
  );
}

/** All of them, or undefined as long as one is missing: half a forecast would be a wrong one. */
function useAnswers(entity: EntityDef, fields: ForecastFields, today: string): Answers | undefined {
  const asked = useMemo(() => forecastQuestions(entity, fields, today), [entity, fields, today]);
  const ahead = useAnswer(asked.ahead);
  const aheadBest = useAnswer(asked.aheadBest);
  const aheadCommit = useAnswer(asked.aheadCommit);
  const late = useAnswer(asked.late);
  const lateBest = useAnswer(asked.lateBest);
  const lateCommit = useAnswer(asked.lateCommit);
  const won = useAnswer(asked.won);
  const unpriced = useAnswer(asked.unpriced);
  return useMemo(() => {
    if (ahead === undefined || aheadBest === undefined || aheadCommit === undefined)
      return undefined;
    if (late === undefined || lateBest === undefined || lateCommit === undefined) return undefined;
    if (won === undefined || unpriced === undefined) return undefined;
    return { ahead, aheadBest, aheadCommit, late, lateBest, lateCommit, won, unpriced };
  }, [ahead, aheadBest, aheadCommit, late, lateBest, lateCommit, won, unpriced]);
}

function useAnswer(query: Query) {
  return useLiveQuery(query).result;
}
