/**
 * Resolves when the first screen is on the glass: something is drawn and nothing in it waits for an answer any more
 * (`aria-busy`). The main process hears of it then; its log and its first picture are of rows, not of a bare frame.
 */
export function whenFirstScreenShows(root: Element): Promise<void> {
  const isDrawn = (): boolean =>
    root.childElementCount > 0 && root.querySelector('[aria-busy="true"]') === null;
  return new Promise((resolve) => {
    const settleWhenDrawn = (): void => {
      if (!isDrawn()) return;
      observer.disconnect();
      // Two frames later what was rendered is on the glass.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
    };
    const observer = new MutationObserver(settleWhenDrawn);
    observer.observe(root, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['aria-busy'],
    });
  });
}
