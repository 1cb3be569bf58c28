import { Button, Menu } from '@mantine/core';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { Icon } from '../icons/icon.tsx';
import { columnOrder } from '../list/columns.ts';
import { columnsOf, type ListState } from '../list/list-state.ts';
import { useSession } from '../session/session.tsx';
import { entryFormatOf, exportEntries, exportList } from './export-list.ts';

interface ExportMenuProps {
  readonly entity: EntityDef;
  /** What the list shows when somebody chooses. */
  readonly state: () => ListState;
}

/** All records that the list's filters let through, in its order; the person chooses the file and its columns. */
export function ExportMenu({ entity, state }: ExportMenuProps) {
  const session = useSession();
  const entries = entryFormatOf(entity);
  const choices = [
    ['Columns shown', () => columnsOf(entity, state()).shown],
    ['All columns', () => columnOrder(entity)],
  ] as const;
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button
          className="header-button"
          variant="default"
          title="Export"
          leftSection={<Icon name="download" size={14} />}
        >
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(([label, keysOf]) => (
          <div key={label} role="group" aria-label={label}>
            <Menu.Label>{label}</Menu.Label>
            {(['xlsx', 'csv'] as const).map((format) => (
              <Menu.Item
                key={format}
                onClick={() =>
                  void exportList(session, entity, state(), { format, columns: keysOf() })
                }
              >
                {format === 'xlsx' ? 'Excel workbook' : 'CSV'}
              </Menu.Item>
            ))}
          </div>
        ))}
        {entries !== undefined && (
          <div role="group" aria-label="For other programs">
            <Menu.Label>For other programs</Menu.Label>
            <Menu.Item onClick={() => void exportEntries(session, entity, state(), entries)}>
              {entries === 'vcf' ? 'Address book (vCard)' : 'Calendar (iCalendar)'}
            </Menu.Item>
          </div>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
