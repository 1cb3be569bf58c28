/** Files as other programs, phones and this one write them: real bytes, in which people meet. */
import { createWorkbookFile } from '../../src-renderer/kit/export/workbook-file.ts';
import type { Stage } from './actions.ts';

/** Few, so that two files have the same. */
export const COMPANIES = 4;
const OWNERS = ['Olga Owner', 'Omar Owner', 'Person 0'] as const;
const INDUSTRIES = ['technology', 'retail', 'technolgy'] as const;
/** What a file and a person may both put on a record. */
export const SHARED_TAG = 'vip';

export interface SimFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface KindOfFile {
  readonly entity: string;
  /** How a file of `which` records is written. */
  readonly write: (which: readonly number[], stage: Stage) => SimFile;
}

/** Whether a record goes by a name that only files give. */
export function isFromFile(name: unknown): boolean {
  return typeof name === 'string' && / in file \d+$|^EXT-\d+$/.test(name);
}

export const companyAt = (which: number): string => `Company in file ${which}`;
export const externalIdAt = (which: number): string => `EXT-${which}`;
export const emailAt = (which: number): string => `file${which}@example.org`;
export const uidAt = (which: number): string => `meeting-${which}@example.org`;
/** A tag that one row of one file has, and nothing else. */
export const tagAt = (serial: number, which: number): string => `f${serial}.${which}`;

type Row = (which: number, stage: Stage) => readonly string[];

/** A list as CSV, or as the workbook that an export of it is. */
function list(entity: string, headers: readonly string[], row: Row): KindOfFile {
  return {
    entity,
    write(which, stage) {
      const rows = which.map((one) => row(one, stage));
      if (stage.world.chance(400)) {
        const book = createWorkbookFile('List', headers);
        book.add(
          rows.map((cells) =>
            cells.map((text) => (text === '' ? { is: 'empty' } : { is: 'text', text })),
          ),
        );
        return { name: `${entity}s.xlsx`, bytes: book.finish() };
      }
      return text(`${entity}s.csv`, [headers, ...rows].map((cells) => cells.join(',')).join('\n'));
    },
  };
}

function text(name: string, content: string): SimFile {
  return { name, bytes: new TextEncoder().encode(content) };
}

function blocks(
  entity: string,
  fileName: string,
  outside: readonly [begin: string, end: string] | null,
  block: (which: number, stage: Stage) => readonly string[],
): KindOfFile {
  return {
    entity,
    write: (which, stage) => {
      const lines = which.flatMap((one) => block(one, stage));
      const whole = outside === null ? lines : [outside[0], ...lines, outside[1]];
      return text(fileName, [...whole, ''].join('\r\n'));
    },
  };
}

const tags = (which: number, { serial, world }: Stage): string =>
  `${tagAt(serial, which)}${world.chance(500) ? `; ${SHARED_TAG}` : ''}`;

export const KINDS_OF_FILES: readonly KindOfFile[] = [
  list(
    'account',
    ['Account Name', 'External ID', 'Industry', 'Territory', 'Parent Account', 'Owner', 'Tags'],
    (which, stage) => [
      companyAt(which),
      externalIdAt(which),
      stage.world.pick(INDUSTRIES),
      `T${stage.serial}`,
      which > 1 ? companyAt(which - 1) : '',
      stage.world.pick(OWNERS),
      tags(which, stage),
    ],
  ),
  list(
    'contact',
    ['First Name', 'Last Name', 'E-mail', 'Job Title', 'Account', 'Tags'],
    (which, stage) => [
      'Fritz',
      `File${which}`,
      emailAt(which),
      `Title ${stage.serial}`,
      stage.world.chance(500) ? companyAt(which) : externalIdAt(which),
      tags(which, stage),
    ],
  ),
  list(
    'deal',
    ['Deal Name', 'Account', 'Primary Contact', 'Owner', 'Stage', 'Amount', 'Queue'],
    (which, { world, serial }) => [
      `Deal in file ${which}`,
      world.chance(500) ? companyAt(which) : externalIdAt(which),
      emailAt(which),
      world.pick(OWNERS),
      world.pick(['Prospecting', 'Engaging', 'Won']),
      String(serial),
      '',
    ],
  ),
  list(
    'ticket',
    ['Subject', 'Status', 'Contact', 'Account', 'Queue', 'Owner'],
    (which, { world, serial }) => [
      `Ticket in file ${which}`,
      world.pick(['Open', 'Resolved']),
      emailAt(which),
      companyAt(which),
      world.pick(['Billing', 'Refunds']),
      serial % 2 === 0 ? world.pick(OWNERS) : '',
    ],
  ),
  blocks('contact', 'phone.vcf', null, (which, { serial }) => [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:File${which};Fritz;;;`,
    `FN:Fritz File${which}`,
    `EMAIL;TYPE=WORK:${emailAt(which)}`,
    `TITLE:Title ${serial}`,
    `ORG:${companyAt(which)}`,
    'END:VCARD',
  ]),
  blocks(
    'activity',
    'calendar.ics',
    ['BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Sim//EN', 'END:VCALENDAR'],
    (which, { serial }) => [
      'BEGIN:VEVENT',
      `UID:${uidAt(which)}`,
      `SUMMARY:Meeting in file ${which}`,
      `LOCATION:Room ${serial}`,
      `DTSTART:2026031${which}T090000Z`,
      `DTEND:2026031${which}T100000Z`,
      ...(which === 0 ? ['RRULE:FREQ=WEEKLY;COUNT=3'] : []),
      'END:VEVENT',
    ],
  ),
];
