import type { ComponentType } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { RunBulk } from './use-bulk.tsx';

export interface BulkActionProps {
  readonly entity: EntityDef;
  readonly ids: ReadonlySet<string>;
  /** The list shows what is archived. */
  readonly archived: boolean;
  readonly run: RunBulk;
  /** The selection has no more use: its rows are gone from the list. */
  readonly onClear: () => void;
}

export interface BulkAction {
  readonly name: string;
  readonly isOffered: (
    entity: EntityDef,
    selected: { readonly count: number; readonly archived: boolean },
  ) => boolean;
  /** A button of the bar, with whatever it opens. */
  readonly Button: ComponentType<BulkActionProps>;
}
