/** What all sample records share. People, companies, addresses and numbers are invented; mail goes to reserved domains. */
import type { Values } from '../kernel/derive.ts';
import { emailRowId, type EmailRow } from '../kernel/fields/emails.field.ts';
import { minorDigits, type Money } from '../kernel/fields/money.field.ts';
import { phoneRowId, type PhoneRow } from '../kernel/fields/phones.field.ts';
import { derivedId } from '../kernel/ids.ts';
import { addDays } from '../kernel/calendar-days.ts';

export interface SampleRecord {
  readonly entity: string;
  readonly id: string;
  readonly values: Values;
  /** ISO 8601 UTC; absent: it is made as the samples are added. */
  readonly createdAt?: string;
}

/** What the dates and amounts of samples are relative to. */
export interface SampleContext {
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** ISO 4217 */
  readonly currency: string;
  /** ISO 8601 UTC, when somebody begins to look around. */
  readonly now?: string;
}

/** Follows from the name alone: samples that are added twice, or on two desktops, are there once. */
export function sampleId(entity: string, key: string): string {
  return derivedId('sample', entity, key);
}

export function sample(entity: string, key: string, values: Values): SampleRecord {
  return { entity, id: sampleId(entity, key), values };
}

export function sampleName(entity: string, key: string): string {
  return `${entity}/${sampleId(entity, key)}`;
}

export function major(amount: number, { currency }: SampleContext): Money {
  return { amountMinor: Math.round(amount * 10 ** minorDigits(currency)), currency };
}

/** An instant `days` from today at that hour, UTC. */
export function instant(days: number, hour: string, { today }: SampleContext): string {
  return `${addDays(today, days)}T${hour}:00.000Z`;
}

export function email(address: string): readonly EmailRow[] {
  return [{ id: emailRowId(address), address, label: 'Work', primary: true }];
}

export function phone(number: string, label = 'Office'): readonly PhoneRow[] {
  return [{ id: phoneRowId(number), number, label, primary: true }];
}
