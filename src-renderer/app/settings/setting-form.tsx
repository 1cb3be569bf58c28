/** The form of something that configures the workspace: its fields in their order, saved as one act. */
import { useRef, useState, type ReactNode } from 'react';
import { checkByHand, type Values } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import { sameJson } from '../../../crm/kernel/write.ts';
import { useActs } from '../../kit/acts/acts.ts';
import { EditorFoot } from '../../kit/acts/editor-foot.tsx';
import { ProblemLine } from '../../kit/acts/problem-line.tsx';
import { useOneAtATime } from '../../kit/acts/use-one-at-a-time.ts';
import { FieldInput } from '../../kit/record/field-input.tsx';
import { useLinkedTitles } from '../../kit/record/use-linked-titles.ts';
import { useRefusedFocus } from '../../kit/record/use-refused-focus.ts';
import './setting-form.css';

interface SettingFormProps {
  readonly entity: EntityDef;
  /** Keys, in the order in which they are asked for. */
  readonly keys: readonly string[];
  /** undefined: a new one. */
  readonly row: AnyRow | undefined;
  /** What a new one begins with. */
  readonly first?: Values;
  readonly canRemove: boolean;
  /** Where what is saved has another name on its screen than its entity. */
  readonly save?: string;
  /** Below the fields, from what stands in them now. */
  readonly below?: (values: Values) => ReactNode;
  /** Id of what is saved; null: it is gone, or was never made. */
  readonly onDone: (id: string | null) => void;
}

const NOTHING: Values = {};

export function SettingForm({ entity, keys, row, first = NOTHING, ...props }: SettingFormProps) {
  const acts = useActs();
  const oneAtATime = useOneAtATime();
  // What the person saw when they began: what a teammate saves meanwhile is not taken back by saving here.
  const [base, setBase] = useState<Values>(() => valuesIn(keys, row ?? first));
  const [values, setValues] = useState(base);
  /** The same, readable at once: a field commits as the form is sent. */
  const latest = useRef(values);
  const unreadable = useRef(new Set<string>());
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useRefusedFocus(problem);
  const titleOf = useLinkedTitles(entity, values);
  const noun = entity.label.one.toLowerCase();
  const save = async (): Promise<void> => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    if (unreadable.current.size > 0) return;
    const next = latest.current;
    if (row === undefined) {
      const checked = checkByHand(entity, next);
      if (!checked.ok) return setProblem(checked.problem);
      const made = await acts.create(entity, checked.value);
      if (made.ok) props.onDone(made.value.id);
      else setProblem(made.problem);
      return;
    }
    const changed = keys.filter((key) => !sameJson(next[key] ?? null, base[key] ?? null));
    if (changed.length === 0) return;
    const patch = Object.fromEntries(changed.map((key) => [key, next[key] ?? null]));
    const refused = await acts.update(
      entity,
      row.id,
      patch,
      `${entity.label.one} changed`,
      Object.fromEntries(changed.map((key) => [key, base[key] ?? null])),
    );
    setProblem(refused);
    if (refused === null) setBase(next);
  };
  const archive = async (): Promise<void> => {
    if (row !== undefined && (await acts.archive(entity, [row.id], true))) props.onDone(null);
  };
  return (
    <form
      ref={form}
      className="policy setting-form"
      noValidate
      aria-label={row === undefined ? `New ${noun}` : entity.label.one}
      onSubmit={(event) => {
        event.preventDefault();
        oneAtATime(save);
      }}
    >
      {keys.map((key) => {
        const field = entity.fields[key];
        if (field === undefined) return null;
        return (
          <FieldInput
            key={key}
            entity={entity.name}
            fieldKey={key}
            field={field}
            value={values[key]}
            autoFocus={false}
            titleOf={titleOf}
            refusal={
              problem?.fields?.includes(key) === true
                ? `${problem.message} ${problem.remedy}`
                : undefined
            }
            onCommit={(value) => {
              unreadable.current.delete(key);
              latest.current = { ...latest.current, [key]: value };
              setValues(latest.current);
              setProblem(null);
            }}
            onCancel={() => unreadable.current.delete(key)}
            onProblem={() => unreadable.current.add(key)}
          />
        );
      })}
      {props.below?.(values)}
      <ProblemLine problem={problem?.fields === undefined ? problem : null} />
      <EditorFoot
        save={props.save ?? `Save ${noun}`}
        remove={`Delete this ${noun}`}
        onRemove={row === undefined || !props.canRemove ? undefined : () => void archive()}
        onCancel={row === undefined ? () => props.onDone(null) : undefined}
      />
    </form>
  );
}

function valuesIn(keys: readonly string[], from: Values): Values {
  return Object.fromEntries(
    keys.flatMap((key) => (from[key] === undefined ? [] : [[key, from[key]]])),
  );
}
