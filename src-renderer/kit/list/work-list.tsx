/** A list that one works through row by row, with the keys: tickets of the desk, tasks. */
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  Fragment,
  useCallback,
  useEffect,
  useId,
  useRef,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { Icon } from '../icons/icon.tsx';
import { isBusyElsewhere } from '../session/typing.ts';
import { onListKey } from './use-list-keys.ts';
import type { WorkRowPlace } from './work-row.tsx';

const ROW_HEIGHT_PX = 32;
const OVERSCAN_ROWS = 12;

interface WorkListProps<Item> {
  readonly label: string;
  readonly columns: number;
  readonly isBusy: boolean;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  readonly renderRow: (item: Item, place: WorkRowPlace) => ReactNode;
  /** What stands there when nothing is to be done; null while that is not known. */
  readonly empty: ReactNode;
  /** Where the keyboard is. */
  readonly activeIndex: number;
  readonly onActive: (index: number) => void;
  readonly onOpen: (index: number) => void;
  readonly onCreate: () => void;
  /** By letter, what it does with the row that the keyboard is at. */
  readonly acts: Readonly<Record<string, (item: Item | undefined) => void>>;
}

export function WorkList<Item>(props: WorkListProps<Item>) {
  const { items, onActive, onOpen } = props;
  const grid = useRef<HTMLDivElement>(null);
  const gridId = useId();
  const count = items.length;
  const active = Math.min(props.activeIndex, Math.max(0, count - 1));

  // oxlint-disable-next-line react/incompatible-library -- asked anew at every render, and passed to nothing memoized
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => grid.current,
    estimateSize: () => ROW_HEIGHT_PX,
    overscan: OVERSCAN_ROWS,
  });
  const drawn = virtual.getVirtualItems();
  const activate = useCallback(
    (index: number) => {
      onActive(index);
      grid.current?.focus({ preventScroll: true });
    },
    [onActive],
  );

  const onKeyDown = (event: KeyboardEvent): void => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    const act = plain && event.target === event.currentTarget ? props.acts[event.key] : undefined;
    if (act !== undefined) {
      event.preventDefault();
      act(items[active]);
      return;
    }
    onListKey(event, {
      count,
      activeIndex: active,
      rowsOnScreen: Math.max(1, drawn.length - 2 * OVERSCAN_ROWS),
      move(index) {
        onActive(index);
        virtual.scrollToIndex(index, { align: 'auto' });
      },
      open: onOpen,
      create: props.onCreate,
      // They are worked on one by one; many at once are a list's.
      select: nothing,
      selectAll: nothing,
      clearSelection: nothing,
      focusText: nothing,
    });
  };

  // One comes here to work through them: the keys work at once.
  useEffect(() => {
    if (!isBusyElsewhere()) grid.current?.focus({ preventScroll: true });
  }, []);

  const rowId = (index: number): string => `${gridId}-${index}`;
  return (
    <div
      ref={grid}
      className="list-scroller"
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={count}
      aria-colcount={props.columns}
      aria-busy={props.isBusy}
      {...(count > 0 ? { 'aria-activedescendant': rowId(active) } : {})}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className="list-body" style={{ height: virtual.getTotalSize() }}>
        {count === 0 && props.empty !== null && (
          <div role="row">
            <div role="gridcell" className="empty">
              <Icon name="check" size={28} />
              {props.empty}
            </div>
          </div>
        )}
        {drawn.map(({ index, start }) => {
          const item = items[index];
          if (item === undefined) return null;
          const place = {
            rowId: rowId(index),
            index,
            topPx: start,
            active: index === active,
            onOpen,
            onActivate: activate,
          };
          return <Fragment key={props.keyOf(item)}>{props.renderRow(item, place)}</Fragment>;
        })}
      </div>
    </div>
  );
}

function nothing(): void {
  // There is nothing to select.
}
