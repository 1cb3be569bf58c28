import { Select, Textarea } from '@mantine/core';
import { useMemo, useRef } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { RESULT_KINDS } from '../../../crm/kernel/custom/computed-definition.ts';
import { problemOfFormula } from '../../../crm/modules/customField/formula.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { linkedEntityOf } from '../list/field-paths.ts';
import type { FieldDraft } from './field-draft.ts';
import { formulaNames } from './formula-names.ts';

const RESULT_LABELS: Readonly<Record<(typeof RESULT_KINDS)[number], string>> = {
  text: 'a text',
  number: 'a number',
  percent: 'a percentage',
  money: 'an amount of money',
  date: 'a date',
  boolean: 'yes or no',
};

interface FormulaInputProps {
  readonly entity: EntityDef;
  readonly draft: FieldDraft;
  /** What it gives cannot change once it is saved. */
  readonly isNew: boolean;
  readonly onDraft: (part: Partial<FieldDraft>) => void;
}

export function FormulaInput({ entity, draft, isNew, onDraft }: FormulaInputProps) {
  const input = useRef<HTMLTextAreaElement>(null);
  const names = useMemo(() => nameChoices(entity), [entity]);
  const problem = draft.expression.trim() === '' ? undefined : problemOfFormula(draft.expression);
  const insert = (name: string): void => {
    const { selectionStart = 0, selectionEnd = 0 } = input.current ?? {};
    const before = draft.expression.slice(0, selectionStart);
    onDraft({ expression: `${before}${name}${draft.expression.slice(selectionEnd)}` });
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(before.length + name.length, before.length + name.length);
    });
  };
  return (
    <>
      <Textarea
        ref={input}
        label="Formula"
        required
        autosize
        minRows={2}
        maxRows={8}
        spellCheck={false}
        classNames={{ input: 'formula-text' }}
        placeholder="annualRevenue / employees"
        value={draft.expression}
        error={problem === undefined ? undefined : `It cannot be read: ${problem}.`}
        onChange={(event) => onDraft({ expression: event.currentTarget.value })}
      />
      <div className="definition-line">
        <Select
          label="Put in a field"
          placeholder="Choose a field"
          searchable
          value={null}
          data={names}
          comboboxProps={{ withinPortal: false }}
          onChange={(name) => {
            if (name !== null) insert(name);
          }}
        />
        <Select
          label="It gives"
          allowDeselect={false}
          disabled={!isNew}
          data={RESULT_KINDS.map((value) => ({ value, label: RESULT_LABELS[value] }))}
          value={draft.result}
          comboboxProps={{ withinPortal: false }}
          onChange={(result) => onDraft({ result: result ?? 'number' })}
        />
      </div>
      <details className="formula-help">
        <summary>What a formula can do</summary>
        <ul>
          <li>
            <code>+ - * / %</code> for numbers, <code>+</code> for texts and for a date and a number
            of days
          </li>
          <li>
            <code>== != &lt; &gt; &amp;&amp; || !</code> and <code>condition ? this : that</code>
          </li>
          <li>
            <code>round(x, 2)</code> <code>floor(x)</code> <code>ceil(x)</code> <code>abs(x)</code>{' '}
            <code>min(x, y)</code> <code>max(x, y)</code>
          </li>
          <li>
            <code>days(from, until)</code> <code>today</code> <code>size(text)</code>{' '}
            <code>&quot;VIP&quot; in tags</code>
          </li>
          <li>
            A linked record’s field behind a point: <code>account.employees</code>. Nothing is
            computed from a field that is empty.
          </li>
        </ul>
      </details>
    </>
  );
}

function nameChoices(entity: EntityDef) {
  const own = choicesIn(entity, '');
  const linked = Object.entries(entity.fields).flatMap(([key, field]) => {
    const to = linkedEntityOf(field);
    const target = to === undefined ? undefined : entityNamed(to);
    const name = formulaNames(entity).nameOf.get(key);
    return target === undefined || name === undefined
      ? []
      : [{ group: field.label, items: choicesIn(target, `${name}.`) }];
  });
  return [{ group: entity.label.one, items: own }, ...linked];
}

function choicesIn(entity: EntityDef, prefix: string) {
  const { nameOf } = formulaNames(entity);
  return Object.entries(entity.fields).flatMap(([key, field]) => {
    const name = nameOf.get(key);
    return name === undefined || field.kind === 'rows' || field.kind === 'geo'
      ? []
      : [{ value: `${prefix}${name}`, label: `${field.label} (${prefix}${name})` }];
  });
}
