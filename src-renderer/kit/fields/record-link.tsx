import type { ReactNode } from 'react';
import { useNavigation } from '../session/session.tsx';

interface RecordLinkProps {
  readonly entity: string;
  readonly id: string;
  readonly room: 'list' | 'record';
  readonly children: ReactNode;
}

/** A name that leads to its record. In a list it is not a stop of the Tab key: Enter on the row is. */
export function RecordLink({ entity, id, room, children }: RecordLinkProps) {
  const { openRecord, pressRecord } = useNavigation();
  return (
    <a
      className="cell-link"
      href={`#/${entity}/${id}`}
      tabIndex={room === 'list' ? -1 : 0}
      onPointerDown={(event) => event.button === 0 && pressRecord(entity, id)}
      onClick={(event) => {
        event.preventDefault();
        event.stopPropagation();
        openRecord(entity, id);
      }}
    >
      {children}
    </a>
  );
}
