/** Tab leaves a field only from its last input (or its first, backwards): inside, it moves between the inputs. */
export function leavesByTab(
  event: { readonly shiftKey: boolean; readonly target: EventTarget },
  editor: Element | null,
): boolean {
  const stops = [
    ...(editor?.querySelectorAll<HTMLElement>('input, select, textarea, button') ?? []),
  ].filter((stop) => stop.tabIndex >= 0 && !stop.hasAttribute('disabled'));
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  return stops.length === 0 || event.target === edge;
}
