import { afterEach, beforeEach, expect, it } from 'vitest';
import { deal } from '../../../crm/modules/deal/deal.entity.ts';
import { OptionPicker } from './option-picker.tsx';
import { openScreen, type Screen } from './fixtures/screen.fixture.tsx';

let screen: Screen;
beforeEach(() => {
  screen = openScreen();
});
afterEach(() => screen.close());

it('what one types takes the place of the choice that stands there', async () => {
  const nothing = (): void => undefined;
  await screen.show(
    <OptionPicker
      field={deal.fields.type}
      value="Renewal"
      inputId="the-input"
      autoFocus
      problem={undefined}
      onPick={nothing}
      onCancel={nothing}
    />,
  );
  const input = document.getElementById('the-input') as HTMLInputElement;
  expect(document.activeElement).toBe(input);
  expect([input.selectionStart, input.selectionEnd]).toEqual([0, 'Renewal'.length]);
});
