import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import { menuCommandSchema } from '../../crm/contracts/ipc.contract.ts';
import { menuTemplate } from './menu-template.ts';

function flat(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [
    item,
    ...(Array.isArray(item.submenu) ? flat(item.submenu) : []),
  ]);
}

function built(isMac: boolean, isPackaged: boolean) {
  const calls: string[] = [];
  const items = flat(
    menuTemplate(
      { isMac, isPackaged, theme: 'dark' },
      {
        command: (command) => calls.push(command),
        openWindow: () => calls.push('window'),
        chooseTheme: (theme) => calls.push(theme),
      },
    ),
  );
  const click = (id: string) => {
    const item = items.find((candidate) => candidate.id === id);
    item?.click?.({} as never, undefined, {});
  };
  return { items, calls, click };
}

describe.each([
  [true, true],
  [true, false],
  [false, true],
  [false, false],
])('the menu (mac: %s, packaged: %s)', (isMac, isPackaged) => {
  test('offers every command of the contract, and each sends itself', () => {
    const { click, calls } = built(isMac, isPackaged);
    for (const command of menuCommandSchema.options) click(command);
    expect(calls).toEqual(menuCommandSchema.options);
  });

  test('gives no key twice', () => {
    const keys = built(isMac, isPackaged)
      .items.map((item) => item.accelerator)
      .filter((key) => key !== undefined);
    expect(keys.length).toBeGreaterThan(8);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('has developer tools and reload only where the app is not packaged', () => {
    const roles = built(isMac, isPackaged).items.map((item) => item.role);
    expect(roles.includes('toggleDevTools')).toBe(!isPackaged);
    expect(roles.includes('reload')).toBe(!isPackaged);
  });

  test('marks the theme in use and changes it', () => {
    const { items, calls, click } = built(isMac, isPackaged);
    const marked = items.filter((item) => item.checked === true).map((item) => item.id);
    expect(marked).toEqual(['theme.dark']);
    click('theme.light');
    click('window.new');
    expect(calls).toEqual(['light', 'window']);
  });
});
