/** What every screen needs to know: the line to the worker, who acts, how to write numbers, where to go. */
import { createContext, use, useMemo, type ReactNode } from 'react';
import type { IpcRequest, IpcResponse } from '../../../crm/contracts/ipc.contract.ts';
import type { FormatContext, ParseContext } from '../../../crm/kernel/field-kind.ts';
import type { Filter, Query } from '../../../crm/kernel/query.ts';
import type { Result } from '../../../crm/kernel/result.ts';
import type { LocaleFacts } from './locale.ts';
import type { WorkerClient } from './worker-client.ts';

/** Which place of which list a record was opened from, so that the next one can be reached from it. */
export interface ListPlace {
  readonly query: Omit<Query, 'window' | 'sums'>;
  readonly index: number;
  /** The records in an order that no question gives; they stay what they were when one set out. */
  readonly ids?: readonly string[];
}

export interface Navigation {
  readonly openRecord: (entity: string, id: string, from?: ListPlace) => void;
  /** Somebody presses what opens a record when they let go. */
  readonly pressRecord: (entity: string, id: string) => void;
  readonly openList: (entity: string, filter?: Filter) => void;
  /** A list as a view shows it, by the view's id or the name of a standard one. */
  readonly openView: (entity: string, key: string) => void;
  /** What answers to surveys say together, of all accounts or of one. */
  readonly openFigures: (account?: string) => void;
  readonly openImport: (entity?: string) => void;
  /** Opens the form of a new record; `values` are filled in already. */
  readonly create: (entity: string, values?: Readonly<Record<string, unknown>>) => void;
  readonly back: () => void;
  /** Puts a link to a place of the app, as it stands behind `#`, on the clipboard. */
  readonly copyLink: (place: string) => void;
}

/** Asks the person for a place and writes the file there. `cancelled` is their decision, no failure. */
export type SaveFile = (
  suggestedName: string,
  bytes: Uint8Array<ArrayBuffer>,
) => Promise<Result<{ readonly cancelled: boolean }>>;

/** This window's print, as a PDF with its pages numbered; what is printed is for the style sheets to say. */
export type PrintPage = (
  request: IpcRequest<'page.print'>,
) => Promise<Result<IpcResponse<'page.print'>>>;

export interface Session extends LocaleFacts {
  readonly client: WorkerClient;
  readonly navigation: Navigation;
  readonly saveFile: SaveFile;
  readonly printPage: PrintPage;
  readonly meId: string;
  /** The departments that they are in. */
  readonly teams?: readonly string[];
  /** ISO 4217 */
  readonly currency: string;
}

const SessionContext = createContext<Session | null>(null);

export function SessionProvider({
  session,
  children,
}: {
  readonly session: Session;
  readonly children: ReactNode;
}) {
  return <SessionContext value={session}>{children}</SessionContext>;
}

export function useSession(): Session {
  const session = use(SessionContext);
  if (session === null) throw new Error('A screen of the kit stands outside of SessionProvider');
  return session;
}

export function useNavigation(): Navigation {
  return useSession().navigation;
}

/** How typed text is read here. Links are never read from text: they are picked. */
export function useParseContext(): ParseContext {
  const { dateOrder, decimal, currency, country } = useSession();
  return useMemo(
    () => ({ dateOrder, decimal, currency, country, findRecord: () => undefined }),
    [dateOrder, decimal, currency, country],
  );
}

export type TitleOf = FormatContext['titleOf'];

/** Titles as an answer of the worker carries them, by document name. */
export function titleLookup(titles: Readonly<Record<string, string>>): TitleOf {
  return (entity, id) => titles[`${entity}/${id}`];
}
