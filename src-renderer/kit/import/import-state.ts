/** Where an import stands. Each step has what only it needs; going back keeps what was chosen. */
import type {
  ImportInspection,
  ImportPlan,
  ImportReport,
} from '../../../crm/contracts/rpc/import.rpc.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';

export interface ChosenFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export type ImportStep =
  | { readonly step: 'choose'; readonly problem: string | null }
  | { readonly step: 'reading'; readonly file: ChosenFile }
  /** It is a file of a whole workspace, which goes its own way. */
  | { readonly step: 'whole'; readonly file: ChosenFile }
  | {
      readonly step: 'match';
      readonly file: ChosenFile;
      readonly inspection: ImportInspection;
      readonly plan: ImportPlan;
      readonly problem: string | null;
    }
  | {
      readonly step: 'rehearsed';
      readonly file: ChosenFile;
      readonly inspection: ImportInspection;
      readonly plan: ImportPlan;
      readonly report: ImportReport;
      readonly problem: string | null;
    }
  | {
      readonly step: 'running';
      readonly file: ChosenFile;
      readonly inspection: ImportInspection;
      readonly plan: ImportPlan;
      /** null: a rehearsal or the very beginning. */
      readonly progress: { readonly done: number; readonly total: number } | null;
      readonly rehearsal: boolean;
    }
  | {
      readonly step: 'done';
      readonly plan: ImportPlan;
      readonly report: ImportReport;
      readonly undone: boolean;
    };

export function planFor(inspection: ImportInspection): ImportPlan {
  return {
    importId: inspection.importId,
    entity: inspection.entity,
    reading: inspection.reading,
    mapping: inspection.columns.map((column) => column.field),
    keyField: inspection.keyField,
    corrections: {},
    createMissing: [],
  };
}

/** Entities that mapped columns link to: their unknown names can be created. */
export function linkedEntities(
  entity: EntityDef,
  mapping: ImportPlan['mapping'],
): readonly EntityDef[] {
  const names = new Set<string>();
  for (const key of mapping) {
    const field = key === null ? undefined : entity.fields[key];
    if (field?.kind === 'user') names.add('user');
    else if ((field?.kind === 'link' || field?.kind === 'links') && field.to !== '*')
      names.add(field.to);
  }
  return [...names].flatMap((name) => entityNamed(name) ?? []);
}

/** How `corrections` names a value of the file. */
export function correctionKey(field: string, text: string): string {
  return `${field}\n${text}`;
}
