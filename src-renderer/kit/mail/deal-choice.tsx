import { Select } from '@mantine/core';
import { useMemo } from 'react';
import type { Query } from '../../../crm/kernel/query.ts';
import { useLiveQuery } from '../session/use-live-query.ts';

interface DealChoiceProps {
  readonly account: string;
  /** Document name. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

const OFFERED_MAX = 50;

/** The open deals of an account, of which a letter may be about one as well. */
export function DealChoice({ account, value, onChange }: DealChoiceProps) {
  const asked = useMemo<Query>(
    () => ({
      entity: 'deal',
      filter: {
        all: [
          { field: 'account', operator: 'anyOf', operand: [account] },
          { field: 'closedDate', operator: 'isEmpty' },
        ],
      },
      sort: [{ field: 'name', direction: 'ascending' }],
      window: { offset: 0, limit: OFFERED_MAX },
    }),
    [account],
  );
  const { result } = useLiveQuery(asked);
  if (result === undefined || result.rows.length === 0) return null;
  return (
    <Select
      label="About a deal as well"
      placeholder="None"
      clearable
      data={result.rows.map((row) => ({
        value: `deal/${row.id}`,
        label: (row as Readonly<Record<string, string>>)['name'] ?? '',
      }))}
      value={value}
      onChange={onChange}
    />
  );
}
