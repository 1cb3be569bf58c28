/** Lists: of every module, with each of the things that open from them, and the board and forecast beside them. */
import { type Page, expect } from '@playwright/test';
import { workModules } from '../../../crm/modules/registry.ts';
import { addCondition } from '../support/list-acts.ts';
import { openList } from '../support/record-acts.ts';
import { dismissAll } from '../support/toasts.ts';
import type { Screen } from './screen.ts';

const lists = workModules.map(({ entity: { label } }): Screen => ({
  name: `list of ${label.many.toLowerCase()}`,
  open: async ({ page }) => {
    await openList(page, label.many);
    await expect(page.getByRole('grid').getByRole('link').first()).toBeVisible();
  },
}));

const newForms = workModules.map(({ entity: { label } }): Screen => ({
  name: `new ${label.one.toLowerCase()}`,
  layers: ['kit/record/create-form.tsx'],
  open: async ({ page }) => {
    await openList(page, label.many);
    const one = label.one.toLowerCase();
    await page
      .getByRole('main')
      .getByRole('button', { name: `New ${one}` })
      .first()
      .click();
    await expect(page.getByRole('dialog', { name: `New ${one}` })).toBeVisible();
  },
}));

/** The list as it is at first: without the last screen's filters, groups and selected rows. */
async function freshList(page: Page, list: string): Promise<void> {
  await openList(page, list);
  const asList = page.getByRole('button', { name: 'List', exact: true });
  if ((await asList.count()) > 0) await asList.click();
  await page.getByRole('grid').focus();
}

const toolbar = (page: Page) => page.getByRole('toolbar', { name: 'Selected rows' });

async function selectTwo(page: Page, list: string): Promise<void> {
  await freshList(page, list);
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(toolbar(page).getByText('2 selected')).toBeVisible();
}

async function toolbarMenu(page: Page, list: string, button: string): Promise<void> {
  await freshList(page, list);
  await page.getByRole('main').getByRole('button', { name: button, exact: true }).click();
}

async function groupByStage(page: Page): Promise<void> {
  await toolbarMenu(page, 'Deals', 'Group');
  await expect(page.getByRole('combobox', { name: 'Group by' })).toBeFocused();
  await page.keyboard.type('stage');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid').getByRole('button', { name: /^Prospecting / })).toBeVisible();
}

/** Into the cells of the first account, `right` columns from its name, as a person goes there by keys. */
async function editCell(page: Page, list: string, column: string): Promise<void> {
  await freshList(page, list);
  // In the cells Home is the first of them, wherever the last screen was.
  for (const key of ['Control+Home', 'ArrowRight', 'Home']) await page.keyboard.press(key);
  const headers = await page.getByRole('columnheader').allInnerTexts();
  const at = headers.indexOf(column);
  if (at < 0) throw new Error(`no column ${column} among ${headers.join(', ')}`);
  for (let step = 1; step < at; step++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.locator('.cell-editor')).toBeVisible();
}

async function openBoard(page: Page): Promise<void> {
  await openList(page, 'Deals');
  await page.getByRole('button', { name: 'Board', exact: true }).click();
  await expect(page.getByRole('listbox', { name: /^Negotiation, / })).toBeVisible();
}

async function backToList({ page }: { readonly page: Page }): Promise<void> {
  await page.getByRole('button', { name: 'List', exact: true }).click();
}

async function builder(page: Page): Promise<void> {
  await toolbarMenu(page, 'Deals', 'Filter');
  await page.getByRole('button', { name: 'And / or…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Filter deals' });
  // By keys: the choices of the field that has the focus lie over the buttons.
  for (const more of ['Group', 'Condition']) {
    await dialog.getByRole('button', { name: more, exact: true }).first().focus();
    await page.keyboard.press('Enter');
  }
  await expect(dialog.getByRole('combobox', { name: 'Field' }).nth(2)).toBeVisible();
  await dialog.getByRole('button', { name: 'Apply', exact: true }).focus();
}

