import type { ReactNode } from 'react';
import { useNavigation } from '../session/session.tsx';

interface RecordLinkProps {
  readonly entity: string;
  readonly id: string;
  readonly children: ReactNode;
}

/** A name that leads to its record. In a list it is not a stop of the Tab key: Enter on the row is. */
export function RecordLink({ entity, id, children }: RecordLinkProps) {
  const { openRecord } = useNavigation();
  return (
    <a
      className="cell-link"
      href={`#/${entity}/${id}`}
      tabIndex={-1}
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
