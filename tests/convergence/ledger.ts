/** Confirmed acts and what must be found of them at the end. */
export interface Ledger {
  /** txId or batch of every confirmed act. */
  readonly acts: Set<string>;
  /** Set members that nobody ever removes: act → entity, record, field, member. */
  readonly members: { act: string; entity: string; id: string; field: string; member: string }[];
  /** Texts typed into notes and confirmed: document → text. */
  readonly typed: { entity: string; id: string; text: string }[];
  /** Acts that were, or may have been, taken back; what they made need not be there. */
  readonly undone: Set<string>;
  /** Imports: what one made that was taken back begins anew with the next. */
  readonly imports: Set<string>;
  /** Acts that took a whole workspace in. */
  readonly filesTaken: Set<string>;
}

export function createLedger(): Ledger {
  return {
    acts: new Set(),
    members: [],
    typed: [],
    undone: new Set(),
    imports: new Set(),
    filesTaken: new Set(),
  };
}
