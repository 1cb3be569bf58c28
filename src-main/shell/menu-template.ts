import type { MenuItemConstructorOptions } from 'electron';
import { type MenuCommand, type Theme, themeSchema } from '../../crm/contracts/ipc.contract.ts';

export type MenuActions = {
  /** To the focused window. */
  readonly command: (command: MenuCommand) => void;
  readonly openWindow: () => void;
  readonly chooseTheme: (theme: Theme) => void;
};

export type MenuState = {
  readonly isMac: boolean;
  readonly isPackaged: boolean;
  readonly theme: Theme;
};

/** Every command of the contract with its words and its key. Menus below only say where it stands. */
const commands = {
  'record.new': { label: 'New record', accelerator: 'CmdOrCtrl+N' },
  'import.open': { label: 'Import…', accelerator: 'CmdOrCtrl+Shift+I' },
  'export.open': { label: 'Export…', accelerator: 'CmdOrCtrl+Shift+E' },
  // Commands, not Electron's roles: undo outside of a text field takes back the last change to a
  // record. The preload turns them into the native ones while a text field has the focus.
  'edit.undo': { label: 'Undo', accelerator: 'CmdOrCtrl+Z' },
  'edit.redo': { label: 'Redo', accelerator: 'CmdOrCtrl+Shift+Z' },
  'edit.find': { label: 'Find in list', accelerator: 'CmdOrCtrl+F' },
  'search.open': { label: 'Search everywhere', accelerator: 'CmdOrCtrl+K' },
  'settings.open': { label: 'Settings…', accelerator: 'CmdOrCtrl+,' },
  'shortcuts.show': { label: 'Keyboard shortcuts', accelerator: 'CmdOrCtrl+/' },
  'about.show': { label: 'About Rapport', accelerator: null },
} as const satisfies Record<MenuCommand, { label: string; accelerator: string | null }>;

const themeLabels = {
  light: 'Light',
  dark: 'Dark',
  system: 'As the system',
} as const satisfies Record<Theme, string>;

const separator: MenuItemConstructorOptions = { type: 'separator' };

export function menuTemplate(state: MenuState, actions: MenuActions): MenuItemConstructorOptions[] {
  const item = (id: MenuCommand): MenuItemConstructorOptions => {
    const { label, accelerator } = commands[id];
    const click = () => actions.command(id);
    return { id, label, click, ...(accelerator === null ? {} : { accelerator }) };
  };
  const newWindow: MenuItemConstructorOptions = {
    id: 'window.new',
    label: 'New window',
    accelerator: 'CmdOrCtrl+Shift+N',
    click: actions.openWindow,
  };
  const themes = themeSchema.options.map((theme): MenuItemConstructorOptions => ({
    id: `theme.${theme}`,
    label: themeLabels[theme],
    type: 'radio',
    checked: theme === state.theme,
    click: () => actions.chooseTheme(theme),
  }));
  return [
    ...(state.isMac ? [macAppMenu(item)] : []),
    {
      label: '&File',
      submenu: [
        item('record.new'),
        newWindow,
        separator,
        item('import.open'),
        item('export.open'),
        ...(state.isMac ? [] : [separator, item('settings.open')]),
        separator,
        state.isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { label: '&Edit', submenu: editMenu(item, state.isMac) },
    { label: '&View', submenu: viewMenu(item, themes, state.isPackaged) },
    { label: '&Window', role: 'window', submenu: windowMenu(state.isMac) },
    {
      label: '&Help',
      role: 'help',
      submenu: [item('shortcuts.show'), ...(state.isMac ? [] : [item('about.show')])],
    },
  ];
}

type Item = (id: MenuCommand) => MenuItemConstructorOptions;

function macAppMenu(item: Item): MenuItemConstructorOptions {
  return {
    label: 'Rapport',
    submenu: [
      item('about.show'),
      separator,
      item('settings.open'),
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  };
}

function editMenu(item: Item, isMac: boolean): MenuItemConstructorOptions[] {
  const redo = item('edit.redo');
  return [
    item('edit.undo'),
    redo,
    // The key that Windows and Linux people know, beside the one that is the same everywhere.
    ...(isMac ? [] : [{ ...redo, id: 'edit.redo.2', accelerator: 'Ctrl+Y', visible: false }]),
    separator,
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'pasteAndMatchStyle' },
    { role: 'selectAll' },
    separator,
    item('edit.find'),
  ];
}

function viewMenu(
  item: Item,
  themes: MenuItemConstructorOptions[],
  isPackaged: boolean,
): MenuItemConstructorOptions[] {
  return [
    item('search.open'),
    separator,
    { label: 'Theme', submenu: themes },
    separator,
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    separator,
    { role: 'togglefullscreen' },
    // F12: the usual key is Import's here.
    ...(isPackaged
      ? []
      : [
          separator,
          { role: 'reload' as const },
          { role: 'toggleDevTools' as const, accelerator: 'F12' },
        ]),
  ];
}

function windowMenu(isMac: boolean): MenuItemConstructorOptions[] {
  return isMac
    ? [{ role: 'minimize' }, { role: 'zoom' }, separator, { role: 'front' }]
    : [{ role: 'minimize' }, { role: 'close' }];
}
