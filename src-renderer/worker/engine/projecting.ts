/** The row that a document gives. */
import * as Y from 'yjs';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { parseDocName, type DocName } from '../../../crm/kernel/ids.ts';
import { isGapped, newDoc, projectRow } from '../documents/record-doc.ts';
import type { Core } from './core.ts';

/** `state` is all that there is of the document. undefined: no record, or one of which a part has not arrived. */
export function rowOfState(core: Core, name: DocName, state: Uint8Array): AnyRow | undefined {
  const address = parseDocName(name);
  const entity = address === null ? undefined : core.entity(address.entity);
  if (address === null || entity === undefined || address.part === 'body') return undefined;
  const doc = newDoc(name, 0);
  Y.applyUpdate(doc, state);
  if (!isGapped(doc)) return projectRow(entity, address.id, doc, core.deps.faults);
  core.incomplete.add(name);
  return undefined;
}
