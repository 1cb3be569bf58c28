/** Columns, their widths, order and choice: TanStack Table. Sorting and filtering are the worker's. */
import { useMediaQuery } from '@mantine/hooks';
import {
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type ReactTable,
  type Updater,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { fieldOf } from '../../../crm/kernel/system-fields.ts';
import { viewOf } from '../field-views.ts';
import {
  COLUMN_MAX_WIDTH_PX,
  COLUMN_MIN_WIDTH_PX,
  columnChoices,
  fittedWidths,
  startingWidthPx,
  type Columns,
} from './columns.ts';

const features = tableFeatures({
  columnSizingFeature,
  columnResizingFeature,
  columnVisibilityFeature,
});
type Features = typeof features;
export type ListTable = ReactTable<Features, AnyRow>;

/** As in `list.css`. */
const NARROW = '(max-width: 48rem)';
/** Rows are drawn from the worker's answers: the table knows columns only. */
const NO_ROWS: AnyRow[] = [];

export function useListTable(
  entity: EntityDef,
  chosen: Columns,
  onColumns: (columns: Columns) => void,
): ListTable {
  const isNarrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false });
  const columns = useMemo<ColumnDef<Features, AnyRow>[]>(() => {
    const others = columnChoices(entity).filter((key) => !chosen.shown.includes(key));
    return [...chosen.shown, ...others].map((key) => {
      const field = fieldOf(entity, key);
      return {
        id: key,
        accessorFn: (row: AnyRow) => row[key],
        header: field?.label ?? key,
        size: startingWidthPx(
          entity,
          key,
          field === undefined ? 120 : viewOf(field).widthPx,
          isNarrow,
        ),
        minSize: COLUMN_MIN_WIDTH_PX,
        maxSize: COLUMN_MAX_WIDTH_PX,
      };
    });
  }, [entity, chosen.shown, isNarrow]);
  const columnVisibility = useMemo(() => {
    const visible = new Set(chosen.shown);
    return Object.fromEntries(columnChoices(entity).map((key) => [key, visible.has(key)]));
  }, [entity, chosen.shown]);
  // The table is another one whenever its options are: the head is drawn again only for other columns.
  const options = useMemo(
    () => ({
      features,
      columns,
      data: NO_ROWS,
      columnResizeMode: 'onChange' as const,
      state: { columnVisibility, columnSizing: chosen.widths },
      onColumnSizingChange: (next: Updater<Columns['widths']>) =>
        onColumns({
          ...chosen,
          widths: fittedWidths(typeof next === 'function' ? next(chosen.widths) : next),
        }),
    }),
    [columns, columnVisibility, chosen, onColumns],
  );
  return useTable(options);
}
