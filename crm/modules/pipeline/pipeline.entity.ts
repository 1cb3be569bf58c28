import { defineEntity } from '../../kernel/entity.ts';
import { PIPELINE_ENTITY } from '../../kernel/pipelines.ts';

/** A way that deals take, stage by stage. Of the one that is built in a record holds what was changed about it. */
export const pipeline = defineEntity({
  name: PIPELINE_ENTITY,
  label: { one: 'Pipeline', many: 'Pipelines' },
  icon: 'layout-kanban',
  traits: ['setting', 'archivable'],
  titleFields: ['name'],
  subtitleFields: [],
  listFields: ['name', 'stages'],
  migrations: [],
  sections: [{ label: 'Pipeline', fields: ['name', 'stages'] }],
  fields: {
    name: { kind: 'text', label: 'Name', required: true },
    stages: {
      kind: 'rows',
      label: 'Stages',
      rowLabel: 'stage',
      columns: {
        label: { kind: 'text', label: 'Name' },
        probability: { kind: 'percent', label: 'Probability' },
        outcome: {
          kind: 'select',
          label: 'Outcome',
          options: [
            { value: 'open', label: 'Open' },
            { value: 'won', label: 'Won' },
            { value: 'lost', label: 'Lost' },
          ],
        },
        requires: {
          kind: 'text',
          label: 'Required fields',
          help: 'Keys of fields, with commas between them',
        },
        rank: { kind: 'text', label: 'Place', help: 'A fractional index' },
        removed: { kind: 'boolean', label: 'Removed' },
      },
    },
  },
});
