/**
 * The words of an index and where each occurs. A posting is one small integer, and a word that occurs once (a phone
 * number) has no list at all: a hundred thousand records take about 30 MB.
 */

/** Where in its record a word stands; more is better. */
export const PLACE = { elsewhere: 0, title: 1, titleStart: 2 } as const;
export type Place = (typeof PLACE)[keyof typeof PLACE];

const PLACES = 4;

export class Postings {
  readonly #lists = new Map<string, number | number[]>();

  add(word: string, slot: number, place: Place): void {
    const posting = slot * PLACES + place;
    const list = this.#lists.get(word);
    if (list === undefined) this.#lists.set(word, posting);
    else if (typeof list === 'number') this.#lists.set(word, [list, posting]);
    else list.push(posting);
  }

  remove(word: string, slot: number, place: Place): void {
    const posting = slot * PLACES + place;
    const list = this.#lists.get(word);
    if (list === posting) {
      this.#lists.delete(word);
      return;
    }
    if (typeof list !== 'object') return;
    const at = list.indexOf(posting);
    const last = list.at(-1);
    if (at < 0 || last === undefined) return;
    list[at] = last;
    list.pop();
    if (list.length === 0) this.#lists.delete(word);
  }

  /** Goes over all words; `judge` says what to make of one, 0 for nothing, and `visit` gets its postings with it. */
  match<Verdict extends number>(
    judge: (word: string) => Verdict,
    visit: (slot: number, place: Place, verdict: Verdict) => void,
  ): void {
    for (const [word, list] of this.#lists) {
      const verdict = judge(word);
      if (verdict === 0) continue;
      if (typeof list === 'number')
        visit(Math.floor(list / PLACES), (list % PLACES) as Place, verdict);
      else
        for (const posting of list)
          visit(Math.floor(posting / PLACES), (posting % PLACES) as Place, verdict);
    }
  }
}
