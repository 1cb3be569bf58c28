import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import presetMantine from 'postcss-preset-mantine';
import simpleVars from 'postcss-simple-vars';

// The oldest runtime that must work: Electron 33 (Node 20.18, Chromium 130).
const NODE_TARGET = 'node20.18';
const BROWSER_TARGET = 'chrome130';

/**
 * Drops `:focus::placeholder` (of Mantine's time fields, whose placeholder inherits that colour anyway). Because of one
 * such rule Chromium finds the style of everything below any element that gets or loses the focus: 800 elements of a list.
 */
const focusOfItsOwn = {
  postcssPlugin: 'focus-of-its-own',
  Rule(rule: { readonly selector: string; remove(): void }): void {
    if (rule.selector.includes(':focus::placeholder')) rule.remove();
  },
};

export default defineConfig({
  main: {
    build: {
      target: NODE_TARGET,
      outDir: 'out/main',
      // Bundled, so that a start reads one file instead of resolving packages on disk.
      externalizeDeps: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: { index: 'src-main/index.ts' },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      target: NODE_TARGET,
      outDir: 'out/preload',
      // A sandboxed preload can require nothing but `electron`.
      externalizeDeps: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: { index: 'src-main/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [react()],
    // A second copy of any of these breaks it silently: yjs by `instanceof`, React by its hooks.
    resolve: { dedupe: ['yjs', 'y-protocols', 'lib0', 'react', 'react-dom'] },
    worker: { format: 'es' },
    css: {
      postcss: {
        plugins: [
          focusOfItsOwn,
          presetMantine(),
          simpleVars({
            variables: {
              'mantine-breakpoint-xs': '36em',
              'mantine-breakpoint-sm': '48em',
              'mantine-breakpoint-md': '62em',
              'mantine-breakpoint-lg': '75em',
              'mantine-breakpoint-xl': '88em',
            },
          }),
        ],
      },
    },
    build: {
      target: BROWSER_TARGET,
      cssTarget: BROWSER_TARGET,
      outDir: 'out/renderer',
      minify: 'oxc',
      // The content security policy allows files of `app://`, not `data:` fonts or scripts.
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2000,
      rolldownOptions: { input: { index: 'src-renderer/index.html' } },
    },
  },
});
