/** All conditions of a list with groups of them, in a dialog: nothing changes until it is applied. */
import { Button, Modal } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Filter } from '../../../crm/kernel/query.ts';
import { ChoicesOverDialog } from '../fields/choices-place.ts';
import { numberFormat } from '../fields/formatters.ts';
import { useSession } from '../session/session.tsx';
import { useLiveQuery } from '../session/use-live-query.ts';
import { useFocusBack } from '../session/use-focus-back.ts';
import { filterText } from './condition-text.ts';
import {
  countedIds,
  draftTree,
  filtersFrom,
  incompleteIn,
  newCondition,
  type DraftGroup,
} from './filter-draft.ts';
import { FilterParts } from './filter-parts.tsx';
import { selectionOf, type Asked } from './list-state.ts';
import { useFilterWords } from './use-filter-words.ts';

interface FilterBuilderProps {
  readonly entity: EntityDef;
  readonly state: Asked;
  readonly onDone: (filters: readonly Filter[]) => void;
  readonly onClose: () => void;
}

export function FilterBuilder({ entity, state, onDone, onClose }: FilterBuilderProps) {
  useFocusBack();
  const { locale } = useSession();
  const [newId] = useState(countedIds);
  const [added, setAdded] = useState<number | null>(null);
  const [root, setRoot] = useState<DraftGroup>(() => {
    const tree = draftTree(state.conditions, newId);
    return tree.parts.length > 0 ? tree : { ...tree, parts: [newCondition(newId)] };
  });
  const filters = useMemo(() => filtersFrom(entity, root), [entity, root]);
  const words = useFilterWords(entity, filters);
  const { result } = useLiveQuery(
    useMemo(
      () => ({
        ...selectionOf(entity, { ...state, conditions: filters }),
        sort: [],
        window: { offset: 0, limit: 0 },
      }),
      [entity, state, filters],
    ),
  );
  const incomplete = incompleteIn(entity, root);
  const count = result?.count ?? 0;
  const noun = (count === 1 ? entity.label.one : entity.label.many).toLowerCase();
  const text = filterText(
    entity,
    filters,
    words,
    root.join === 'any' && filters.length > 1 ? 'or' : 'and',
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Filter ${entity.label.many.toLowerCase()}`}
      size={760}
      yOffset="6vh"
      closeButtonProps={{ 'aria-label': 'Close without applying' }}
    >
      <form
        className="filter-builder"
        aria-label={`Conditions on ${entity.label.many.toLowerCase()}`}
        onSubmit={(event) => {
          event.preventDefault();
          onDone(filters);
        }}
      >
        <ChoicesOverDialog value={true}>
          <FilterParts
            entity={entity}
            group={root}
            depth={1}
            newId={newId}
            added={added}
            onAdd={setAdded}
            onChange={(next) =>
              setRoot(next === null ? { ...root, join: 'all', parts: [newCondition(newId)] } : next)
            }
          />
        </ChoicesOverDialog>
        <p className="filter-sentence">
          {text === ''
            ? `All ${entity.label.many.toLowerCase()}.`
            : `${entity.label.many} where ${text}.`}
        </p>
        <div className="dialog-foot filter-foot">
          <span role="status" className="field-help">
            {result !== undefined && `${numberFormat(locale, {}).format(count)} ${noun}`}
            {incomplete > 0 &&
              `, without ${incomplete === 1 ? 'a condition that is' : `${incomplete} conditions that are`} not complete`}
          </span>
          <Button variant="subtle" color="gray" onClick={() => onDone([])}>
            Clear
          </Button>
          <Button type="submit">Apply</Button>
        </div>
      </form>
    </Modal>
  );
}
