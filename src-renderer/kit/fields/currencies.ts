import type { ComboboxItem } from '@mantine/core';

let choices: readonly ComboboxItem[] | undefined;

/** Every currency that the system knows, by code, with its name: `EUR · Euro`. */
export function currencyChoices(locale: string): readonly ComboboxItem[] {
  if (choices === undefined) {
    const names = new Intl.DisplayNames(locale, { type: 'currency' });
    choices = Intl.supportedValuesOf('currency').map((code) => ({
      value: code,
      label: `${code} · ${names.of(code) ?? code}`,
    }));
  }
  return choices;
}
