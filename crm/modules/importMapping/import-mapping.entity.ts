import { defineEntity, type RowOf } from '../../kernel/entity.ts';

/** How a file with certain headers was read the last time, so that nobody on the team has to say it again. */
export const importMapping = defineEntity({
  name: 'importMapping',
  label: { one: 'Remembered import', many: 'Remembered imports' },
  icon: 'upload',
  traits: ['setting', 'archivable'],
  titleFields: ['name'],
  subtitleFields: ['target'],
  listFields: ['name', 'target'],
  migrations: [],
  sections: [{ label: 'Import', fields: ['name', 'target', 'plan'] }],
  fields: {
    name: { kind: 'text', label: 'File', required: true },
    target: { kind: 'text', label: 'Rows are', required: true },
    plan: { kind: 'longText', label: 'Columns and choices', required: true },
  },
});

export type ImportMappingRow = RowOf<typeof importMapping>;
