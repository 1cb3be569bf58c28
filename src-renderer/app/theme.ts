/** The look of the whole app: one accent, quiet greys, 13 px text on an 8 px grid, dark and light. */
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** Spruce: calm beside long columns of text, and far from the red, amber and green that carry meaning. */
const spruce: MantineColorsTuple = [
  '#e9f5f3',
  '#d3e8e4',
  '#a7d1ca',
  '#77b8ad',
  '#4fa295',
  '#2f8d7f',
  '#1d7a6d',
  '#12675b',
  '#0b574d',
  '#06463e',
];
const grey: MantineColorsTuple = [
  '#f8f9fa',
  '#f1f3f5',
  '#e6e9ec',
  '#d7dbe0',
  '#bac1c9',
  '#8d96a1',
  '#666f7b',
  '#4a525d',
  '#303740',
  '#1a1f26',
];
/** The one of what is lost or overdue: white on it, and it on white, keep 4.5 : 1 from the sixth on. */
const red: MantineColorsTuple = [
  '#fdecea',
  '#fad4d1',
  '#f5a8a2',
  '#ee7d75',
  '#e5574d',
  '#d63f35',
  '#c2302a',
  '#b3261e',
  '#8f1d17',
  '#6d1511',
];
const night: MantineColorsTuple = [
  '#e4e7eb',
  '#b6bdc6',
  '#939ca8',
  '#6b7480',
  '#3d444e',
  '#2f353e',
  '#252a32',
  '#1a1e24',
  '#14171c',
  '#0e1013',
];

/** The list itself scrolls: a scroll area inside of it is one that no key reaches, as far as screen readers can tell. */
const openList = {
  defaultProps: { size: 'xs', withScrollArea: false },
  styles: {
    // In a low window no higher than what is left below the field.
    options: {
      maxHeight: 'min(260px, 36vh)',
      overflowY: 'auto' as const,
      scrollbarWidth: 'thin' as const,
    },
  },
};

/**
 * What opens is there before the next key, and what closes is gone: a dialog that fades out would still swallow keys.
 * That it fades in is a matter of the style sheet alone.
 */
const AT_ONCE = { duration: 0 };

export const theme = createTheme({
  primaryColor: 'spruce',
  primaryShade: { light: 7, dark: 6 },
  colors: { spruce, gray: grey, dark: night, red },
  // Each system's own face first; the rest are what Linux desktops usually have.
  fontFamily:
    '-apple-system, BlinkMacSystemFont, "Segoe UI Variable Text", "Segoe UI", Inter, Cantarell, "Noto Sans", "Liberation Sans", "DejaVu Sans Condensed", sans-serif',
  fontFamilyMonospace:
    'ui-monospace, "SF Mono", "Cascadia Mono", "Noto Sans Mono", "DejaVu Sans Mono", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.8125rem', lg: '0.9375rem', xl: '1.125rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.45', xl: '1.4' },
  spacing: { xs: '0.25rem', sm: '0.5rem', md: '0.75rem', lg: '1rem', xl: '1.5rem' },
  headings: { fontWeight: '600' },
  defaultRadius: 6,
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'xs' }, styles: { label: { fontWeight: 500 } } },
    TextInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    Select: openList,
    MultiSelect: openList,
    TagsInput: openList,
    Autocomplete: openList,
    NativeSelect: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { size: 26 } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
    Drawer: {
      defaultProps: {
        overlayProps: { backgroundOpacity: 0.25 },
        transitionProps: AT_ONCE,
      },
    },
    Modal: {
      defaultProps: {
        overlayProps: { backgroundOpacity: 0.25 },
        transitionProps: AT_ONCE,
      },
    },
    Popover: {
      defaultProps: {
        transitionProps: AT_ONCE,
        // Where there is no room on either side it lies over what it belongs to, never outside of the window.
        middlewares: { flip: true, shift: { crossAxis: true } },
      },
    },
    // The first entry takes the focus itself: a placeholder in a menu is one entry too many for who hears it.
    Menu: { defaultProps: { transitionProps: AT_ONCE, withInitialFocusPlaceholder: false } },
  },
});

/** Roles of colour that the style sheets speak of. Text roles keep 4.5 : 1 on every ground they stand on. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--ground': '#ffffff',
    '--ground-side': '#f6f7f8',
    '--ground-raised': '#ffffff',
    '--ground-hover': '#f1f3f5',
    '--ground-active': '#e9f5f3',
    '--ground-selected': '#dff0ed',
    '--line': '#e6e9ec',
    '--line-strong': '#cfd5db',
    '--ink': '#1a1f26',
    '--ink-soft': '#4a525d',
    '--ink-faint': '#646d78',
    '--accent': '#12675b',
    '--accent-ink': '#0f5f54',
    '--on-accent': '#ffffff',
    '--good': '#1f7a3d',
    '--warn': '#8f5b00',
    '--bad': '#b3261e',
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1a1f26',
    '--mantine-color-dimmed': '#646d78',
    '--mantine-color-placeholder': '#6f7883',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-default-border': '#cfd5db',
  },
  dark: {
    '--ground': '#14171c',
    '--ground-side': '#101317',
    '--ground-raised': '#1c2027',
    '--ground-hover': '#1f242b',
    '--ground-active': '#15302d',
    '--ground-selected': '#17403b',
    '--line': '#262c34',
    '--line-strong': '#3d444e',
    '--ink': '#e4e7eb',
    '--ink-soft': '#b6bdc6',
    '--ink-faint': '#939ca8',
    '--accent': '#2f8d7f',
    '--accent-ink': '#77c4b8',
    '--on-accent': '#ffffff',
    '--good': '#6cc487',
    '--warn': '#e0b25c',
    '--bad': '#ff8d85',
    '--mantine-color-body': '#14171c',
    '--mantine-color-text': '#e4e7eb',
    '--mantine-color-dimmed': '#939ca8',
    '--mantine-color-placeholder': '#8a93a0',
    '--mantine-color-error': '#ff8d85',
    '--mantine-color-default-border': '#3d444e',
    '--mantine-color-default': '#1c2027',
    '--mantine-color-default-hover': '#252a32',
    // As in the light: what can be pressed has a colour, and what lies behind it is seen.
    '--mantine-color-spruce-light': '#17403b',
    '--mantine-color-spruce-light-hover': '#1c4c46',
    '--mantine-color-spruce-light-color': '#8fd0c5',
    '--mantine-color-red-light': '#43201f',
    '--mantine-color-red-light-hover': '#502624',
    '--mantine-color-red-light-color': '#ff9c95',
  },
});
