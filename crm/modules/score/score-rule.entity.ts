import { defineEntity, type RowOf } from '../../kernel/entity.ts';

/** So many points for a lead of which this is true. Every rule that fits counts. */
export const scoreRule = defineEntity({
  name: 'scoreRule',
  label: { one: 'Score rule', many: 'Score rules' },
  icon: 'target-arrow',
  traits: ['setting', 'archivable'],
  titleFields: ['name'],
  subtitleFields: ['points'],
  listFields: ['name', 'points', 'off'],
  migrations: [],
  sections: [{ label: 'Rule', fields: ['name', 'points', 'condition', 'off'] }],
  fields: {
    name: {
      kind: 'text',
      label: 'Reason',
      required: true,
      maxChars: 80,
      help: 'As it is said on a lead’s page: “Title says director”',
    },
    points: { kind: 'number', label: 'Points', required: true, integer: true, min: -100, max: 100 },
    /** A `Filter` over leads as JSON. */
    condition: { kind: 'longText', label: 'Leads of which' },
    off: { kind: 'boolean', label: 'Switched off' },
  },
});

export type ScoreRule = RowOf<typeof scoreRule>;
