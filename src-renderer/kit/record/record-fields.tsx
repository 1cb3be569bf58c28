import {
  Fragment,
  memo,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
} from 'react';
import type { RecordView } from '../../../crm/contracts/rpc/record.rpc.ts';
import { titleOf as recordTitle, type Values } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { impliedByStage } from '../../../crm/kernel/fields/stage-standing.ts';
import type { Money } from '../../../crm/kernel/fields/money.field.ts';
import { titleLookup, useSession } from '../session/session.tsx';
import { useActs } from '../acts/acts.ts';
import { stageFieldOf } from '../board/stage-columns.ts';
import { sayProblem } from '../acts/toast.tsx';
import { problemIn } from '../fields/computed-problem.tsx';
import { maskOf } from '../icons/icon.tsx';
import { ProductFacts } from '../pricing/product-facts.tsx';
import { PricedRecord } from '../pricing/use-line-pricing.ts';
import { isTotal, QuoteSums } from '../quote/quote-sums.tsx';
import { AskedFields, type AskedOf } from './asked-fields.tsx';
import { askedOfProblem } from './asked-of-problem.ts';
import { MissingHint } from './missing-hint.tsx';
import { FieldInPlace } from './field-in-place.tsx';
import { fieldsAway, stageOf } from './fields-away.ts';
import { dealtSections, useColumnCount, type SectionsStand } from './section-columns.ts';
import { SumOfLines } from './sum-of-lines.tsx';
import { useHeld } from './use-held.ts';

/** Of every entity whose records can be merged (`DuplicateSigns`). */
const MERGE_MARK = 'mergedInto';

/** Shown at the field that the mouse is over: as a drawing of its own each of thirty fields would be laid out with one. */
const PENCIL = { '--pencil': maskOf('pencil') } as CSSProperties;

interface RecordFieldsProps {
  readonly entity: EntityDef;
  readonly row: AnyRow;
  readonly view: RecordView;
  readonly stand: SectionsStand;
}

