/** Child rows as a small table: each cell is an input of its column's kind. */
import { Button } from '@mantine/core';
import { Fragment, useId, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { FieldOf } from '../../../crm/kernel/field-kinds.ts';
import type { Json } from '../../../crm/kernel/field-kind.ts';
import { lineTotals } from '../../../crm/kernel/fields/line-totals.ts';
import { fillsOf, type Filled } from '../../../crm/kernel/fields/row-fills.ts';
import type { Row } from '../../../crm/kernel/fields/rows.field.ts';
import type { ScalarFieldDef } from '../../../crm/kernel/fields/scalar-kinds.ts';
import { titleOf as recordTitle, type Values } from '../../../crm/kernel/derive.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { Money } from '../../../crm/kernel/fields/money.field.ts';
import { sameJson } from '../../../crm/kernel/write.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { priceFor, type FoundPrice } from '../../../crm/modules/priceBook/prices.ts';
import { Icon } from '../icons/icon.tsx';
import { SoldLineNote } from '../pricing/sold-line-note.tsx';
import { useLinePricing } from '../pricing/use-line-pricing.ts';
import { useParseContext, useSession } from '../session/session.tsx';
import type { CellProps, FieldView, InputProps } from './field-view.ts';
import { PlainOperand } from './operands.tsx';
import { newRowId, pasteLines } from './paste-lines.ts';
import { blockOf } from './pasted-lines.ts';
import { ColumnInput, RowLine } from './row-line.tsx';
import { placeBesideRow, rowMoved, rowsBehind } from './row-moves.ts';
import { useLeave } from './use-leave.ts';
import { useFieldView } from './views-context.ts';

type RowsField = FieldOf<'rows'>;

function RowsCell(props: CellProps<readonly Row[], RowsField>) {
  const { value, field, room } = props;
  if (room === 'list') {
    return (
      <span className="cell-text">{`${value.length} ${field.rowLabel}${value.length === 1 ? '' : 's'}`}</span>
    );
  }
  // A column that no row uses would only take room from the others.
  const columns = Object.entries(field.columns).filter(
    ([key, column]) =>
      column.inner !== true &&
      (column.required === true || value.some((row) => (row[key] ?? null) !== null)),
  );
  return (
    <table className="child-rows">
      <thead>
        <tr>
          {columns.map(([key, column]) => (
            <ColumnHead key={key} column={column} />
          ))}
          {field.isSold === true && <ColumnHead column={LINE_AMOUNT} />}
        </tr>
      </thead>
      <tbody>
        {value.map((row) => (
          <tr key={row.id}>
            {columns.map(([key, column]) => (
              <ColumnCell key={key} column={column} value={row[key]} titleOf={props.titleOf} />
            ))}
            {field.isSold === true && (
              <ColumnCell
                column={LINE_AMOUNT}
                value={lineTotals([row])?.net as unknown as Json | undefined}
                titleOf={props.titleOf}
              />
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What a line comes to; in no record. */
const LINE_AMOUNT: ScalarFieldDef = { kind: 'money', label: 'Amount' };

function ColumnHead({ column }: { readonly column: ScalarFieldDef }) {
  const { align } = useFieldView(column);
  return (
    <th scope="col" data-align={align}>
      {column.label}
    </th>
  );
}

function ColumnCell({
  column,
  value,
  titleOf,
}: {
  readonly column: ScalarFieldDef;
  readonly value: Json | undefined;
  readonly titleOf: CellProps<unknown, unknown>['titleOf'];
}) {
  const { Cell, align } = useFieldView(column);
  return (
    <td data-align={align}>
      {value !== undefined && value !== null && (
        <Cell field={column} value={value} titleOf={titleOf} room="list" />
      )}
    </td>
  );
}

function RowsInput(props: InputProps<readonly Row[], RowsField>) {
  const { value = [], field } = props;
  // What is empty is opened to put something in: its first line is there, and counts only once it is begun.
  const [rows, setRows] = useState<readonly Row[]>(() =>
    value.length === 0 && props.autoFocus ? [{ id: newRowId() }] : value,
  );
  const [added, setAdded] = useState<string | null>(null);
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const addButton = useRef<HTMLButtonElement>(null);
  const filled = useRef(new Map<string, Filled>());
  const { client } = useSession();
  /** As they stand when an answer comes. */
  const latest = useRef(rows);
  useLayoutEffect(() => {
    latest.current = rows;
  }, [rows]);
  // What is only set by an act beside the line has no input.
  const columns = Object.entries(field.columns).filter(([, column]) => column.readOnly !== true);
  const isSold = field.isSold === true;
  const isOrdered = field.ordered === true;
  const pricing = useLinePricing(isSold, isSold ? rows : NO_ROWS);
  const [found, setFound] = useState<Readonly<Record<string, FoundPrice>>>({});

  const order = useId();
  // Of a product that was pasted the record’s page knows nothing yet.
  const titleOf: typeof props.titleOf = (to, id) =>
    props.titleOf(to, id) ?? productNamed(pricing.products.get(id), to);
  const parsing = useParseContext();
  /** What was just done to the lines, for whoever does not see it. */
  const [said, setSaid] = useState('');
  const table = useRef<HTMLTableElement>(null);
  const isMoving = useRef(false);

  const commit = (): void => {
    if (isMoving.current || Object.keys(problems).length > 0) return;
    const started = rows.filter((row) => columns.some(([key]) => row[key] !== undefined));
    for (const row of started) {
      const missing = columns.find(
        ([key, column]) => column.required === true && row[key] === undefined,
      );
      if (missing !== undefined)
        return props.onProblem(`needs ${missing[1].label} in every ${field.rowLabel}`);
    }
    if (sameJson(started, value)) props.onCancel();
    else props.onCommit(started.length === 0 ? null : started);
  };
  const leave = useLeave(commit);

  const put = (row: Row, key: string, next: Json | null): void => {
    const { [key]: _before, ...rest } = row;
    const put = { ...rest, ...(next === null ? {} : { [key]: next }), id: row.id };
    const changed = isSold ? soldAgain(put, key) : put;
    setRows((before) => before.map((other) => (other.id === row.id ? changed : other)));
    setProblems(({ [`${row.id} ${key}`]: _solved, ...others }) => others);
    const column = field.columns[key];
    if (column?.kind === 'link' && typeof next === 'string')
      void fill(row.id, key, column.to, next);
  };

  const patch = (row: Row, values: Values): void => {
    // The button that did it goes: the table keeps the focus, so that leaving it is still noticed.
    addButton.current?.focus();
    const next = Object.entries({ ...row, ...values }).filter(([, value]) => value !== null);
    const whole = { ...Object.fromEntries(next), id: row.id } as Row;
    setRows((before) => before.map((other) => (other.id === row.id ? whole : other)));
  };

  const priceOf = (row: Row, product: Readonly<Record<string, unknown>>): FoundPrice | undefined =>
    priceFor({
      product: { ...product, id: productIn(row) },
      quantity: typeof row['quantity'] === 'number' ? row['quantity'] : 1,
      currency: currencyBeside(rows, row.id),
      book: pricing.book,
      today: pricing.today,
    });

  /** Another quantity may be another price, where nobody typed one; who types a discount leaves the promotion. */
  const soldAgain = (row: Row, changed: string): Row => {
    if (changed === 'discount') {
      const { promotion: _left, ...rest } = row;
      return { ...rest, id: row.id };
    }
    const product = pricing.products.get(productIn(row));
    const before = filled.current.get(row.id)?.['unitPrice'];
    if (changed !== 'quantity' || product === undefined || before === undefined) return row;
    if (!sameJson(row['unitPrice'], before)) return row;
    const price = priceOf(row, product);
    return price === undefined ? row : priced(row, price, {});
  };

  const priced = (row: Row, price: FoundPrice, more: Filled): Row => {
    const values = { ...more, unitPrice: price.price as unknown as Json };
    filled.current.set(row.id, { ...filled.current.get(row.id), ...values });
    setFound((before) => ({ ...before, [row.id]: price }));
    return { ...row, ...values };
  };

  /** What the record that was chosen says of the rest of its row. */
  const fill = async (rowId: string, key: string, to: string, id: string): Promise<void> => {
    if (!Object.values(field.fills ?? {}).some(({ from }) => from === key)) return;
    const { row: named } = await client.call('record.open', { entity: to, id });
    await client.call('record.close', { entity: to, id });
    if (named === null) return;
    const before = latest.current;
    const row = before.find((other) => other.id === rowId);
    if (row === undefined || row[key] !== id) return;
    const others = before.filter((other) => other !== row);
    const earlier = filled.current.get(rowId);
    const values = fillsOf(field, row, key, named, others, earlier);
    filled.current.set(rowId, values);
    const isOurs =
      row['unitPrice'] === undefined || sameJson(row['unitPrice'], earlier?.['unitPrice']);
    const price = isSold && isOurs ? priceOf({ ...row, ...values }, named) : undefined;
    const whole = price === undefined ? { ...row, ...values } : priced(row, price, values);
    latest.current = before.map((other) => (other === row ? whole : other));
    setRows(latest.current);
  };

  /** A line that goes elsewhere is taken out of the table for a moment: its focus goes, and this is no leaving. */
  const move = (id: string, to: number): void => {
    const focused = document.activeElement;
    const next = rowMoved(rows, id, to);
    if (next === rows) return;
    isMoving.current = true;
    flushSync(() => setRows(next));
    if (focused instanceof HTMLElement && table.current?.contains(focused) === true)
      focused.focus();
    isMoving.current = false;
    setSaid(`${field.rowLabel} ${to + 1} of ${rows.length}`);
  };

  const paste = async (text: string, rowId: string, from: string): Promise<void> => {
    const context = { ...parsing, currency: currencyBeside(rows, '') ?? parsing.currency };
    const pasted = await pasteLines(
      { text, rowId, from, field, columns, context, client },
      () => latest.current,
    );
    latest.current = pasted.rows;
    setRows(pasted.rows);
    setProblems({});
    setSaid(pasted.said);
    for (const { id } of pasted.touched) {
      for (const [key, link] of columns) {
        const named = latest.current.find((row) => row.id === id)?.[key];
        if (link.kind === 'link' && typeof named === 'string') await fill(id, key, link.to, named);
      }
    }
  };

  return (
    <div
      {...leave}
      onPasteCapture={(event) => {
        const cell = (event.target as Element).closest<HTMLElement>('td[data-column]');
        const text = event.clipboardData.getData('text/plain');
        if (cell === null || blockOf(text) === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        const row = cell.closest<HTMLElement>('tr')?.dataset['row'] ?? '';
        // What the cell has half typed would else stand in the place of what is pasted.
        addButton.current?.focus();
        void paste(text, row, cell.dataset['column'] ?? '');
      }}
      className="child-rows-input"
      id={props.inputId}
      role="group"
      aria-label={field.label}
    >
      <table ref={table} className="child-rows">
        <thead>
          <tr>
            {isOrdered && (
              <th scope="col" className="child-rows-grip">
                <span className="visually-hidden">By hand</span>
              </th>
            )}
            {columns.map(([key, column]) => (
              <th key={key} scope="col">
                {column.label}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <Fragment key={row.id}>
              <RowLine
                rowId={row.id}
                nth={index + 1}
                order={order}
                label={field.rowLabel}
                onStep={isOrdered ? (by) => move(row.id, index + by) : undefined}
                onDrop={(moved, below) => move(moved, placeBesideRow(rows, moved, row.id, below))}
                onRemove={() => {
                  addButton.current?.focus();
                  setRows((before) => before.filter((other) => other.id !== row.id));
                }}
              >
                {columns.map(([key, column]) => (
                  <td key={key} data-column={key}>
                    <ColumnInput
                      {...props}
                      titleOf={titleOf}
                      column={column}
                      columnKey={key}
                      rowNumber={index + 1}
                      cell={row[key]}
                      autoFocus={
                        key === columns[0]?.[0] &&
                        (row.id === added || (props.autoFocus && added === null && index === 0))
                      }
                      cellProblem={problems[`${row.id} ${key}`]}
                      onCell={(next) => put(row, key, next)}
                      onCellProblem={(reason) =>
                        setProblems((before) => ({ ...before, [`${row.id} ${key}`]: reason }))
                      }
                    />
                  </td>
                ))}
              </RowLine>
              {isSold && (
                <SoldLineNote
                  row={row}
                  number={index + 1}
                  columns={columns.length + (isOrdered ? 2 : 1)}
                  pricing={pricing}
                  found={found[row.id]}
                  onPatch={(values) => patch(row, values)}
                />
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
      <Button
        ref={addButton}
        variant="subtle"
        size="compact-sm"
        leftSection={<Icon name="plus" size={12} />}
        onClick={() => {
          const id = newRowId();
          setAdded(id);
          setRows((before) => rowsBehind(before, [{ id }]));
        }}
      >
        Add {field.rowLabel}
      </Button>
      {isOrdered && (
        <p className="field-help child-rows-help">
          <kbd>Alt</kbd> <kbd>↑</kbd> <kbd>↓</kbd> moves a {field.rowLabel}; a block from a
          spreadsheet can be pasted.
        </p>
      )}
      <p className={said.includes('pasted') ? 'field-help' : 'visually-hidden'} role="status">
        {said}
      </p>
    </div>
  );
}

function productNamed(row: AnyRow | undefined, entity: string): string | undefined {
  const definition = row?.entity === entity ? entityNamed(entity) : undefined;
  return row === undefined || definition === undefined ? undefined : recordTitle(definition, row);
}

function productIn({ product }: Row): string {
  return typeof product === 'string' ? product : '';
}

const NO_ROWS: readonly Row[] = [];

/** Lines of one sale are in one currency: that of any other that has a price. */
function currencyBeside(rows: readonly Row[], except: string): string | undefined {
  for (const row of rows) {
    const price = row['unitPrice'] as unknown as Money | undefined;
    if (row.id !== except && price !== undefined) return price.currency;
  }
  return undefined;
}

export const rowsView: FieldView<'rows'> = {
  Cell: RowsCell,
  Input: RowsInput,
  Operand: PlainOperand,
  widthPx: 110,
  align: 'start',
};
