import type { ComponentType } from 'react';
import { primaryFirst, type ChildRow } from '../../../crm/kernel/fields/child-rows.ts';
import type { CellProps } from './field-view.ts';

type Labelled = ChildRow & { readonly label?: string | undefined };

interface ContactCellProps<Row extends Labelled> {
  readonly room: CellProps<unknown, unknown>['room'];
  readonly value: readonly Row[];
  readonly textOf: (row: Row) => string;
  /** What a click on it opens. */
  readonly hrefOf: (row: Row) => string;
  /** Draws the text on a record. */
  readonly Text?: ComponentType<{ readonly text: string }>;
  readonly isTabular?: boolean;
}

/** E-mail addresses or telephone numbers: in a list the first and how many more, on a record all, each a link. */
export function ContactCell<Row extends Labelled>(props: ContactCellProps<Row>) {
  const { room, textOf, hrefOf, Text = AsItIs } = props;
  const rows = primaryFirst<Row>(props.value);
  const shown = room === 'list' ? rows.slice(0, 1) : rows;
  const className = room === 'list' ? 'cell-text' : 'cell-lines';
  return (
    <span className={props.isTabular === true ? `${className} tabular` : className}>
      {shown.map((row) => (
        <span key={row.id}>
          {room === 'list' ? (
            textOf(row)
          ) : (
            <a className="cell-link" href={hrefOf(row)} target="_blank" rel="noreferrer">
              <Text text={textOf(row)} />
            </a>
          )}
          {room === 'record' && row.label !== undefined && (
            <span className="row-label">{row.label}</span>
          )}
        </span>
      ))}
      {room === 'list' && rows.length > 1 && <span className="more">+{rows.length - 1}</span>}
    </span>
  );
}

function AsItIs({ text }: { readonly text: string }) {
  return text;
}
