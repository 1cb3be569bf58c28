import { ActionIcon } from '@mantine/core';
import { Fragment, useState } from 'react';
import type { FieldOf } from '../../../crm/kernel/field-kinds.ts';
import { sameJson } from '../../../crm/kernel/write.ts';
import { Icon } from '../icons/icon.tsx';
import type { CellProps, FieldView, InputProps } from './field-view.ts';
import { RecordLink } from './record-link.tsx';
import { RecordOperand } from './record-operand.tsx';
import { RecordPicker } from './record-picker.tsx';
import { useLeave } from './use-leave.ts';

type LinksField = FieldOf<'links'>;

function parts(name: string): readonly [string, string] {
  const [entity = '', id = ''] = name.split('/');
  return [entity, id];
}

function LinksCell({ value, titleOf, room }: CellProps<readonly string[], LinksField>) {
  return (
    <span className={room === 'list' ? 'cell-names' : 'cell-lines'}>
      {value.map((name, at) => {
        const [entity, id] = parts(name);
        return (
          <Fragment key={name}>
            {room === 'list' && at > 0 && ', '}
            <RecordLink entity={entity} id={id} room={room}>
              {titleOf(entity, id) ?? 'Not here yet'}
            </RecordLink>
          </Fragment>
        );
      })}
    </span>
  );
}

function LinksInput(props: InputProps<readonly string[], LinksField>) {
  const { value = [], field, titleOf } = props;
  const [chosen, setChosen] = useState<readonly string[]>(value);
  const [picked, setPicked] = useState<ReadonlyMap<string, string>>(new Map());
  const commit = (): void => {
    const sorted = chosen.toSorted();
    if (sameJson(sorted, value.toSorted())) props.onCancel();
    else props.onCommit(sorted.length === 0 ? null : sorted);
  };
  const leave = useLeave(commit);
  return (
    <div {...leave}>
      {chosen.map((name) => {
        const title = picked.get(name) ?? titleOf(...parts(name)) ?? 'Not here yet';
        return (
          <span key={name} className="picked">
            {title}
            <ActionIcon
              size={18}
              variant="subtle"
              color="gray"
              aria-label={`Remove ${title}`}
              // Keeps the focus in the search beside it: removing one is not leaving the field.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => setChosen((before) => before.filter((other) => other !== name))}
            >
              <Icon name="close" size={12} />
            </ActionIcon>
          </span>
        );
      })}
      <RecordPicker
        {...props}
        to={field.to}
        label={field.label}
        required={field.required === true}
        current=""
        withinPortal
        many
        onLeave={() => undefined}
        onPick={(choice) => {
          if (choice === null) return;
          const name = `${choice.entity}/${choice.id}`;
          setPicked((before) => new Map(before).set(name, choice.title));
          setChosen((before) => (before.includes(name) ? before : [...before, name]));
        }}
      />
    </div>
  );
}

export const linksView: FieldView<'links'> = {
  Cell: LinksCell,
  Input: LinksInput,
  Operand: ({ field, operand, onOperand }) => (
    <RecordOperand
      to={field.to}
      label={field.label}
      operand={operand}
      onOperand={onOperand}
      keyOf={(entity, id) => `${entity}/${id}`}
    />
  ),
  widthPx: 200,
  align: 'start',
};
