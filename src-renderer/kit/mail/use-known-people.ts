/** Who of the people in some letters is here already: by address, and their firms by domain. */
import { useMemo } from 'react';
import { titleOf } from '../../../crm/kernel/derive.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { Filter, Query } from '../../../crm/kernel/query.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { useLiveQuery } from '../session/use-live-query.ts';

export interface KnownPerson {
  readonly entity: 'contact' | 'lead';
  readonly id: string;
  readonly title: string;
  readonly account: string | undefined;
}

export interface KnownFirm {
  readonly id: string;
  readonly title: string;
}

export interface KnownPeople {
  readonly isReady: boolean;
  /** A contact before a lead. */
  readonly person: (address: string) => KnownPerson | undefined;
  readonly firm: (address: string) => KnownFirm | undefined;
  /** It is the address of somebody who works here. */
  readonly isColleague: (address: string) => boolean;
}

const ANSWERS_MAX = 200;

function asked(entity: string, field: string, texts: readonly string[]): Query | null {
  if (texts.length === 0) return null;
  const any: readonly Filter[] = texts.map((operand) => ({ field, operator: 'contains', operand }));
  return {
    entity,
    filter: { any },
    sort: [{ field: 'createdAt', direction: 'ascending' }],
    window: { offset: 0, limit: ANSWERS_MAX },
  };
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** `addresses`: no more than a question may ask for at once. */
export function useKnownPeople(addresses: readonly string[]): KnownPeople {
  const text = [...new Set(addresses.map((one) => one.toLowerCase()))].toSorted().join(' ');
  const list = useMemo(() => text.split(' ').filter((one) => one !== ''), [text]);
  const domains = useMemo(() => [...new Set(list.map(domainOf))], [list]);
  const contacts = useLiveQuery(useMemo(() => asked('contact', 'emails', list), [list])).result;
  const leads = useLiveQuery(useMemo(() => asked('lead', 'emails', list), [list])).result;
  const users = useLiveQuery(useMemo(() => asked('user', 'email', list), [list])).result;
  const accounts = useLiveQuery(
    useMemo(() => asked('account', 'domain', domains), [domains]),
  ).result;
  return useMemo<KnownPeople>(() => {
    const people = new Map<string, KnownPerson>();
    for (const [entity, result] of [
      ['contact', contacts],
      ['lead', leads],
    ] as const) {
      const definition = entityNamed(entity);
      for (const row of (result?.rows ?? []) as unknown as readonly AnyRow[]) {
        for (const address of addressesIn(row['emails'])) {
          if (people.has(address) || definition === undefined) continue;
          const account = row['account'];
          people.set(address, {
            entity,
            id: row.id,
            title: titleOf(definition, row),
            account: typeof account === 'string' ? account : undefined,
          });
        }
      }
    }
    const firms = new Map<string, KnownFirm>();
    for (const row of accounts?.rows ?? []) {
      const { domain, name } = row as Readonly<Record<string, unknown>>;
      if (typeof domain === 'string' && typeof name === 'string' && !firms.has(domain))
        firms.set(domain.toLowerCase(), { id: row.id, title: name });
    }
    const colleagues = new Set(
      (users?.rows ?? []).flatMap((row) => addressesIn((row as AnyFields)['email'])),
    );
    return {
      isReady: [contacts, leads, accounts, users].every((result) => result !== undefined),
      person: (address) => people.get(address.toLowerCase()),
      firm: (address) => firms.get(domainOf(address)),
      isColleague: (address) => colleagues.has(address.toLowerCase()),
    };
  }, [contacts, leads, accounts, users]);
}

type AnyFields = Readonly<Record<string, unknown>>;

function addressesIn(value: unknown): readonly string[] {
  return Array.isArray(value)
    ? (value as readonly { readonly address?: string }[]).map(({ address = '' }) =>
        address.toLowerCase(),
      )
    : [];
}
