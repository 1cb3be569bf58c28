/** Columns, their widths, order and choice: TanStack Table. Sorting and filtering are the worker's. */
import {
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type ReactTable,
} from '@tanstack/react-table';
import { useEffect, useMemo, useState } from 'react';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { viewOf } from '../field-views.ts';
import type { ShownRows } from './shown-rows.ts';
import { columnOrder, readColumnPrefs, visibleColumns, writeColumnPrefs } from './column-prefs.ts';

const features = tableFeatures({
  columnSizingFeature,
  columnResizingFeature,
  columnVisibilityFeature,
});
type Features = typeof features;
export type ListTable = ReactTable<Features, AnyRow>;

const MIN_WIDTH_PX = 60;
const MAX_WIDTH_PX = 800;
/** The first column names the record: it needs room. */
const TITLE_EXTRA_PX = 30;

export function useListTable(entity: EntityDef, shown: ShownRows): ListTable {
  const columns = useMemo<ColumnDef<Features, AnyRow>[]>(() => {
    return columnOrder(entity).map((key, index) => {
      const field = entity.fields[key];
      return {
        id: key,
        accessorFn: (row: AnyRow) => row[key],
        header: field?.label ?? key,
        size:
          (field === undefined ? 120 : viewOf(field).widthPx) + (index === 0 ? TITLE_EXTRA_PX : 0),
        minSize: MIN_WIDTH_PX,
        maxSize: MAX_WIDTH_PX,
        // The column that names the record always stays.
        enableHiding: index > 0,
      };
    });
  }, [entity]);

  const prefs = useMemo(() => readColumnPrefs(entity.name), [entity]);
  const [columnVisibility, setColumnVisibility] = useState<Record<string, boolean>>(() => {
    const visible = new Set(visibleColumns(entity));
    return Object.fromEntries(Object.keys(entity.fields).map((key) => [key, visible.has(key)]));
  });
  const [columnSizing, setColumnSizing] = useState<Record<string, number>>(prefs?.widths ?? {});
  useEffect(() => {
    const visible = Object.keys(columnVisibility).filter((key) => columnVisibility[key]);
    writeColumnPrefs(entity.name, { visible, widths: columnSizing });
  }, [entity, columnVisibility, columnSizing]);

  const data = useMemo(() => shown.rows.map(({ row }) => row), [shown]);

  return useTable({
    features,
    columns,
    data,
    getRowId: (row) => row.id,
    columnResizeMode: 'onChange',
    state: { columnVisibility, columnSizing },
    onColumnVisibilityChange: setColumnVisibility,
    onColumnSizingChange: setColumnSizing,
  });
}
