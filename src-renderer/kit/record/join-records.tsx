/** Before an action makes records: which of them are here already, and what the chosen ones would get. */
import { Button, Modal, Radio } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Joins } from '../../../crm/kernel/command.ts';
import { titleOf as recordTitle, formatValue } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { FormatContext } from '../../../crm/kernel/field-kind.ts';
import { DialogFoot } from '../acts/dialog-foot.tsx';
import { useFocusBack } from '../session/use-focus-back.ts';
import { useSession } from '../session/session.tsx';
import { chosenOf, fillsOfChoice, type JoinKind, type Onto } from './joinable.ts';
import './join-records.css';

interface JoinRecordsProps {
  readonly title: string;
  readonly submit: string;
  readonly joins: Joins;
  /** Still on its way where there are many records to look through. */
  readonly found: Promise<readonly JoinKind[]>;
  /** null: the person thought better of it. */
  readonly onAnswer: (onto: Onto | null) => void;
}

const NEW = 'new';

export function JoinRecords({ title, submit, joins, found, onAnswer }: JoinRecordsProps) {
  useFocusBack();
  const [kinds, setKinds] = useState<readonly JoinKind[]>();
  const [said, setSaid] = useState<Onto>({});
  useEffect(() => {
    let over = false;
    void found.then((all) => (over ? undefined : setKinds(all)));
    return () => {
      over = true;
    };
  }, [found]);
  const chosen = kinds === undefined ? {} : chosenOf(joins, kinds, said);
  const send = (): void => (kinds === undefined ? undefined : onAnswer(chosen));
  const some = kinds?.filter(({ options }) => options.length > 0) ?? [];
  return (
    <Modal
      opened
      onClose={() => onAnswer(null)}
      title={title}
      closeButtonProps={{ 'aria-label': 'Leave it as it is' }}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Ctrl-Enter anywhere in it sends it */}
      <form
        className="join-records"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          // A button is pressed by its own Enter.
          if (event.target instanceof HTMLButtonElement) event.target.click();
          else send();
        }}
      >
        <p className="field-help" role="status">
          {kinds === undefined
            ? 'Looking for what is here already…'
            : some.length === 0
              ? 'Nothing like it is here: new records are made.'
              : 'Some of what it becomes may be here already. Nothing that stands there is changed.'}
        </p>
        {kinds !== undefined &&
          some.map((kind, index) => (
            <Kind
              key={kind.entity.name}
              kind={kind}
              kinds={kinds}
              joins={joins}
              chosen={chosen}
              isFirst={index === 0}
              onChoose={(id) => setSaid((before) => ({ ...before, [kind.entity.name]: id }))}
            />
          ))}
        <DialogFoot onCancel={() => onAnswer(null)}>
          <Button type="submit" disabled={kinds === undefined} data-autofocus={some.length === 0}>
            {submit}
          </Button>
        </DialogFoot>
      </form>
    </Modal>
  );
}

interface KindProps {
  readonly kind: JoinKind;
  readonly kinds: readonly JoinKind[];
  readonly joins: Joins;
  readonly chosen: Onto;
  readonly isFirst: boolean;
  readonly onChoose: (id: string | null) => void;
}

function Kind({ kind, kinds, joins, chosen, isFirst, onChoose }: KindProps) {
  const { entity, options, made } = kind;
  const value = chosen[entity.name] ?? NEW;
  const focusFirst = (input: HTMLInputElement | null): void => {
    // What is found comes later than the dialog: the focus goes to what is to be decided.
    if (isFirst && input !== null && !(document.activeElement instanceof HTMLInputElement))
      input.focus();
  };
  const one = entity.label.one;
  return (
    <Radio.Group
      label={one}
      value={value}
      onChange={(next) => onChoose(next === NEW ? null : next)}
    >
      <div className="join-options">
        {options.map(({ row, subtitle, reasons }) => (
          <Radio
            key={row.id}
            value={row.id}
            size="xs"
            {...(value === row.id ? { ref: focusFirst } : {})}
            label={recordTitle(entity, row)}
            description={
              <>
                <span className="join-why">
                  {[subtitle, reasons.join(', ')].filter((part) => part !== '').join(' – ')}
                </span>
                {value === row.id && (
                  <Fills kind={kind} kinds={kinds} joins={joins} row={row} chosen={chosen} />
                )}
              </>
            }
          />
        ))}
        <Radio
          value={NEW}
          size="xs"
          {...(value === NEW ? { ref: focusFirst } : {})}
          label={`New ${one.toLowerCase()}: ${titleOfMade(entity, made)}`}
        />
      </div>
    </Radio.Group>
  );
}

/** What the record gets; shown before it is done, by its name and value. */
function Fills({
  kind,
  kinds,
  joins,
  row,
  chosen,
}: Omit<KindProps, 'isFirst' | 'onChoose'> & { readonly row: AnyRow }) {
  const { locale, timeZone } = useSession();
  const { entity } = kind;
  const titleOf = (name: string, id: string): string | undefined => {
    const of = kinds.find((other) => other.entity.name === name);
    if (of === undefined) return undefined;
    const option = of.options.find((other) => other.row.id === id);
    return option === undefined
      ? titleOfMade(of.entity, of.made)
      : recordTitle(of.entity, option.row);
  };
  const fills = Object.entries(fillsOfChoice(joins, kinds, kind, row, chosen));
  return (
    <span className="join-fills">
      {fills.length === 0
        ? 'Nothing is added to it.'
        : `Gets ${fills
            .map(([key, value]) => {
              const text = addedText(entity, key, row[key], value, { locale, timeZone, titleOf });
              return `${entity.fields[key]?.label ?? key}: ${text}`;
            })
            .join(' · ')}`}
    </span>
  );
}

/** Of several values, those that come; of child rows that link, what they link to. */
function addedText(
  entity: EntityDef,
  key: string,
  before: unknown,
  value: unknown,
  context: FormatContext,
): string {
  const field = entity.fields[key];
  if (field === undefined) return '';
  const there = new Set(Array.isArray(before) ? (before as readonly unknown[]).map(idOf) : []);
  const added = Array.isArray(value)
    ? (value as readonly unknown[]).filter((one) => !there.has(idOf(one)))
    : value;
  if (field.kind !== 'rows' || !Array.isArray(added)) return formatValue(field, added, context);
  const links = Object.entries(field.columns).flatMap(([column, { kind, ...rest }]) =>
    kind === 'link' && 'to' in rest ? [{ column, to: rest.to }] : [],
  );
  return (added as readonly Readonly<Record<string, unknown>>[])
    .flatMap((line) => links.map(({ column, to }) => context.titleOf(to, String(line[column]))))
    .join(', ');
}

function idOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'id' in value ? value.id : value;
}

function titleOfMade(entity: EntityDef, made: Readonly<Record<string, unknown>>): string {
  return recordTitle(entity, made as AnyRow);
}
