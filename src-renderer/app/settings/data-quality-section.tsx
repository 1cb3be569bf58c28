/** What a whole record of each kind has, and after how many days without contact it is stale. */
import { MultiSelect, NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Query } from '../../../crm/kernel/query.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import {
  canBeExpected,
  expectedFields,
  qualityRuleId,
  staleDaysOf,
  STALE_DAYS,
} from '../../../crm/modules/quality/expected-fields.ts';
import { qualityRule } from '../../../crm/modules/quality/quality-rule.entity.ts';
import { useActs } from '../../kit/acts/acts.ts';
import { ProblemLine } from '../../kit/acts/problem-line.tsx';
import { useWorkModules } from '../../kit/session/use-definitions.ts';
import { useLiveQuery } from '../../kit/session/use-live-query.ts';
import './data-quality.css';

const RULES: Query = { entity: 'qualityRule', sort: [], window: { offset: 0, limit: 100 } };
const DAYS_MAX = 3_650;

type Rule = Readonly<Record<string, unknown>> | undefined;

export function DataQualitySection() {
  const modules = useWorkModules();
  const { result } = useLiveQuery(RULES);
  if (result === undefined) return <section aria-label="Data quality" aria-busy="true" />;
  return (
    <section aria-label="Data quality">
      <h2>Data quality</h2>
      <p className="field-help">
        A record is complete when it has all that is named here; its page says what is missing, and
        every list can be sorted and filtered by it. Stale is what is open and was not heard of for
        so many days.
      </p>
      {modules
        .filter(({ entity }) => entity.expects !== undefined)
        .map(({ entity }) => {
          const rule = result.rows.find(({ id }) => id === qualityRuleId(entity.name));
          // Another rule, by whomever, is shown as it is now.
          return <KindRule key={`${entity.name} ${textOf(rule)}`} entity={entity} rule={rule} />;
        })}
    </section>
  );
}

function textOf(rule: Rule): string {
  return JSON.stringify([rule?.['expected'], rule?.['staleDays']]);
}

function KindRule({ entity, rule }: { readonly entity: EntityDef; readonly rule: Rule }) {
  const acts = useActs();
  const [expected, setExpected] = useState<readonly string[]>(() => expectedFields(entity, rule));
  const [days, setDays] = useState<number | string>(staleDaysOf(rule));
  const [problem, setProblem] = useState<Problem | null>(null);
  const { many } = entity.label;
  const save = async (values: Readonly<Record<string, unknown>>): Promise<void> => {
    const id = qualityRuleId(entity.name);
    const said = `Quality of ${many.toLowerCase()} changed`;
    setProblem(
      rule === undefined
        ? await acts.put(qualityRule, id, { name: many, of: entity.name, ...values }, said)
        : await acts.update(qualityRule, id, values, said, {
            expected: rule['expected'] ?? [],
          }),
    );
  };
  const choices = entity.sections
    .flatMap(({ fields }) => fields)
    .filter((key) => canBeExpected(entity, key))
    .map((value) => ({ value, label: entity.fields[value]?.label ?? value }));
  return (
    <div className="quality-rule">
      <MultiSelect
        label={`${many} have`}
        data={choices}
        value={[...expected]}
        searchable
        hidePickedOptions
        nothingFoundMessage="No such field"
        onChange={(chosen) => {
          setExpected(chosen);
          void save({ expected: chosen });
        }}
      />
      <NumberInput
        label="Stale after days"
        aria-label={`${many} are stale after days`}
        value={days}
        min={1}
        max={DAYS_MAX}
        allowDecimal={false}
        placeholder={String(STALE_DAYS)}
        onChange={setDays}
        onBlur={() => {
          const staleDays = typeof days === 'number' ? days : null;
          if (staleDays !== staleDaysOf(rule)) void save({ staleDays });
        }}
      />
      <ProblemLine problem={problem} />
    </div>
  );
}
