/**
 * Which record a press of the mouse is meant for: the one that stood there when the button went down. An answer may
 * come while it is down, and then another record stands in that place when it comes up.
 */
import { useCallback, useEffect, useMemo, useRef, type MouseEvent } from 'react';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { ShownRows } from './shown-rows.ts';

interface MeantRow {
  readonly row: AnyRow;
  /** Where it stands now; where it stood, if it is not on screen any more. */
  readonly index: number;
}

interface PressedRow {
  /** Of an act on the row in this place. */
  readonly meant: (index: number) => MeantRow | undefined;
  /** For the element around the rows. */
  readonly handlers: {
    readonly onMouseDownCapture: (event: MouseEvent) => void;
    readonly onClickCapture: () => void;
    readonly onKeyDownCapture: () => void;
  };
}

/** A press on the name of a record tells `onPressName`: letting go will open it. That function stays the same. */
export function usePressedRow(
  shown: ShownRows,
  onPressName: (entity: string, id: string) => void,
): PressedRow {
  const latest = useRef(shown);
  useEffect(() => {
    latest.current = shown;
  });
  const pressed = useRef<MeantRow | null>(null);
  const meant = useCallback((index: number): MeantRow | undefined => {
    const { rows, offset } = latest.current;
    const there = rows[index - offset]?.row;
    const before = pressed.current;
    if (before === null || before.index !== index || before.row.id === there?.id)
      return there === undefined ? undefined : { row: there, index };
    const at = rows.findIndex(({ row }) => row.id === before.row.id);
    return { row: before.row, index: at < 0 ? index : offset + at };
  }, []);
  const handlers = useMemo(() => {
    const forget = (): void => {
      pressed.current = null;
    };
    return {
      onMouseDownCapture: ({ target, button, shiftKey, ctrlKey, metaKey }: MouseEvent): void => {
        const line = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
        const index = Number(line?.dataset['index'] ?? Number.NaN);
        const { rows, offset } = latest.current;
        const row = rows[index - offset]?.row;
        pressed.current = row === undefined ? null : { row, index };
        const isPlain = button === 0 && !shiftKey && !ctrlKey && !metaKey;
        if (row === undefined || !isPlain || !(target instanceof Element)) return;
        const link = target.closest('.cell-link')?.getAttribute('href');
        if (link === `#/${row.entity}/${row.id}`) onPressName(row.entity, row.id);
      },
      // A double click comes right after its second click, and is meant for the same record.
      onClickCapture: () => void setTimeout(forget),
      // By the keyboard one acts on what one sees.
      onKeyDownCapture: forget,
    };
  }, [onPressName]);
  return { meant, handlers };
}
