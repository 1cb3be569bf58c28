/** The form of a new record: what a newcomer would fill in first, everything else on request. */
import { Button, Drawer, Group } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import { checkByHand, type Values } from '../../../crm/kernel/derive.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { kindOf } from '../../../crm/kernel/field-kinds.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import { UNPLACED_RANK, type StageValue } from '../../../crm/kernel/fields/stage.field.ts';
import { stagedFieldOf, stageIn } from '../../../crm/kernel/pipelines.ts';
import { sameJson } from '../../../crm/kernel/write.ts';
import { useActs } from '../acts/acts.ts';
import { DuplicateHint } from '../duplicates/duplicate-hint.tsx';
import { PricedRecord } from '../pricing/use-line-pricing.ts';
import { useParseContext, useSession } from '../session/session.tsx';
import { useFocusBack } from '../session/use-focus-back.ts';
import { fieldsAway, stageOf } from './fields-away.ts';
import { useRefusedFocus } from './use-refused-focus.ts';
import { useLinkedTitles } from './use-linked-titles.ts';
import { FieldInput } from './field-input.tsx';
import { ProblemLine } from '../acts/problem-line.tsx';

interface CreateFormProps {
  readonly entity: EntityDef;
  readonly values: Values;
  readonly onClose: () => void;
  readonly onCreated: (id: string) => void;
}

export function CreateForm({ entity, values, onClose, onCreated }: CreateFormProps) {
  useFocusBack();
  const [touched, setTouched] = useState(false);
  /** Somebody was about to leave it with what they had filled in. */
  const [leaving, setLeaving] = useState(false);
  return (
    <Drawer
      opened
      onClose={() => (touched && !leaving ? setLeaving(true) : onClose())}
      position="right"
      size={440}
      title={`New ${entity.label.one.toLowerCase()}`}
      closeButtonProps={{ 'aria-label': 'Close the form' }}
      classNames={{ content: 'drawer', body: 'drawer-body' }}
    >
      <Form
        entity={entity}
        values={values}
        leaving={leaving}
        onTouched={() => {
          setTouched(true);
          setLeaving(false);
        }}
        onClose={onClose}
        onCreated={onCreated}
      />
    </Drawer>
  );
}

/** What has a natural beginning has it, and an owner is mostly whoever begins; nothing else is filled in for the person. */
function startingValues(entity: EntityDef, given: Values, meId: string): Values {
  const beginnings = Object.entries(entity.fields).flatMap(([key, field]) =>
    'atFirst' in field && field.atFirst !== undefined ? [[key, field.atFirst] as const] : [],
  );
  const owners = Object.entries(entity.fields).flatMap(([key, field]) =>
    field.kind === 'user' && field.creatorAtFirst === true ? [[key, meId] as const] : [],
  );
  const stages = Object.entries(entity.fields).flatMap(([key, field]) => {
    const first = field.kind === 'stage' && field.required === true ? field.options[0] : undefined;
    return first === undefined ? [] : [[key, { stage: first.value, rank: UNPLACED_RANK }] as const];
  });
  return { ...Object.fromEntries([...beginnings, ...owners, ...stages]), ...given };
}

const NOTHING_TYPED: Values = {};

interface FormProps extends CreateFormProps {
  readonly leaving: boolean;
  /** Something was filled in. */
  readonly onTouched: () => void;
}

