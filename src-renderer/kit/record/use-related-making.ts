/** How a list beside a record gets one more: by the action of the record that makes one of them, where there is one. */
import type { ReactNode } from 'react';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { moduleNamed } from '../../../crm/modules/registry.ts';
import type { RelatedList } from './related.ts';
import { useRecordAction } from './use-record-action.tsx';

export function useRelatedMaking(
  entity: EntityDef,
  row: AnyRow,
): {
  readonly of: (list: RelatedList) => (() => Promise<void>) | undefined;
  readonly dialog: ReactNode;
} {
  const { run, dialog } = useRecordAction(entity);
  return {
    of(list) {
      const action = (moduleNamed(entity.name)?.actions ?? []).find(
        ({ opens, fills }) => opens === list.entity.name && fills === list.fieldKey,
      );
      return action?.isOffered(row) === true ? () => run(action, row) : undefined;
    },
    dialog,
  };
}
