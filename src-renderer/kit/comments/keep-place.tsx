/** What somebody reads stays where it is on the glass when a colleague's comment comes in above it. */
import { Component, createRef, type ReactNode } from 'react';

interface KeepPlaceProps {
  /** Another text whenever something arrived that the reader did not write. */
  readonly arrived: string;
  readonly children: ReactNode;
}

interface Place {
  readonly element: Element;
  readonly top: number;
}

/** A class, because only these can look at what is on the glass before it changes. */
export class KeepPlace extends Component<KeepPlaceProps> {
  readonly #box = createRef<HTMLDivElement>();

  override getSnapshotBeforeUpdate(before: KeepPlaceProps): Place | null {
    if (before.arrived === this.props.arrived) return null;
    const items = [...(this.#box.current?.querySelectorAll('article') ?? [])];
    const focused = items.find((item) => item.contains(document.activeElement));
    const seen = focused ?? items.find((item) => isSeen(item.getBoundingClientRect()));
    return seen === undefined ? null : { element: seen, top: seen.getBoundingClientRect().top };
  }

  override componentDidUpdate(_props: KeepPlaceProps, _state: object, place: Place | null): void {
    if (place === null || !place.element.isConnected) return;
    const moved = place.element.getBoundingClientRect().top - place.top;
    const scroller = place.element.closest('.record');
    if (moved !== 0 && scroller !== null) scroller.scrollTop += moved;
  }

  override render(): ReactNode {
    return (
      <div ref={this.#box} className="comments">
        {this.props.children}
      </div>
    );
  }
}

function isSeen({ top, bottom }: DOMRect): boolean {
  return bottom > 0 && top < window.innerHeight;
}
