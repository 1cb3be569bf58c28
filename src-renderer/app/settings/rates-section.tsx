/** What other currencies are worth: said here once, and every total is one figure in the workspace's own. */
import { ActionIcon, Button, Select } from '@mantine/core';
import { useRef, useState } from 'react';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { rate } from '../../../crm/modules/rate/rate.entity.ts';
import { workModules } from '../../../crm/modules/registry.ts';
import { useActs } from '../../kit/acts/acts.ts';
import { sayProblem } from '../../kit/acts/toast.tsx';
import { useOneAtATime } from '../../kit/acts/use-one-at-a-time.ts';
import { currencyChoices } from '../../kit/fields/currencies.ts';
import { dateFormat, numberFormat } from '../../kit/fields/formatters.ts';
import { Icon } from '../../kit/icons/icon.tsx';
import { FieldInput } from '../../kit/record/field-input.tsx';
import { useSession } from '../../kit/session/session.tsx';
import { todayIn } from '../../kit/session/today.ts';
import { useLiveQuery } from '../../kit/session/use-live-query.ts';
import './rates-section.css';

/** More rates than anybody reads; older ones still count. */
const RATES_SHOWN = 500;

export function RatesSection() {
  const { currency: base, timeZone } = useSession();
  const { result } = useLiveQuery({
    entity: rate.name,
    sort: [
      { field: 'currency', direction: 'ascending' },
      { field: 'validFrom', direction: 'descending' },
    ],
    window: { offset: 0, limit: RATES_SHOWN },
  });
  const [wanted, setWanted] = useState<string | null>(null);
  const today = todayIn(timeZone);
  return (
    <section aria-label="Exchange rates">
      <h2>Exchange rates</h2>
      <p className="field-help">
        Totals are in {base}. An open amount counts at today’s rate, a closed deal for good at the
        rate of the day on which it was closed.
      </p>
      <MissingCurrencies onPick={setWanted} />
      <NewRate key={wanted} base={base} today={today} currency={wanted} />
      {result !== undefined && result.count === 0 && (
        <p className="field-help">
          No rate yet. As long as a currency has none, its amounts stand beside the totals.
        </p>
      )}
      {result !== undefined && result.count > 0 && (
        <RatesTable rows={result.rows as unknown as readonly AnyRow[]} base={base} today={today} />
      )}
    </section>
  );
}

interface NewRateProps {
  readonly base: string;
  readonly today: string;
  readonly currency: string | null;
}

function NewRate({ base, today, currency: picked }: NewRateProps) {
  const { locale } = useSession();
  const acts = useActs();
  const oneAtATime = useOneAtATime();
  const [currency, setCurrency] = useState(picked);
  /** Readable at once: a field commits as the form is sent. */
  const values = useRef<{ perUnit?: unknown; validFrom: unknown }>({ validFrom: today });
  const [validFrom, setValidFrom] = useState<unknown>(today);
  const [round, setRound] = useState(0);
  const choices = currencyChoices(locale).filter(({ value }) => value !== base);
  const save = async (): Promise<void> => {
    // What was typed last is committed as its field loses the focus.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const { perUnit, validFrom: day } = values.current;
    if (currency === null || typeof perUnit !== 'number' || typeof day !== 'string') {
      sayProblem({
        message: 'A rate needs a currency, what one unit is worth, and a day.',
        remedy: 'Fill in what is missing.',
      });
      return;
    }
    const input = { currency, perUnit, validFrom: day };
    if (!(await acts.command('rate.set', input, `Rate of ${currency} saved`))) return;
    values.current = { validFrom: day };
    setRound(round + 1);
  };
  return (
    <form
      className="rate-new"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        oneAtATime(save);
      }}
    >
      <Select
        label="Currency"
        data={choices}
        value={currency}
        onChange={setCurrency}
        searchable
        autoFocus={picked === null ? undefined : true}
        selectFirstOptionOnChange
        nothingFoundMessage="No such currency"
      />
      <FieldInput
        key={`perUnit-${round}`}
        entity={rate.name}
        fieldKey="perUnit"
        field={{ kind: 'number', label: `1 ${currency ?? 'unit'} in ${base}`, required: true }}
        value={undefined}
        autoFocus={false}
        titleOf={() => undefined}
        onCommit={(perUnit) => {
          values.current = { ...values.current, perUnit };
        }}
        onCancel={() => undefined}
      />
      <FieldInput
        entity={rate.name}
        fieldKey="validFrom"
        field={rate.fields.validFrom}
        value={validFrom}
        autoFocus={false}
        titleOf={() => undefined}
        onCommit={(day) => {
          values.current = { ...values.current, validFrom: day };
          setValidFrom(day);
        }}
        onCancel={() => undefined}
      />
      <Button type="submit">Save rate</Button>
    </form>
  );
}

interface RatesTableProps {
  readonly rows: readonly AnyRow[];
  readonly base: string;
  readonly today: string;
}

/** By currency, newest first; the one that holds today is marked. */
function RatesTable({ rows, base, today }: RatesTableProps) {
  const { locale } = useSession();
  const acts = useActs();
  const days = dateFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const figures = numberFormat(locale, { maximumSignificantDigits: 8 });
  return (
    <table className="rates">
      <thead>
        <tr>
          <th scope="col">Currency</th>
          <th scope="col" className="rates-figure">
            One unit in {base}
          </th>
          <th scope="col">Valid from</th>
          <th scope="col">
            <span className="visually-hidden">Remove</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => {
          const currency = String(row['currency']);
          const from = String(row['validFrom']);
          const newer = rows[index - 1];
          const isFirst = newer?.['currency'] !== currency;
          const holds = from <= today && (isFirst || String(newer['validFrom']) > today);
          const day = days.format(Date.parse(`${from}T00:00:00Z`));
          return (
            <tr key={row.id} data-holds={holds}>
              <th scope="row">{isFirst ? currency : <span aria-hidden="true" />}</th>
              <td className="rates-figure">{figures.format(Number(row['perUnit']))}</td>
              <td>
                {day}
                {holds && <span className="rates-today">holds today</span>}
              </td>
              <td>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={22}
                  aria-label={`Remove the rate of ${currency} from ${day}`}
                  onClick={() => void acts.archive(rate, [row.id], true)}
                >
                  <Icon name="trash" size={14} />
                </ActionIcon>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Currencies that amounts are in and that have no rate: each is one click from the form. */
function MissingCurrencies({ onPick }: { readonly onPick: (currency: string) => void }) {
  return workModules.map(({ entity }) => {
    const key = entity.listFields.find((field) => entity.fields[field]?.kind === 'money');
    return key === undefined ? null : (
      <MissingOf key={entity.name} entity={entity} fieldKey={key} onPick={onPick} />
    );
  });
}

interface MissingOfProps {
  readonly entity: EntityDef;
  readonly fieldKey: string;
  readonly onPick: (currency: string) => void;
}

function MissingOf({ entity, fieldKey, onPick }: MissingOfProps) {
  const { currency: base } = useSession();
  const { result } = useLiveQuery({
    entity: entity.name,
    sort: [],
    sums: [fieldKey],
    window: { offset: 0, limit: 0 },
  });
  const missing = Object.keys(result?.sums[fieldKey] ?? {}).filter((code) => code !== base);
  if (missing.length === 0) return null;
  return (
    <p className="rates-missing">
      <Icon name="warning" size={14} />
      {entity.label.many} have amounts without a rate:
      {missing.map((code) => (
        <Button key={code} size="compact-xs" variant="light" onClick={() => onPick(code)}>
          {code}
        </Button>
      ))}
    </p>
  );
}
