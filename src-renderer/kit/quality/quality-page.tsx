/** How good the data is: what may be wrong with each kind of record, in numbers that open their records. */
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Filter, Query } from '../../../crm/kernel/query.ts';
import { checks, type Check } from '../../../crm/modules/quality/checks.ts';
import { qualityRuleId, staleDaysOf } from '../../../crm/modules/quality/expected-fields.ts';
import { useDuplicates } from '../duplicates/use-duplicates.ts';
import { numberFormat } from '../fields/formatters.ts';
import { Icon } from '../icons/icon.tsx';
import { useNavigation, useSession } from '../session/session.tsx';
import { useAfterPaint } from '../session/use-after-paint.ts';
import { useWorkModules } from '../session/use-definitions.ts';
import { useLiveQuery } from '../session/use-live-query.ts';
import './quality.css';

interface QualityPageProps {
  readonly onDuplicates: (entity: string) => void;
  readonly onRules: () => void;
}

const RULES: Query = { entity: 'qualityRule', sort: [], window: { offset: 0, limit: 100 } };

type Rule = Readonly<Record<string, unknown>> | undefined;

export function QualityPage({ onDuplicates, onRules }: QualityPageProps) {
  const modules = useWorkModules();
  const entities = useMemo(
    () => modules.map(({ entity }) => entity).filter(({ expects }) => expects !== undefined),
    [modules],
  );
  const { result } = useLiveQuery(RULES);
  const ruleOf = (entity: EntityDef): Rule =>
    result?.rows.find(({ id }) => id === qualityRuleId(entity.name));
  return (
    <main className="quality" aria-busy={result === undefined}>
      <header className="page-header">
        <h1>Data quality</h1>
        <span className="page-header-space" />
        <Button
          variant="default"
          leftSection={<Icon name="settings" size={14} />}
          onClick={onRules}
        >
          What counts
        </Button>
      </header>
      {result !== undefined && (
        <div className="quality-table">
          <table>
            <thead>
              <tr>
                <th scope="col">A number opens its records</th>
                {entities.map((entity) => (
                  <th key={entity.name} scope="col">
                    {entity.label.many}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row" title="Two or more that are probably one">
                  Probable duplicates
                </th>
                {entities.map((entity) => (
                  <td key={entity.name}>
                    {entity.duplicates === undefined ? (
                      <None />
                    ) : (
                      <Duplicates entity={entity} onOpen={() => onDuplicates(entity.name)} />
                    )}
                  </td>
                ))}
              </tr>
              {checks.map((check) => (
                <tr key={check.key} data-check={check.key}>
                  <th scope="row" title={check.help}>
                    {check.label}
                    {check.key === 'stale' && <StaleDays entities={entities} ruleOf={ruleOf} />}
                  </th>
                  {entities.map((entity) => {
                    const filter = check.filter(entity, ruleOf(entity));
                    return (
                      <td key={entity.name}>
                        {filter === undefined ? (
                          <None />
                        ) : (
                          <Count entity={entity} check={check} filter={filter} />
                        )}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </main>
  );
}

/** Said once where it is one number for all. */
function StaleDays({
  entities,
  ruleOf,
}: {
  readonly entities: readonly EntityDef[];
  readonly ruleOf: (entity: EntityDef) => Rule;
}) {
  const days = [...new Set(entities.map((entity) => staleDaysOf(ruleOf(entity))))];
  const [only] = days;
  return (
    <span className="quality-more">
      {days.length === 1 ? `no contact for ${only} days` : 'no contact for long'}
    </span>
  );
}

function None() {
  return <span className="quality-none">–</span>;
}

interface CountProps {
  readonly entity: EntityDef;
  readonly check: Check;
  readonly filter: Filter;
}

function Count({ entity, check, filter }: CountProps) {
  const { openList } = useNavigation();
  const text = JSON.stringify(filter);
  const asked = useMemo<Query>(
    () => ({
      entity: entity.name,
      sort: [],
      filter: JSON.parse(text) as Filter,
      window: { offset: 0, limit: 0 },
    }),
    [entity, text],
  );
  const { result } = useLiveQuery(asked);
  return (
    <Figure
      count={result?.count}
      label={`${check.label}, ${entity.label.many}`}
      isGood={check.key === 'whole'}
      onOpen={() => openList(entity.name, filter)}
    />
  );
}

function Duplicates({
  entity,
  onOpen,
}: {
  readonly entity: EntityDef;
  readonly onOpen: () => void;
}) {
  // Comparing all records takes longer than all the rest: it begins when that is on screen.
  return useAfterPaint() ? <DuplicatesCount entity={entity} onOpen={onOpen} /> : <None />;
}

function DuplicatesCount({
  entity,
  onOpen,
}: {
  readonly entity: EntityDef;
  readonly onOpen: () => void;
}) {
  const { found } = useDuplicates(entity);
  const label = `Probable duplicates, ${entity.label.many}`;
  return <Figure count={found?.total} label={label} isGood={false} onOpen={onOpen} />;
}

interface FigureProps {
  readonly count: number | undefined;
  readonly label: string;
  readonly isGood: boolean;
  readonly onOpen: () => void;
}

function Figure({ count, label, isGood, onOpen }: FigureProps) {
  const { locale } = useSession();
  if (count === undefined) return <span className="quality-none">…</span>;
  if (count === 0) return <span className="quality-none">0</span>;
  const words = numberFormat(locale, {}).format(count);
  return (
    <button
      type="button"
      className="quality-figure"
      data-good={isGood}
      aria-label={`${label}: ${words}`}
      onClick={onOpen}
    >
      {words}
    </button>
  );
}
