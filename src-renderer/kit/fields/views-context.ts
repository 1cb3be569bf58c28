import { createContext, use } from 'react';
import type { FieldDef } from '../../../crm/kernel/field-kinds.ts';
import type { AnyFieldView, FieldViews } from './field-view.ts';

/** For views that hold other fields (child rows): they cannot import the table that lists them. */
export const FieldViewsContext = createContext<FieldViews | null>(null);

export function useFieldView(field: FieldDef): AnyFieldView {
  const views = use(FieldViewsContext);
  if (views === null) throw new Error('A field stands outside of FieldViewsContext');
  return views[field.kind] as unknown as AnyFieldView;
}
