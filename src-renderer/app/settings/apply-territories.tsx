/** The rules over what is there already: first what they would change, then the change, as one act a kind of record. */
import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { Filter } from '../../../crm/kernel/query.ts';
import { fold } from '../../../crm/kernel/text-folding.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { territoryMap, territoryOf } from '../../../crm/modules/territory/territories.ts';
import type { TerritoryRow } from '../../../crm/modules/territory/territory.entity.ts';
import { sayProblem } from '../../kit/acts/toast.tsx';
import { useOneAtATime } from '../../kit/acts/use-one-at-a-time.ts';
import { readAll } from '../../kit/export/read-all.ts';
import { numberFormat } from '../../kit/fields/formatters.ts';
import { useBulk } from '../../kit/grid/use-bulk.tsx';
import { useSession } from '../../kit/session/session.tsx';

interface Wish {
  readonly entity: 'account' | 'lead';
  readonly id: string;
  readonly to: string;
  /** It is in another one now. */
  readonly moves: boolean;
}

const KINDS = ['account', 'lead'] as const;
/** What became something else is worked on there. */
const OPEN_LEADS: Filter = { all: [{ field: 'convertedAt', operator: 'isEmpty' }] };

export function ApplyTerritories({ rows }: { readonly rows: readonly TerritoryRow[] }) {
  const { client, locale } = useSession();
  const oneAtATime = useOneAtATime();
  const bulk = useBulk(() => undefined);
  const [found, setFound] = useState<readonly Wish[] | null>(null);
  const [withMoves, setWithMoves] = useState(false);
  const number = numberFormat(locale, {});
  const look = async (): Promise<void> => {
    const map = territoryMap(rows);
    const wishes: Wish[] = [];
    for (const entity of KINDS) {
      const selection = { entity, sort: [], ...(entity === 'lead' ? { filter: OPEN_LEADS } : {}) };
      const read = await readAll(client, selection, (page) => {
        for (const row of page.rows) {
          const to = territoryOf(row, map);
          const { territory: now } = row;
          const isSame = typeof now === 'string' && to !== undefined && fold(now) === fold(to);
          if (to !== undefined && !isSame)
            wishes.push({ entity, id: row.id, to, moves: typeof now === 'string' });
        }
        return undefined;
      });
      if (!read.ok) return sayProblem(read.problem);
    }
    setFound(wishes);
  };
  const wanted = (found ?? []).filter(({ moves }) => withMoves || !moves);
  const moving = (found ?? []).filter(({ moves }) => moves).length;
  const apply = async (): Promise<void> => {
    for (const name of KINDS) {
      const entity = entityNamed(name);
      const of = wanted.filter((wish) => wish.entity === name);
      if (entity === undefined || of.length === 0) continue;
      const noun = (count: number): string =>
        `${number.format(count)} ${(count === 1 ? entity.label.one : entity.label.many).toLowerCase()}`;
      await bulk.run({
        entity,
        label: `Territories of ${noun(of.length)}`,
        said: (changed) => `${noun(changed)} put into territories`,
        edit: {
          kind: 'texts',
          fields: ['territory'],
          rows: of.map(({ id, to }) => ({ id, texts: [to] })),
          reading: { dateOrder: 'YMD', decimal: '.' },
        },
      });
    }
    setFound(null);
  };
  return (
    <div className="territories-apply">
      {bulk.dialog}
      {found === null ? (
        <Button variant="default" onClick={() => oneAtATime(look)}>
          Apply to existing…
        </Button>
      ) : (
        <section aria-label="What would change">
          <Preview wishes={wanted} />
          {moving > 0 && (
            <Checkbox
              label={`Also ${number.format(moving)} that are in another one now`}
              checked={withMoves}
              onChange={(event) => setWithMoves(event.currentTarget.checked)}
            />
          )}
          <div className="editor-foot">
            <Button variant="subtle" color="gray" onClick={() => setFound(null)}>
              Cancel
            </Button>
            <Button disabled={wanted.length === 0} onClick={() => oneAtATime(apply)}>
              Put {number.format(wanted.length)} into their territories
            </Button>
          </div>
        </section>
      )}
    </div>
  );
}

function Preview({ wishes }: { readonly wishes: readonly Wish[] }) {
  const { locale } = useSession();
  const number = numberFormat(locale, {});
  const names = [...new Set(wishes.map(({ to }) => to))].toSorted();
  if (names.length === 0)
    return <p>Everything that fits a territory and had none is in it already.</p>;
  const count = (entity: string, name: string): string =>
    number.format(wishes.filter((wish) => wish.entity === entity && wish.to === name).length);
  return (
    <table className="territories" aria-label="What would change">
      <thead>
        <tr>
          <th scope="col">Into</th>
          <th scope="col">Accounts</th>
          <th scope="col">Leads</th>
        </tr>
      </thead>
      <tbody>
        {names.map((name) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{count('account', name)}</td>
            <td>{count('lead', name)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
