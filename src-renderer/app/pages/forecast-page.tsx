/** What the open records should bring, month by month, in the workspace's currency; every figure leads to the records behind it. */
import { Button, Select } from '@mantine/core';
import { useMemo } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { toMajor } from '../../../crm/kernel/fields/money.field.ts';
import type { Condition, Query } from '../../../crm/kernel/query.ts';
import {
  FIGURES,
  SLIPPED,
  UNDATED,
  conditionsBehind,
  forecastFrom,
  forecastQuestions,
  unpricedConditions,
  type Answers,
  type Bucket,
  type CurrencyForecast,
  type Figure,
  type CurrencyPart,
  type ForecastFields,
  type ForecastScope,
} from '../../../crm/modules/deal/forecast.ts';
import { cardFieldsOf } from '../../kit/board/card-facts.ts';
import { pipelineChoices, stageFieldOf } from '../../kit/board/stage-columns.ts';
import { dateFormat, numberFormat } from '../../kit/fields/formatters.ts';
import { usePeople } from '../../kit/fields/use-people.ts';
import { Icon } from '../../kit/icons/icon.tsx';
import { useNavigation, useSession } from '../../kit/session/session.tsx';
import { todayIn } from '../../kit/session/today.ts';
import { useLiveQuery } from '../../kit/session/use-live-query.ts';
import { ForecastBar, longestBar } from './forecast-bar.tsx';

interface ForecastPageProps {
  readonly entity: EntityDef;
  readonly fields: ForecastFields;
  /** Whose deals; undefined for everybody's. */
  readonly owner: string | undefined;
  /** undefined for all of them. */
  readonly pipeline: string | undefined;
  readonly onAsk: (asked: {
    readonly owner: string | undefined;
    readonly pipeline: string | undefined;
  }) => void;
}

const HEADS: Readonly<Record<Figure, { readonly label: string; readonly help: string }>> = {
  won: { label: 'Won', help: 'Closed as won in that month' },
  pipeline: { label: 'Pipeline', help: 'All that is open and not left out of the forecast' },
  weighted: { label: 'Weighted', help: 'Each amount times its probability, or its stage’s' },
  bestCase: { label: 'Best case', help: 'What is in the forecast categories Best Case and Commit' },
  commit: { label: 'Commit', help: 'What is in the forecast category Commit' },
};

export function ForecastPage({ entity, fields, owner, pipeline, onAsk }: ForecastPageProps) {
  const { currency, timeZone } = useSession();
  const { openList } = useNavigation();
  const today = todayIn(timeZone);
  const many = entity.label.many.toLowerCase();
  const { user } = cardFieldsOf(entity);
  const stages = stageFieldOf(entity);
  const pipelines = stages === undefined ? [] : pipelineChoices(entity, stages);
  const scope = useMemo<ForecastScope>(() => {
    const only =
      owner === undefined || user === undefined
        ? []
        : [{ field: user, operator: 'anyOf', operand: [owner] }];
    return { fields, today, only };
  }, [fields, today, owner, user]);
  const answers = useAnswers(entity, scope);
  const forecast = useMemo(
    () => (answers === undefined ? undefined : forecastFrom(fields, answers, currency)),
    [fields, answers, currency],
  );
  const unpriced = answers?.unpriced.count ?? 0;
  const apart = (forecast ?? []).map((one) => one.currency).filter((code) => code !== currency);
  const show = (all: readonly Condition[]): void => openList(entity.name, { all });
  return (
    <main className="forecast" aria-busy={forecast === undefined}>
      <header className="page-header">
        <h1>Forecast</h1>
        <span className="page-header-space" />
        {pipelines.length > 0 && (
          <Select
            aria-label="Pipeline"
            placeholder="All pipelines"
            data={pipelines.map(({ value, label }) => ({ value, label }))}
            value={pipeline ?? null}
            clearable
            onChange={(value) => onAsk({ owner, pipeline: value ?? undefined })}
          />
        )}
        {user !== undefined && (
          <OwnerSelect owner={owner} onOwner={(next) => onAsk({ owner: next, pipeline })} />
        )}
      </header>
      {forecast?.length === 0 && (
        <div className="empty">
          <Icon name="arrow-up-right" size={28} />
          <h2>Nothing to expect yet</h2>
          <p>No open {many} with an amount. Give one an amount and the month it may close in.</p>
          <Button variant="light" onClick={() => openList(entity.name)}>
            To the {many}
          </Button>
        </div>
      )}
      {forecast?.map((one) => (
        <CurrencyTable
          key={one.currency}
          forecast={one}
          part={{ currency: one.currency, base: currency, apart }}
          scope={scope}
          show={show}
        />
      ))}
      {unpriced > 0 && (
        <p className="forecast-note">
          <button
            type="button"
            className="forecast-figure"
            onClick={() => show([...scope.only, ...unpricedConditions(fields)])}
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

interface OwnerSelectProps {
  readonly owner: string | undefined;
  readonly onOwner: (owner: string | undefined) => void;
}

function OwnerSelect({ owner, onOwner }: OwnerSelectProps) {
  const people = usePeople();
  return (
    <Select
      aria-label="Whose deals"
      placeholder="Everybody"
      data={people}
      value={owner ?? null}
      clearable
      searchable
      nothingFoundMessage="Nobody of that name"
      onChange={(value) => onOwner(value ?? undefined)}
    />
  );
}

interface CurrencyTableProps {
  readonly forecast: CurrencyForecast;
  readonly part: CurrencyPart;
  readonly scope: ForecastScope;
  readonly show: (conditions: readonly Condition[]) => void;
}

function CurrencyTable({ forecast, part, scope, show }: CurrencyTableProps) {
  const { locale } = useSession();
  const { currency, lines, total } = forecast;
  const longest = longestBar(lines);
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
      <td key={figure} data-figure={figure}>
        {figures[figure] === 0 ? (
          <span className="forecast-none">–</span>
        ) : (
          <button
            type="button"
            className="forecast-figure"
            aria-label={`${HEADS[figure].label}, ${name}: ${inWords(figures[figure])}`}
            onClick={() => show(conditionsBehind(scope, figure, bucket, part))}
          >
            {inWords(figures[figure])}
          </button>
        )}
      </td>
    ));
  return (
    <section className="forecast-currency" aria-label={`Forecast in ${currency}`}>
      {currency !== part.base && (
        <p className="forecast-apart">
          <Icon name="warning" size={14} />
          There is no exchange rate for {currency}: this is not part of the figures above.
        </p>
      )}
      <table>
        <thead>
          <tr>
            <th scope="col">{currency}</th>
            <td className="forecast-chart" aria-hidden="true" />
            {FIGURES.map((figure) => (
              <th key={figure} scope="col" title={HEADS[figure].help} data-figure={figure}>
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
                <td className="forecast-chart" aria-hidden="true">
                  <ForecastBar figures={figures} longest={longest} />
                </td>
                {cells(name, figures, bucket)}
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Total</th>
            <td className="forecast-chart" aria-hidden="true" />
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
function useAnswers(entity: EntityDef, scope: ForecastScope): Answers | undefined {
  const asked = useMemo(() => forecastQuestions(entity, scope), [entity, scope]);
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
