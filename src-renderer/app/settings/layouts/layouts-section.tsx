/** How pages and forms are laid out, one kind of record at a time. */
import { Select } from '@mantine/core';
import { useState } from 'react';
import { LAYOUT_ENTITY, layoutId } from '../../../../crm/kernel/layout.ts';
import type { Query } from '../../../../crm/kernel/query.ts';
import { useWorkModules } from '../../../kit/session/use-definitions.ts';
import { useLiveQuery } from '../../../kit/session/use-live-query.ts';
import { LayoutEditor } from './layout-editor.tsx';
import { LayoutPreview } from './layout-preview.tsx';
import './layouts.css';

const LAYOUTS: Query = { entity: LAYOUT_ENTITY, sort: [], window: { offset: 0, limit: 1000 } };

export function LayoutsSection() {
  const modules = useWorkModules();
  const [chosen, setChosen] = useState('account');
  const { result } = useLiveQuery(LAYOUTS);
  const entity = modules.find((module) => module.entity.name === chosen)?.entity;
  const record = result?.rows.find(({ id }) => id === layoutId(chosen));
  const isChanged = ['sections', 'fields'].some((key) => {
    const rows = record?.[key];
    return Array.isArray(rows) && rows.length > 0;
  });
  return (
    <section aria-label="Layouts" className="layouts" aria-busy={result === undefined}>
      <h2>Layouts</h2>
      <p className="field-help">
        In which sections and in what order a page shows its fields, and the form of a new record. A
        change reaches the whole team at once, and can be undone. What is hidden keeps its values,
        and shows where a stage asks for it.
      </p>
      <Select
        label="Of"
        allowDeselect={false}
        data={modules.map(({ entity: { name, label } }) => ({ value: name, label: label.many }))}
        value={entity === undefined ? null : chosen}
        onChange={(name) => setChosen(name ?? 'account')}
      />
      {entity !== undefined && (
        <div className="layout-columns">
          <LayoutEditor key={chosen} entity={entity} isChanged={isChanged} />
          <LayoutPreview key={`preview ${chosen}`} entity={entity} />
        </div>
      )}
    </section>
  );
}
