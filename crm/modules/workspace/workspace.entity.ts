import { defineEntity } from '../../kernel/entity.ts';
import { derivedId } from '../../kernel/ids.ts';

/** What is true of the whole workspace, on every desktop: one record. */
export const workspace = defineEntity({
  name: 'workspace',
  label: { one: 'Workspace', many: 'Workspaces' },
  icon: 'building',
  traits: ['setting'],
  titleFields: ['name'],
  subtitleFields: ['timeZone'],
  listFields: ['name', 'timeZone'],
  migrations: [],
  sections: [
    { label: 'Workspace', fields: ['name', 'timeZone'] },
    {
      label: 'Quotes',
      fields: ['quoteSender', 'quoteDetails', 'quoteTerms', 'quoteFoot', 'quoteValidDays'],
    },
  ],
  fields: {
    name: { kind: 'text', label: 'Name', required: true },
    /** That of whoever made it, until somebody changes it. */
    timeZone: { kind: 'text', label: 'Time zone', help: 'Such as Europe/Berlin' },
    quoteSender: { kind: 'text', label: 'Name on quotes', help: 'Empty: that of the workspace' },
    quoteDetails: { kind: 'longText', label: 'Address and details' },
    quoteTerms: { kind: 'longText', label: 'Usual terms' },
    quoteFoot: { kind: 'text', label: 'Foot of each page' },
    quoteValidDays: { kind: 'number', label: 'Valid for days', integer: true, min: 1, max: 3650 },
  },
});

/** The same on every desktop, so that there is never a second one. */
export const WORKSPACE_ID = derivedId('workspace', 'this one');
