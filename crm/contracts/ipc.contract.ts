import * as z from 'zod';
import { JOIN_LINK_MAX_CHARS } from './join-link.contract.ts';
import { openLinkTextSchema } from './open-link.contract.ts';

/** Raised with every change that an older page or an older main process would misread. */
export const IPC_VERSION = 2;

/** Largest file that a page may hand over to be saved; stops one call from filling memory. */
export const MAX_SAVE_BYTES = 256 * 1024 * 1024;
/** Longest text of a desktop notification; the systems cut at a few hundred characters anyway. */
export const MAX_NOTIFICATION_TITLE_LENGTH = 200;
export const MAX_NOTIFICATION_BODY_LENGTH = 1000;
/** Longest in-app route and external address; stops a page from passing data as a "route". */
export const MAX_ROUTE_LENGTH = 1024;
export const MAX_EXTERNAL_URL_LENGTH = 4096;
export const MAX_FILE_NAME_LENGTH = 200;
/** One line at the foot of a printed page; stops a page from passing a document as one. */
export const MAX_FOOT_LENGTH = 300;

export const themeSchema = z.enum(['light', 'dark', 'system']);
export type Theme = z.infer<typeof themeSchema>;

/**
 * An invitation as a browser, a mail client or a command line hands it over: only the outer form.
 * What it says is read where it is used, by `parseJoinLink`, which can tell the person what is wrong.
 */
export const joinLinkTextSchema = z
  .string()
  .max(JOIN_LINK_MAX_CHARS)
  .regex(/^rapport:\/\/join\/[A-Za-z0-9_-]+$/);

/** What the system hands over because it begins with our scheme. */
export const linkTextSchema = z.union([joinLinkTextSchema, openLinkTextSchema]);

