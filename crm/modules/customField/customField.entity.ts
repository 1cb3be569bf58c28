import { defineEntity } from '../../kernel/entity.ts';
import { MEASURES, RESULT_KINDS } from '../../kernel/custom/computed-definition.ts';
import { optionsOf } from '../../kernel/fields/option-matching.ts';

/** What people may choose when they add a field, in the order in which it is offered. */
export const FIELD_TYPES = [
  { value: 'text', label: 'Text' },
  { value: 'longText', label: 'Long text' },
  { value: 'number', label: 'Number' },
  { value: 'percent', label: 'Percentage' },
  { value: 'money', label: 'Amount of money' },
  { value: 'date', label: 'Date' },
  { value: 'dateTime', label: 'Date and time' },
  { value: 'select', label: 'Choice' },
  { value: 'multiSelect', label: 'Several choices' },
  { value: 'boolean', label: 'Yes or no' },
  { value: 'url', label: 'Web address' },
  { value: 'link', label: 'Link to a record' },
  { value: 'links', label: 'Links to records' },
  { value: 'user', label: 'Person of the team' },
  { value: 'emails', label: 'E-mail addresses' },
  { value: 'phones', label: 'Phone numbers' },
  { value: 'address', label: 'Postal address' },
  { value: 'formula', label: 'Formula' },
  { value: 'rollUp', label: 'Roll-up' },
] as const;

/** A field that the team added to an entity. Its key follows from its id: `crm/kernel/custom`. */
export const customField = defineEntity({
  name: 'customField',
  label: { one: 'Custom field', many: 'Custom fields' },
  icon: 'text',
  traits: ['setting'],
  titleFields: ['label'],
  subtitleFields: ['type'],
  listFields: ['label', 'on', 'type'],
  migrations: [],
  sections: [
    {
      label: 'Field',
      fields: ['label', 'on', 'type', 'help', 'section', 'place', 'required', 'search', 'listed'],
    },
    { label: 'Choices and links', fields: ['options', 'to', 'backLabel'] },
    {
      label: 'Computation',
      fields: ['expression', 'result', 'currency', 'over', 'measure', 'measured', 'filter'],
    },
    { label: 'State', fields: ['deletedAt'] },
  ],
  fields: {
    label: { kind: 'text', label: 'Label', required: true, maxChars: 80 },
    on: { kind: 'text', label: 'Kind of record', required: true, maxChars: 40 },
    type: { kind: 'select', label: 'Type', required: true, options: FIELD_TYPES },
    help: { kind: 'text', label: 'Help', maxChars: 200 },
    section: { kind: 'text', label: 'Section', maxChars: 80 },
    place: { kind: 'text', label: 'Place', maxChars: 200 },
    required: { kind: 'boolean', label: 'Required' },
    search: { kind: 'boolean', label: 'Found by search' },
    listed: { kind: 'boolean', label: 'Shown in lists' },
    options: {
      kind: 'rows',
      label: 'Choices',
      rowLabel: 'choice',
      columns: {
        value: { kind: 'text', label: 'Value', required: true, maxChars: 120 },
        label: { kind: 'text', label: 'Label', maxChars: 120 },
        color: { kind: 'text', label: 'Colour', maxChars: 20 },
        place: { kind: 'text', label: 'Place', maxChars: 200 },
      },
    },
    to: { kind: 'text', label: 'Points at', maxChars: 40 },
    backLabel: { kind: 'text', label: 'Label of the list there', maxChars: 80 },
    expression: { kind: 'longText', label: 'Formula' },
    result: {
      kind: 'select',
      label: 'Result',
      options: optionsOf(...RESULT_KINDS),
    },
    currency: { kind: 'text', label: 'Currency', maxChars: 3 },
    over: { kind: 'text', label: 'Records', maxChars: 120 },
    measure: { kind: 'select', label: 'Measure', options: optionsOf(...MEASURES) },
    measured: { kind: 'text', label: 'Measured field', maxChars: 120 },
    filter: { kind: 'longText', label: 'Only those' },
    deletedAt: { kind: 'dateTime', label: 'Deleted' },
  },
});
