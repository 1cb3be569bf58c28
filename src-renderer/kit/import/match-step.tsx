import { Button, Checkbox, NativeSelect } from '@mantine/core';
import type { ImportReading } from '../../../crm/contracts/rpc/import.rpc.ts';
import { entityNamed, workModules } from '../../../crm/modules/registry.ts';
import { ProblemLine } from '../acts/problem-line.tsx';
import { numberFormat } from '../fields/formatters.ts';
import { useSession } from '../session/session.tsx';
import { ColumnField } from './column-field.tsx';
import { columnTarget, linkedInPlan, type ImportStep } from './import-state.ts';
import type { ImportWizard } from './use-import.ts';

interface MatchStepProps {
  readonly state: Extract<ImportStep, { readonly step: 'match' }>;
  readonly wizard: ImportWizard;
}

const DATE_ORDERS = [
  { value: 'DMY', label: 'Day, month, year' },
  { value: 'MDY', label: 'Month, day, year' },
  { value: 'YMD', label: 'Year, month, day' },
];
const DELIMITERS = [
  { value: ',', label: 'Comma' },
  { value: ';', label: 'Semicolon' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Bar' },
];
const DECIMALS = [
  { value: '.', label: '1,234.50' },
  { value: ',', label: '1.234,50' },
];
const ENCODINGS = ['UTF-8', 'windows-1252', 'ISO-8859-1', 'UTF-16LE', 'Shift_JIS', 'GB18030'];

/** What was guessed stays in the list even if it is none of the usual ones. */
function withCurrent(list: readonly string[], current: string): { value: string; label: string }[] {
  const isCurrent = (item: string): boolean => item.toLowerCase() === current.toLowerCase();
  const choices = list.map((label) => ({ value: isCurrent(label) ? current : label, label }));
  return list.some(isCurrent) ? choices : [{ value: current, label: current }, ...choices];
}

export function MatchStep({ state, wizard }: MatchStepProps) {
  const { locale } = useSession();
  const { inspection, plan, file } = state;
  const entity = entityNamed(plan.entity);
  if (entity === undefined) return null;
  const { reading } = plan;
  const linked = linkedInPlan(plan);
  const mapped = [...new Set(plan.mapping.filter((field) => field !== null))];
  const read = (part: Partial<ImportReading>): void => void wizard.reread({ reading: part });

  return (
    <>
      <section className="import-reading" aria-label="How the file is read">
        <p className="import-file">
          <strong>{file.name}</strong>
          <span>
            {numberFormat(locale, {}).format(inspection.rows)} rows, {inspection.columns.length}{' '}
            columns
          </span>
          {inspection.remembered && (
            <span>
              read as the last time{' '}
              <Button size="compact-xs" variant="subtle" onClick={() => void wizard.guessAgain()}>
                Guess again
              </Button>
            </span>
          )}
          {plan.also.length > 0 && (
            <span>
              with their{' '}
              {plan.also
                .map((part) => entityNamed(part.entity)?.label.many.toLowerCase() ?? part.entity)
                .join(', ')}
            </span>
          )}
        </p>
        <NativeSelect
          label="Rows are"
          value={plan.entity}
          data={workModules.map((module) => ({
            value: module.entity.name,
            label: module.entity.label.many,
          }))}
          onChange={(event) => void wizard.reread({ entity: event.currentTarget.value })}
        />
        <NativeSelect
          label="Written by"
          value={inspection.format ?? ''}
          data={[
            { value: '', label: 'Some other program' },
            ...inspection.formats.map(({ key, name }) => ({ value: key, label: name })),
          ]}
          onChange={(event) => {
            const format = event.currentTarget.value;
            void wizard.readAs(format === '' ? null : format);
          }}
        />
        <NativeSelect
          label="Dates"
          value={reading.dateOrder}
          data={DATE_ORDERS}
          description={inspection.dateOrderWhy}
          inputWrapperOrder={['label', 'input', 'description']}
          onChange={(event) =>
            read({ dateOrder: event.currentTarget.value as ImportReading['dateOrder'] })
          }
        />
        <NativeSelect
          label="Numbers"
          value={reading.decimal}
          data={DECIMALS}
          onChange={(event) =>
            read({ decimal: event.currentTarget.value as ImportReading['decimal'] })
          }
        />
        {inspection.sheet === null ? (
          <>
            {reading.delimiter !== '' && (
              <NativeSelect
                label="Columns part at"
                value={reading.delimiter}
                data={DELIMITERS}
                onChange={(event) => read({ delimiter: event.currentTarget.value })}
              />
            )}
            <NativeSelect
              label="Encoding"
              value={reading.encoding}
              data={withCurrent(ENCODINGS, reading.encoding)}
              onChange={(event) => read({ encoding: event.currentTarget.value })}
            />
          </>
        ) : (
          inspection.sheets.length > 1 && (
            <NativeSelect
              label="Sheet"
              value={inspection.sheet}
              data={inspection.sheets}
              onChange={(event) => void wizard.readSheet(event.currentTarget.value)}
            />
          )
        )}
      </section>
      <table className="import-columns">
        <caption className="visually-hidden">
          Columns of the file and the fields that they fill
        </caption>
        <thead>
          <tr>
            <th scope="col">Column in the file</th>
            <th scope="col">Fills</th>
            <th scope="col">For example</th>
            <th scope="col" className="import-number">
              Filled
            </th>
          </tr>
        </thead>
        <tbody>
          {inspection.columns.map((column, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- two columns may have one header; their place is their identity
            <tr key={index} data-left-out={columnTarget(plan, index) === null}>
              <th scope="row">{column.header}</th>
              <td>
                <ColumnField
                  header={column.header}
                  index={index}
                  plan={plan}
                  onChange={wizard.change}
                />
              </td>
              <td className="import-samples">{column.samples.slice(0, 3).join(' · ')}</td>
              <td className="import-number">{numberFormat(locale, {}).format(column.filled)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <section className="import-choices" aria-label="Records that are here already">
        <NativeSelect
          label="A row is a record that is here already if it has the same"
          value={plan.keyField ?? ''}
          data={[
            { value: '', label: 'nothing: every different row is a record' },
            ...mapped.map((key) => ({ value: key, label: entity.fields[key]?.label ?? key })),
          ]}
          onChange={(event) => {
            const key = event.currentTarget.value;
            wizard.change({ keyField: key === '' ? null : key });
          }}
        />
        {linked.map((target) => (
          <Checkbox
            key={target.name}
            label={`Create ${target.label.many.toLowerCase()} that are named in the file and not here yet`}
            checked={plan.createMissing.includes(target.name)}
            onChange={(event) =>
              wizard.change({
                createMissing: event.currentTarget.checked
                  ? [...plan.createMissing, target.name]
                  : plan.createMissing.filter((name) => name !== target.name),
              })
            }
          />
        ))}
      </section>
      <ProblemLine problem={state.problem} />
      <footer className="import-foot">
        <Button variant="subtle" color="gray" onClick={wizard.startOver}>
          Another file
        </Button>
        <Button disabled={mapped.length === 0} onClick={() => void wizard.rehearse()}>
          Show what would happen
        </Button>
      </footer>
    </>
  );
}