/** A place in the app, as it stands behind `#` in the address: `/deals?stage=won`. */
export const routeSchema = z
  .string()
  .max(MAX_ROUTE_LENGTH)
  .regex(/^\/[A-Za-z0-9\-._~%!$&'()*+,;=:@/?]*$/);

/** `ArrayBuffer`, never a shared one: structured clone gives the receiver its own copy. */
export const bytesSchema = (maxBytes: number) =>
  z.custom<Uint8Array<ArrayBuffer>>(
    (value) =>
      value instanceof Uint8Array &&
      value.buffer instanceof ArrayBuffer &&
      value.byteLength <= maxBytes,
    { error: `expected at most ${maxBytes} bytes as a Uint8Array` },
  );

export const notificationSchema = z.strictObject({
  title: z.string().min(1).max(MAX_NOTIFICATION_TITLE_LENGTH),
  body: z.string().max(MAX_NOTIFICATION_BODY_LENGTH),
  /** A later notification with the same tag takes the place of the earlier one. */
  tag: z.string().min(1).max(64),
  /** Where a click leads; null only brings the app to the front. */
  route: routeSchema.nullable(),
});
export type NotificationRequest = z.infer<typeof notificationSchema>;

/** An expected failure in the shape of the kernel's `Problem`, with the codes this boundary can give. */
export const ipcProblemSchema = z.strictObject({
  code: z.enum([
    /** The caller is not the top frame of an app page. */
    'ipc.sender',
    'ipc.unknown-channel',
    /** The request does not fit the channel's schema: an older or a broken page. */
    'ipc.request',
    /** The handler's answer does not fit its schema, or it threw: a defect in the main process. */
    'ipc.defect',
    'shell.refused-address',
    'shell.failed',
    'file.save-failed',
    'page.print-failed',
  ]),
  /** For the person: may name a file or an address, so it never goes to a log. */
  message: z.string(),
  remedy: z.string(),
});
export type IpcProblem = z.infer<typeof ipcProblemSchema>;
export type IpcResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: IpcProblem };

const nothing = z.strictObject({});

/** Page to main. One line here is a new channel; `handle()` in src-main/ipc will not compile without it. */
export const ipcChannels = {
  'app.bootstrap': {
    request: nothing,
    response: z.strictObject({
      ipcVersion: z.literal(IPC_VERSION),
      /** The profile's name on this machine; also part of the SharedWorker's name. */
      profile: z.string(),
      platform: z.enum(['linux', 'darwin', 'win32', 'other']),
      appVersion: z.string(),
      electronVersion: z.string(),
      /** Relay to offer at first run (`--relay`), null when none was named. */
      defaultRelayUrl: z.string().nullable(),
      /** The invitation that opened this window; gone after the page is reloaded. */
      joinLink: joinLinkTextSchema.nullable(),
      theme: themeSchema,
      /** True only in an unpackaged app started with RAPPORT_TEST=1. */
      isTest: z.boolean(),
    }),
  },
  /** The first screen with content is on the glass; `--screenshot` waits for it. */
  'app.painted': { request: nothing, response: nothing },
  'shell.openExternal': {
    request: z.strictObject({ url: z.string().min(1).max(MAX_EXTERNAL_URL_LENGTH) }),
    response: nothing,
  },
  'file.save': {
    request: z.strictObject({
      suggestedName: z.string().min(1).max(MAX_FILE_NAME_LENGTH),
      bytes: bytesSchema(MAX_SAVE_BYTES),
    }),
    /** `cancelled` is the person's decision in the dialog, not a failure. */
    response: z.strictObject({ cancelled: z.boolean() }),
  },
  /** This window as its style sheets print it, with the foot and the number on each page. */
  'page.print': {
    request: z.strictObject({
      size: z.enum(['A4', 'Letter']),
      foot: z.string().max(MAX_FOOT_LENGTH),
    }),
    response: z.strictObject({ bytes: bytesSchema(MAX_SAVE_BYTES) }),
  },
  'window.open': { request: z.strictObject({ route: routeSchema }), response: nothing },
  /** Nothing of this page is on its way any more; the answer to `window.closing`. */
  'window.settled': { request: nothing, response: nothing },
  'theme.set': { request: z.strictObject({ theme: themeSchema }), response: nothing },
  'notification.show': {
    request: notificationSchema,
    response: z.strictObject({ shown: z.boolean() }),
  },
  /** Undo or redo in the focused plain text field; the preload asks, pages have no need to. */
  'edit.native': {
    request: z.strictObject({ action: z.enum(['undo', 'redo']) }),
    response: nothing,
  },
} as const satisfies Record<string, { request: z.ZodType; response: z.ZodType }>;

export type IpcChannel = keyof typeof ipcChannels;
export type IpcRequest<Channel extends IpcChannel> = z.infer<
  (typeof ipcChannels)[Channel]['request']
>;
export type IpcResponse<Channel extends IpcChannel> = z.infer<
  (typeof ipcChannels)[Channel]['response']
>;

/** What the menu and its accelerators ask of the focused window. */
export const menuCommandSchema = z.enum([
  'record.new',
  'import.open',
  'export.open',
  'edit.undo',
  'edit.redo',
  'edit.find',
  'search.open',
  'settings.open',
  'shortcuts.show',
  'about.show',
]);
export type MenuCommand = z.infer<typeof menuCommandSchema>;

/** Main to page. */
export const ipcEvents = {
  'menu.command': z.strictObject({ command: menuCommandSchema }),
  'link.join': z.strictObject({ link: joinLinkTextSchema }),
  /** The window goes as soon as the page says `window.settled`. */
  'window.closing': nothing,
  /** A clicked notification, or a link to a place. */
  'route.open': z.strictObject({ route: routeSchema }),
  /** `dark` is what is shown now, also after the system changed under `theme: 'system'`. */
  'theme.changed': z.strictObject({ theme: themeSchema, dark: z.boolean() }),
} as const satisfies Record<string, z.ZodType>;

export type IpcEvent = keyof typeof ipcEvents;
export type IpcEventPayload<Event extends IpcEvent> = z.infer<(typeof ipcEvents)[Event]>;

/** `window.rapport`, put there by the preload. */
export type RapportBridge = {
  readonly invoke: <Channel extends IpcChannel>(
    channel: Channel,
    request: IpcRequest<Channel>,
  ) => Promise<IpcResult<IpcResponse<Channel>>>;
  /** Returns the function that stops listening. */
  readonly on: <Event extends IpcEvent>(
    event: Event,
    listener: (payload: IpcEventPayload<Event>) => void,
  ) => () => void;
  /**
   * Asks for the worker's line. The port comes as a window message whose `data` is
   * MAIN_LINE_MESSAGE and whose `source` is this window, with the port as `ports[0]`: pass it on
   * to the SharedWorker. Call it only when the worker asks: a new line ends the one before.
   */
  readonly requestMainLine: () => void;
};
