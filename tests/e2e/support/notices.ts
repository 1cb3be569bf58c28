/** Notifications of the system: this machine has no screen for them, so they are kept where they leave the app. */
import type { Desktop } from '../launch.ts';

declare global {
  /** In the main process of an app whose notices are kept. */
  var noticesKept: { title: string; body: string; click: () => void }[] | undefined;
}

/** From now on, until the app ends. */
export async function keepNotices({ app }: Desktop): Promise<void> {
  await app.evaluate(({ Notification }) => {
    globalThis.noticesKept = [];
    Notification.isSupported = () => true;
    Notification.prototype.show = function show(this: Electron.Notification) {
      globalThis.noticesKept?.push({
        title: this.title,
        body: this.body,
        click: () => void this.emit('click'),
      });
    };
  });
}

export function noticesOf({ app }: Desktop): Promise<{ title: string; body: string }[]> {
  return app.evaluate(() =>
    (globalThis.noticesKept ?? []).map(({ title, body }) => ({ title, body })),
  );
}

/** As a person who follows the first one. */
export async function clickFirstNotice({ app }: Desktop): Promise<void> {
  await app.evaluate(() => globalThis.noticesKept?.[0]?.click());
}