export const listScreens: readonly Screen[] = [
  ...lists,
  {
    name: 'deals in groups',
    open: ({ page }) => groupByStage(page),
  },
  {
    name: 'group menu',
    layers: ['kit/list/group-menu.tsx'],
    open: async ({ page }) => {
      await groupByStage(page);
      await page
        .getByRole('main')
        .getByRole('button', { name: 'Stage', exact: true })
        .first()
        .click();
      await expect(page.getByRole('button', { name: 'No groups' })).toBeVisible();
    },
  },
  {
    name: 'sort menu',
    layers: ['kit/list/sort-menu.tsx'],
    open: async ({ page }) => {
      await toolbarMenu(page, 'Deals', 'Sort');
      await expect(page.getByRole('list', { name: 'Order' })).toBeVisible();
    },
  },
  {
    name: 'column chooser',
    layers: ['kit/list/column-chooser.tsx'],
    open: async ({ page }) => {
      await toolbarMenu(page, 'Deals', 'Columns');
      await expect(page.getByRole('list', { name: 'Columns shown' })).toBeVisible();
    },
  },
  {
    name: 'export menu',
    layers: ['kit/export/export-menu.tsx'],
    open: async ({ page }) => {
      await toolbarMenu(page, 'Contacts', 'Export');
      await expect(page.getByRole('menuitem').first()).toBeVisible();
    },
  },
  {
    name: 'filter',
    layers: ['kit/list/filter-bar.tsx'],
    open: async ({ page }) => {
      await toolbarMenu(page, 'Deals', 'Filter');
      await expect(page.getByRole('form', { name: 'Add a condition' })).toBeVisible();
    },
  },
  {
    name: 'filter in words of a chip',
    opensAnew: true,
    open: async ({ page }) => {
      await openList(page, 'Deals');
      await addCondition(page, { field: 'Stage', choice: 'Proposal' });
      await addCondition(page, { field: 'Closed on', condition: 'is empty' });
      await expect(
        page.getByRole('button', { name: 'Remove the condition on Stage' }),
      ).toBeVisible();
      await page
        .getByRole('button', { name: /^Stage/ })
        .first()
        .click();
      await expect(page.getByRole('form', { name: /condition/ })).toBeVisible();
    },
  },
  {
    name: 'filter builder',
    layers: ['kit/list/filter-builder.tsx'],
    open: ({ page }) => builder(page),
  },
  {
    name: 'nothing matches',
    open: async ({ page }) => {
      await openList(page, 'Deals');
      await page.getByRole('textbox', { name: 'Filter deals by words' }).fill('zzz');
      await expect(page.getByRole('heading', { name: 'No deals match' })).toBeVisible();
    },
  },
  {
    name: 'archive, empty',
    open: async ({ page }) => {
      await openList(page, 'Products');
      await page.getByRole('button', { name: 'Archive', exact: true }).click();
      await expect(page.getByRole('heading', { name: 'Nothing is archived' })).toBeVisible();
    },
  },
  {
    name: 'a view that is changed',
    open: async ({ page }) => {
      await freshList(page, 'Deals');
      await page
        .getByRole('columnheader')
        .getByRole('button')
        .filter({ hasText: 'Amount' })
        .click();
      await expect(page.getByText('Changed')).toBeVisible();
    },
  },
  {
    name: 'save a view',
    layers: ['kit/views/view-dialog.tsx'],
    open: async ({ page }) => {
      await freshList(page, 'Deals');
      await page
        .getByRole('columnheader')
        .getByRole('button')
        .filter({ hasText: 'Amount' })
        .click();
      await page.getByRole('button', { name: 'Save as…' }).click();
      await expect(page.getByRole('dialog', { name: 'Save as a new view' })).toBeVisible();
    },
  },
  {
    name: 'menu of a saved view',
    layers: ['kit/views/view-strip.tsx'],
    open: async ({ page }) => {
      await openList(page, 'Contacts');
      const views = page.getByRole('group', { name: 'Views of contacts' });
      await views.getByRole('button', { name: /^More about the view/ }).click();
      await page.getByRole('menuitem', { name: 'Save as a new view…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Save as a new view' });
      await dialog.getByRole('textbox', { name: 'Name' }).fill('The ones in the north who buy');
      await dialog.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(dialog).toBeHidden();
      // A click on what tells of it would close the menu.
      await expect(page.locator('.toast')).toBeVisible();
      await dismissAll(page);
      await views.getByRole('button', { name: /^More about the view The ones/ }).click();
      await expect(page.getByRole('menuitem', { name: 'Delete' })).toBeVisible();
    },
  },
  {
    name: 'rows selected',
    open: ({ page }) => selectTwo(page, 'Accounts'),
  },
  {
    name: 'change a field of many',
    layers: ['kit/grid/bulk-popover.tsx'],
    open: async ({ page }) => {
      await selectTwo(page, 'Accounts');
      await toolbar(page).getByRole('button', { name: 'Change a field' }).click();
      await page.keyboard.type('type');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('combobox', { name: 'Type', exact: true })).toBeFocused();
    },
  },
  {
    name: 'assign many',
    open: async ({ page }) => {
      await selectTwo(page, 'Accounts');
      await toolbar(page).getByRole('button', { name: 'Assign' }).click();
      await expect(page.getByRole('dialog', { name: 'Assign' })).toBeVisible();
    },
  },
  {
    name: 'tag many',
    open: async ({ page }) => {
      await selectTwo(page, 'Accounts');
      await toolbar(page).getByRole('button', { name: 'Tags' }).click();
      await expect(page.getByRole('dialog', { name: 'Tags' })).toBeVisible();
    },
  },
  {
    name: 'merge the selected',
    layers: ['kit/duplicates/merge-dialog.tsx'],
    open: async ({ page }) => {
      await selectTwo(page, 'Accounts');
      await toolbar(page).getByRole('button', { name: 'Merge' }).click();
      await expect(page.getByText(/the merge can be taken apart any time/)).toBeVisible();
    },
  },
  {
    name: 'what a paste did not take',
    layers: ['kit/grid/bulk-report.tsx'],
    open: async ({ page }) => {
      await freshList(page, 'Accounts');
      await page.evaluate(() => navigator.clipboard.writeText('lots\nmany more than that'));
      await editCell(page, 'Accounts', 'Employees');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+v');
      await expect(page.getByRole('dialog', { name: /not taken/ })).toBeVisible();
    },
  },
  {
    name: 'a cell with a problem',
    opensAnew: true,
    open: async ({ page }) => {
      await editCell(page, 'Accounts', 'Employees');
      await page.keyboard.press('Control+a');
      await page.keyboard.type('lots');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('alert').filter({ hasText: 'Employees' })).toBeVisible();
    },
  },
  {
    name: 'a cell with a choice',
    opensAnew: true,
    open: async ({ page }) => {
      await editCell(page, 'Accounts', 'Type');
      await expect(page.getByRole('option').first()).toBeVisible();
    },
  },
  {
    name: 'a cell with a person',
    opensAnew: true,
    open: async ({ page }) => {
      await editCell(page, 'Accounts', 'Owner');
      await expect(page.getByRole('option').first()).toBeVisible();
    },
  },
  {
    name: 'cells that are marked, far to the right',
    open: async ({ page }) => {
      await freshList(page, 'Deals');
      for (const key of ['Control+Home', 'ArrowRight', 'End', 'Shift+ArrowDown', 'Shift+ArrowLeft'])
        await page.keyboard.press(key);
    },
  },
  ...newForms,
  {
    name: 'new deal, with a problem',
    open: async ({ page }) => {
      await openList(page, 'Deals');
      await page.getByRole('main').getByRole('button', { name: 'New deal' }).first().click();
      await page.getByRole('button', { name: 'Create deal' }).click();
      await expect(page.getByText('Fill this in.').first()).toBeVisible();
    },
  },
  {
    name: 'new contact that is here already',
    open: async ({ page }) => {
      await openList(page, 'Contacts');
      await page.getByRole('main').getByRole('button', { name: 'New contact' }).first().click();
      await page.getByRole('textbox', { name: 'First name' }).fill('Malte');
      await page.getByRole('textbox', { name: 'Last name' }).fill('Hansen');
      await expect(page.getByRole('status', { name: 'Looks like' })).toBeVisible();
    },
  },
  {
    name: 'board',
    open: ({ page }) => openBoard(page),
    leave: backToList,
  },
  {
    name: 'a card that is lifted',
    open: async ({ page }) => {
      await openBoard(page);
      await page
        .getByRole('listbox', { name: /^Negotiation, / })
        .getByRole('option')
        .first()
        .focus();
      await page.keyboard.press(' ');
      await page.keyboard.press('ArrowLeft');
    },
    leave: async ({ page }) => {
      await page.keyboard.press('Escape');
      await backToList({ page });
    },
  },
  {
    name: 'close a deal with a reason',
    layers: ['kit/record/asked-fields.tsx'],
    open: async ({ page }) => {
      await openBoard(page);
      const lost = page.getByRole('button', { name: /^Lost \d+ deals$/ });
      await page
        .getByRole('listbox', { name: /^Negotiation, / })
        .getByRole('option')
        .first()
        .dragTo(lost);
      const question = page.getByRole('dialog', { name: /: Lost$/ });
      await expect(question).toBeVisible();
      await page.keyboard.press('Escape');
      await question.getByRole('button', { name: 'Move to Lost' }).click();
      await expect(question.getByText('Fill this in.')).toBeVisible();
    },
  },
  {
    name: 'forecast',
    open: async ({ page }) => {
      await openList(page, 'Deals');
      await page.getByRole('button', { name: 'Forecast' }).click();
      await expect(page.getByRole('button', { name: /^Pipeline, total: / })).toBeVisible();
    },
  },
];