/** The sections of the definition, side by side where there is room. */
export const RecordFields = memo(function RecordFields({
  entity,
  row,
  view,
  stand,
}: RecordFieldsProps) {
  const { client } = useSession();
  const acts = useActs();
  const [editing, setEditing] = useState<string | null>(null);
  const titleOf = useMemo(() => titleLookup(view.titles), [view.titles]);
  const [withAway, setWithAway] = useState(false);
  const { sections, away } = useLaidOut(entity, row, editing);
  const [ref, count] = useColumnCount(stand, editing !== null);
  const columns = useMemo(() => {
    const isThere = (key: string): boolean =>
      entity.fields[key]?.inner !== true && (withAway || key === editing || !away.includes(key));
    const shown = sections
      .map(({ fields, ...section }) => ({ ...section, fields: fields.filter(isThere) }))
      .filter(({ fields }) => fields.length > 0);
    const narrow = shown.filter(({ wide }) => wide === undefined);
    const dealt = dealtSections(
      narrow.map(({ fields }) => fields.length),
      count,
    );
    return {
      above: shown.filter(({ wide }) => wide === 'above'),
      below: shown.filter(({ wide }) => wide === 'below'),
      narrow: dealt.map((column) => column.flatMap((at) => narrow[at] ?? [])),
      inOrder: shown.flatMap(({ fields }) => fields),
    };
  }, [entity, sections, away, withAway, editing, count]);
  const editable = useMemo(
    () => columns.inOrder.filter((key) => entity.fields[key]?.readOnly !== true),
    [entity, columns],
  );
  const { id } = row;
  const shown = useRef(row);
  useEffect(() => {
    shown.current = row;
  }, [row]);
  // What the person saw when they began: tags that a teammate adds meanwhile were not taken out by leaving the field.
  const began = useRef(row);
  const edit = useCallback((key: string | null) => {
    began.current = shown.current;
    setEditing(key);
  }, []);

  // Teammates see which field this window is in. Best effort: presence is never worth an error.
  useEffect(() => {
    client.call('record.focus', { entity: entity.name, id, field: editing }).catch(() => undefined);
  }, [client, entity, id, editing]);

  const [asking, setAsking] = useState<Asking | null>(null);
  const save = useCallback(
    async (key: string, value: unknown) => {
      const said = `${entity.fields[key]?.label ?? key} changed`;
      const base = { [key]: began.current[key] ?? null };
      const problem = await acts.update(entity, id, { [key]: value }, said, base);
      const of = problem && askedOfProblem(entity, { [key]: value }, problem, shown.current);
      if (problem === null || of === null) return problem;
      const more = await new Promise<Values | null>((answer) =>
        setAsking({ of, help: problem.message, answer }),
      );
      setAsking(null);
      return more === null ? null : acts.update(entity, id, { ...more, [key]: value }, said, base);
    },
    [acts, entity, id],
  );
  const implied = useMemo(() => impliedIn(entity, row), [entity, row]);
  const move = useCallback(
    (key: string, direction: 1 | -1) => edit(editable[editable.indexOf(key) + direction] ?? null),
    [edit, editable],
  );

  const takeSum = useCallback(
    async (key: string, sum: Money) => {
      const label = entity.fields[key]?.label ?? key;
      const problem = await acts.update(
        entity,
        id,
        { [key]: sum },
        `${label} is that of the lines`,
      );
      if (problem !== null) sayProblem(problem);
    },
    [acts, entity, id],
  );

  const sectionOf = ({ label, fields }: EntityDef['sections'][number]) => (
    <section key={label} className="record-section" aria-label={label}>
      <h2>{label}</h2>
      {fields.map((key) => {
        const field = entity.fields[key];
        if (field === undefined || field.inner === true || isUnmerged(row, key)) return null;
        if (field.quiet === true && row[key] === undefined && editing !== key) return null;
        // What the lines come to stands below them, as on paper.
        if (isTotal(entity, key)) return null;
        return (
          <Fragment key={key}>
            <FieldInPlace
              entity={entity.name}
              recordId={id}
              fieldKey={key}
              field={field}
              value={row[key]}
              implied={implied[key]}
              problem={field.computed === undefined ? undefined : problemIn(row, key)}
              titleOf={titleOf}
              editing={editing === key}
              others={othersAt(view, key)}
              onEdit={edit}
              onMove={move}
              onSave={save}
            />
            {field.kind === 'money' && editing !== key && row.archivedAt === undefined && (
              <SumOfLines
                field={field}
                fieldKey={key}
                row={row}
                onUse={(of, sum) => void takeSum(of, sum)}
              />
            )}
          </Fragment>
        );
      })}
    </section>
  );
  return (
    <PricedRecord value={row}>
      <MissingHint entity={entity} row={row} isEditing={editing !== null} onFill={edit} />
      <div ref={ref} className="record-sections" data-columns={count} style={PENCIL}>
        {asking !== null && (
          <AskedFields
            of={[asking.of]}
            title={`Change ${recordTitle(entity, row)}`}
            help={asking.help}
            submit="Change"
            leave="Leave it as it is"
            onAnswer={(said) => asking.answer(said === null ? null : (said[entity.name] ?? {}))}
          />
        )}
        {columns.above.length > 0 && (
          <div className="record-wide">
            {columns.above.map(sectionOf)}
            <QuoteSums entity={entity} row={row} />
            <ProductFacts entity={entity} row={row} />
          </div>
        )}
        {columns.narrow.map((column) => (
          <div key={column[0]?.label} className="record-column">
            {column.map(sectionOf)}
          </div>
        ))}
        {columns.above.length === 0 && (
          <div className="record-wide">
            {columns.below.map(sectionOf)}
            <ProductFacts entity={entity} row={row} />
          </div>
        )}
        {away.length > 0 && (
          <div className="record-wide">
            <button
              type="button"
              className="record-away"
              aria-expanded={withAway}
              onClick={() => setWithAway((before) => !before)}
            >
              {withAway
                ? 'Hide what the layout hides'
                : away.length === 1
                  ? 'Show 1 hidden field'
                  : `Show ${away.length} hidden fields`}
            </button>
          </div>
        )}
      </div>
    </PricedRecord>
  );
});

/**
 * How the team has it laid out. Held while a field is edited: a section that goes elsewhere is made anew, and what was
 * typed in it would be gone.
 */
function useLaidOut(
  entity: EntityDef,
  row: AnyRow,
  editing: string | null,
): { readonly sections: EntityDef['sections']; readonly away: readonly string[] } {
  const stage = stageOf(entity, row);
  const laidOut = useMemo(() => {
    const { sections } = entity;
    const away = fieldsAway(entity, stage).filter((key) => entity.fields[key]?.inner !== true);
    return { sections, away };
  }, [entity, stage]);
  return useHeld(laidOut, editing !== null);
}

interface Asking {
  readonly of: AskedOf;
  readonly help: string;
  readonly answer: (values: Values | null) => void;
}

function impliedIn(entity: EntityDef, row: AnyRow): Readonly<Record<string, unknown>> {
  const stages = stageFieldOf(entity);
  return stages === undefined ? {} : impliedByStage(stages.field, stages.key, row);
}

/** Where a record has gone is said of those that went; of all others there is nothing to say. */
function isUnmerged(row: AnyRow, key: string): boolean {
  return key === MERGE_MARK && row[key] === undefined;
}

const NOBODY: RecordView['people'] = [];

function othersAt(view: RecordView, key: string): RecordView['people'] {
  const here = view.people.filter((person) => !person.self && person.field === key);
  return here.length === 0 ? NOBODY : here;
}
