/** What a person may have on the glass, and how one gets there from anywhere in the app. */
import type { Desktop } from '../launch.ts';

export interface Screen {
  /** Also the name of its pictures. */
  readonly name: string;
  /**
   * The dialogs, drawers and menus that lie open on it, each by the file below `src-renderer` that draws it. A file
   * with such a layer that no screen names is noticed (every-screen.e2e.ts).
   */
  readonly layers?: readonly string[];
  /** From wherever the last screen was; returns when what is to be seen is there. */
  readonly open: (desktop: Desktop) => Promise<void>;
  /** What it is about is a toast; on the others what was told before is put away. */
  readonly tells?: true;
  /** Goes with what scrolls under it: opened in every size, as nobody takes it from one to another. */
  readonly opensAnew?: true;
  /** Takes back what others would see; layers are closed by Escape without it. */
  readonly leave?: (desktop: Desktop) => Promise<void>;
}

/** The screens of one start of the app, in the order in which they are looked at. */
export interface Sitting {
  readonly title: string;
  /** Puts into the profile's folder what stands there before the start. */
  readonly before?: (dataDir: string) => void;
  /** What stands between the start of the app and its first screen; gives what is to be done after the last one. */
  readonly begin: (desktop: Desktop) => Promise<(() => Promise<void>) | void>;
  readonly screens: readonly Screen[];
}

/** Beside the profile: what the app saves there without asking where. */
export const savedIn = ({ dataDir }: Pick<Desktop, 'dataDir'>): string => `${dataDir}-saved`;
