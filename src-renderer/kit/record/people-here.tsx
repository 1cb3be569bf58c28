import { Tooltip } from '@mantine/core';
import type { PersonHere } from '../../../crm/contracts/rpc/record.rpc.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { Avatar } from '../fields/avatar.tsx';

/** Teammates who have this record open, with the field they are in. */
export function PeopleHere({
  entity,
  people,
}: {
  readonly entity: EntityDef;
  readonly people: readonly PersonHere[];
}) {
  const others = people.filter((person) => !person.self);
  if (others.length === 0) return null;
  return (
    <ul className="people" aria-label="Also here">
      {others.map((person) => {
        const field = person.field === null ? undefined : entity.fields[person.field];
        const where =
          field === undefined ? `${person.name} is here` : `${person.name} is in ${field.label}`;
        return (
          <li key={person.key}>
            <Tooltip label={where}>
              <span>
                <Avatar name={person.name} seed={person.userId} color={person.color} sizePx={24} />
                <span className="visually-hidden">{where}</span>
              </span>
            </Tooltip>
          </li>
        );
      })}
    </ul>
  );
}
