import { Notification } from 'electron';
import type { NotificationRequest } from '../../crm/contracts/ipc.contract.ts';

/** More than this on the screen at once is noise; stops a loop from flooding the desktop. */
const MAX_SHOWN = 20;

/** Shows desktop notifications; false where the system has none or too many are shown. */
export function createNotifier(
  onClick: (route: string | null) => void,
): (request: NotificationRequest) => boolean {
  const shown = new Map<string, Notification>();
  return ({ title, body, tag, route }) => {
    if (!Notification.isSupported()) return false;
    shown.get(tag)?.close();
    shown.delete(tag);
    if (shown.size >= MAX_SHOWN) return false;
    const notification = new Notification({ title, body });
    const forget = () => {
      if (shown.get(tag) === notification) shown.delete(tag);
    };
    notification.on('click', () => onClick(route));
    notification.on('close', forget);
    notification.on('failed', forget);
    shown.set(tag, notification);
    notification.show();
    return true;
  };
}
