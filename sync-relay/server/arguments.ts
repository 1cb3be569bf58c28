/** The relay's command line. */
import { parseArgs } from 'node:util';
import type { CreationPolicy } from '../ports.ts';

const DEFAULT_HOST = '127.0.0.1';
const PORT_MAX = 65_535;

export interface RelayArguments {
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly dataDirectory: string;
  readonly creation: CreationPolicy;
  /** Where customers reach the public pages; '' for the address at which it listens; absent: there are none. */
  readonly publicUrl?: string;
}

export type ReadArguments =
  | { readonly ok: true; readonly value: RelayArguments }
  | { readonly ok: false; readonly why: string };

const USAGE =
  'usage: --port PORT --data DIRECTORY [--host 127.0.0.1] [--closed | --open-creation] [--portal here|https://help.example.com]';

export function readArguments(args: readonly string[]): ReadArguments {
  const fail = (why: string): ReadArguments => ({ ok: false, why: `${why}; ${USAGE}` });
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        host: { type: 'string', default: DEFAULT_HOST },
        closed: { type: 'boolean', default: false },
        'open-creation': { type: 'boolean', default: false },
        portal: { type: 'string' },
      },
    }));
  } catch (error) {
    return fail(error instanceof Error ? (error.message.split('.')[0] ?? '') : 'unknown switch');
  }
  const { data, host, closed } = values;
  const port = Number(values.port);
  const anyone = values['open-creation'];
  if (values.port === undefined || !/^\d+$/.test(values.port) || port > PORT_MAX) {
    return fail(`--port needs a number from 0 to ${PORT_MAX}`);
  }
  if (data === undefined || data === '') return fail('--data needs the directory of the database');
  if (closed && anyone) return fail('--closed and --open-creation contradict each other');
  const creation = closed ? 'nobody' : anyone ? 'anyone' : 'loopback';
  const value = { host, port, dataDirectory: data, creation } as const;
  const { portal } = values;
  if (portal === undefined) return { ok: true, value };
  const publicUrl = portal === 'here' ? '' : originOf(portal);
  if (publicUrl === null)
    return fail('--portal needs “here”, or the address at which customers reach it');
  return { ok: true, value: { ...value, publicUrl } };
}

/** null for what is no address of a site: the pages lie at its root. */
function originOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, origin, pathname, search, hash } = new URL(address);
  const isSite = /^https?:$/.test(protocol) && pathname === '/' && search === '' && hash === '';
  return isSite ? origin : null;
}