function Form(props: FormProps) {
  const { entity, values: given, leaving, onTouched, onClose, onCreated } = props;
  const acts = useActs();
  const { meId } = useSession();
  const [values, setValues] = useState<Values>(() => startingValues(entity, given, meId));
  /** The same, readable at once: a field commits and the form is sent within one event. */
  const latest = useRef(values);
  const [problem, setProblem] = useState<Problem | null>(null);
  /** Of the last time that it was sent; `problem` goes with the field that is mended. */
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const form = useRefusedFocus(refusal);
  const [withAll, setWithAll] = useState(false);
  const [saving, setSaving] = useState(false);
  const [typed, setTyped] = useState<Values>(NOTHING_TYPED);
  const parsing = useParseContext();
  const unreadable = useRef(new Set<string>());
  const titleOf = useLinkedTitles(entity, values);
  const stage = stageOf(entity, values);
  const inForm = useMemo(() => {
    const all = entity.sections.flatMap((section) => section.fields);
    // What is known only once an amount is settled is not asked for as it is planned.
    const later = Object.values(entity.fields).flatMap((field) =>
      field.kind === 'money' ? [field.settled, field.rate] : [],
    );
    const first = new Set([
      ...entity.titleFields,
      ...entity.listFields.filter((key) => !later.includes(key)),
      ...all.filter((key) => entity.fields[key]?.required === true),
      ...Object.keys(given),
    ]);
    const away = new Set(fieldsAway(entity, stage));
    const asked = new Set([...Object.keys(given), ...(refusal?.fields ?? [])]);
    return all.filter(
      (key) =>
        entity.fields[key]?.readOnly !== true &&
        (asked.has(key) || ((withAll || first.has(key)) && !away.has(key))),
    );
  }, [entity, given, withAll, stage, refusal]);

  /** What stands in an input before it is left, as far as it can be read already. */
  const readTyped = (target: EventTarget): void => {
    const key = (target as Element).closest<HTMLElement>('[data-field]')?.dataset['field'] ?? '';
    const field = entity.fields[key];
    if (field === undefined || !(target instanceof HTMLInputElement)) return;
    const read = kindOf(field).parse(target.value, field, parsing);
    setTyped(read.ok ? { [key]: read.value } : NOTHING_TYPED);
  };

  const refuse = (why: Problem): void => {
    setProblem(why);
    setRefusal(why);
  };
  const submit = async (): Promise<void> => {
    // What was typed last is committed as its field loses the focus.
    if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
    if (unreadable.current.size > 0 || saving) return;
    const checked = checkByHand(entity, latest.current);
    if (!checked.ok) return refuse(checked.problem);
    setSaving(true);
    const created = await acts.create(entity, checked.value);
    setSaving(false);
    if (created.ok) onCreated(created.value.id);
    else refuse(created.problem);
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Ctrl-Enter anywhere in it sends it
    <form
      ref={form}
      className="create-form"
      noValidate
      onInput={(event) => {
        onTouched();
        readTyped(event.target);
      }}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        void submit();
      }}
    >
      <PricedRecord value={values}>
        {inForm.map((key, index) => {
          const field = entity.fields[key];
          if (field === undefined) return null;
          const missing = problem?.fields?.includes(key) === true;
          return (
            <FieldInput
              key={key}
              entity={entity.name}
              fieldKey={key}
              field={field}
              value={values[key]}
              autoFocus={index === 0}
              titleOf={titleOf}
              refusal={missing ? refusalFor(key, values, problem) : undefined}
              onCommit={(value) => {
                if (!sameJson(value ?? null, latest.current[key] ?? null)) onTouched();
                unreadable.current.delete(key);
                setProblem((before) => (before?.fields?.includes(key) === true ? null : before));
                const { [key]: _before, ...rest } = latest.current;
                setTyped(NOTHING_TYPED);
                latest.current = inPipeline(
                  entity,
                  key,
                  value === null ? rest : { ...rest, [key]: value },
                );
                setValues(latest.current);
              }}
              onCancel={() => unreadable.current.delete(key)}
              onProblem={() => unreadable.current.add(key)}
            />
          );
        })}
      </PricedRecord>
      {!withAll && (
        <Button variant="subtle" size="xs" onClick={() => setWithAll(true)}>
          All fields
        </Button>
      )}
      <div className="create-form-foot">
        <DuplicateHint entity={entity} values={{ ...values, ...typed }} onOpen={onClose} />
        {leaving && (
          <p className="field-problem" role="alert">
            It is not created yet. Escape once more, or Cancel, throws away what you filled in.
          </p>
        )}
        <ProblemLine problem={problem} />
        <Group justify="flex-end" gap={8}>
          <Button variant="subtle" color="gray" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={saving}>
            Create {entity.label.one.toLowerCase()}
          </Button>
        </Group>
      </div>
    </form>
  );
}

/** Another pipeline has other stages: the form goes over to the one there that means the same. */
function inPipeline(entity: EntityDef, changed: string, values: Values): Values {
  const staged = stagedFieldOf(entity);
  const wanted = values[changed];
  if (staged === undefined || changed !== staged.pipeline || typeof wanted !== 'string')
    return values;
  const stage = values[staged.key] as StageValue | undefined;
  if (stage === undefined) return values;
  return { ...values, [staged.key]: stageIn(staged.field, wanted, stage) };
}

function refusalFor(key: string, values: Values, problem: Problem | null): string {
  return values[key] === undefined ? 'Fill this in.' : (problem?.message ?? '');
}
