import { sayDone, sayProblem } from './toast.tsx';

/** Puts a text on the clipboard and says so; a system may refuse it to a window that lost the focus meanwhile. */
export async function copyText(text: string, said: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    sayProblem({
      message: 'The clipboard did not take it.',
      remedy: 'Click into this window and copy again.',
    });
    return;
  }
  sayDone(said);
}
