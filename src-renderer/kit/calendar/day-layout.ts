/** Appointments that overlap stand side by side. */

export interface Span {
  readonly topMinutes: number;
  readonly bottomMinutes: number;
}

export interface Lane {
  /** 0 is the first from the left. */
  readonly lane: number;
  /** Lanes that share the width. */
  readonly lanes: number;
}

/**
 * In the order of the spans. A span takes the first lane that is free at its top; those that touch one another,
 * directly or through others, share the width evenly.
 */
export function lanesOf(spans: readonly Span[]): readonly Lane[] {
  const order = spans
    .map((span, index) => ({ span, index }))
    .toSorted(
      (a, b) =>
        a.span.topMinutes - b.span.topMinutes ||
        b.span.bottomMinutes - a.span.bottomMinutes ||
        a.index - b.index,
    );
  const result: { lane: number; lanes: number }[] = spans.map(() => ({ lane: 0, lanes: 1 }));
  let cluster: number[] = [];
  let ends: number[] = [];
  let clusterEnd = -1;
  const close = (): void => {
    for (const index of cluster) {
      const place = result[index];
      if (place !== undefined) place.lanes = ends.length;
    }
    cluster = [];
    ends = [];
  };
  for (const { span, index } of order) {
    if (span.topMinutes >= clusterEnd) close();
    const free = ends.findIndex((end) => end <= span.topMinutes);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = span.bottomMinutes;
    const place = result[index];
    if (place !== undefined) place.lane = lane;
    cluster.push(index);
    clusterEnd = Math.max(clusterEnd, span.bottomMinutes);
  }
  close();
  return result;
}
