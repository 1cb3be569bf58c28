/** As a new record is typed: what it looks like, before it is there twice. */
import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../crm/contracts/worker-rpc.contract.ts';
import type { Values } from '../../../crm/kernel/derive.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { Icon } from '../icons/icon.tsx';
import { useNavigation, useSession } from '../session/session.tsx';
import './duplicates.css';

/** A word that is being typed is not a name yet. */
const TYPING_PAUSE_MS = 200;

type Alike = CallOutput<'duplicates.alike'>;
const NONE: Alike = [];

interface DuplicateHintProps {
  readonly entity: EntityDef;
  readonly values: Values;
  readonly onOpen: () => void;
}

export function DuplicateHint({ entity, values, onOpen }: DuplicateHintProps) {
  const { client } = useSession();
  const { openRecord } = useNavigation();
  const [alike, setAlike] = useState<Alike>(NONE);
  const signs = entity.duplicates;
  const known =
    signs === undefined
      ? []
      : [...signs.name, ...signs.reach, ...(signs.beside === undefined ? [] : [signs.beside])];
  // What it is known by, as text: other fields are typed without asking again.
  const text = JSON.stringify(
    Object.fromEntries(
      known.filter((key) => values[key] !== undefined).map((key) => [key, values[key]]),
    ),
  );
  useEffect(() => {
    if (signs === undefined) return undefined;
    let over = false;
    const timer = setTimeout(() => {
      client
        .call('duplicates.alike', {
          entity: entity.name,
          values: JSON.parse(text) as Record<string, unknown>,
        })
        .then(
          (found) => (over ? undefined : setAlike(found)),
          () => undefined,
        );
    }, TYPING_PAUSE_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [client, entity, signs, text]);
  if (signs === undefined) return null;
  return (
    <div className="duplicate-hint" role="status" aria-label="Looks like">
      {alike.map(({ id, title, subtitle, reasons }) => (
        <p key={id}>
          <Icon name="copy" size={14} />
          <span>
            Looks like <strong>{title}</strong>
            {subtitle === '' ? '' : ` (${subtitle})`} – {reasons.join(', ')}
          </span>
          <button
            type="button"
            className="link-button"
            onClick={() => {
              onOpen();
              openRecord(entity.name, id);
            }}
          >
            Open it
          </button>
        </p>
      ))}
    </div>
  );
}
