import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { type Desktop, launchApp } from './launch.ts';

test.describe.configure({ mode: 'serial' });

let desktop: Desktop;
test.beforeAll(async () => {
  desktop = await launchApp();
});
test.afterAll(async () => {
  await desktop.close();
});

/** Runs `provoke` in the page and waits for the violation that it must cause. */
async function expectViolation(directive: string, provoke: () => unknown): Promise<void> {
  await desktop.page.evaluate(provoke);
  const seen: string[] = [];
  await expect
    .poll(() => {
      seen.push(...desktop.takeProblems());
      return seen.filter((line) => line.startsWith('csp-violation')).join('\n');
    })
    .toContain(directive);
  // The browser's own console line about it may come after the report.
  await desktop.page.waitForTimeout(100);
  desktop.takeProblems();
}

test('an inline script does not run', async () => {
  await expectViolation('script-src', () => {
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.body.append(script);
    script.remove();
  });
  expect(await desktop.page.evaluate(() => 'ran' in window)).toBe(false);
});

test('text is not evaluated as code', async () => {
  // A string for a timer is evaluated like eval's; the driver's own calls are exempt from the policy.
  await expectViolation('script-src', () =>
    setTimeout(() => {
      const schedule = setTimeout as (code: string) => unknown;
      try {
        schedule('window.ran = true');
      } catch {
        // Refusing loudly is as good.
      }
    }),
  );
  expect(await desktop.page.evaluate(() => 'ran' in window)).toBe(false);
});

test('an attribute with a handler, as a pasted record might bring, does not run', async () => {
  await expectViolation('script-src', () => {
    const holder = document.createElement('div');
    holder.innerHTML = '<button onclick="window.ran = true">x</button>';
    document.body.append(holder);
    holder.querySelector('button')?.click();
    holder.remove();
  });
  expect(await desktop.page.evaluate(() => 'ran' in window)).toBe(false);
});

test('a style element without the nonce is not applied', async () => {
  await expectViolation('style-src', () => {
    const style = document.createElement('style');
    style.textContent = 'body { outline: 7px solid rgb(1, 2, 3) }';
    document.head.append(style);
  });
  expect(await desktop.page.evaluate(() => getComputedStyle(document.body).outlineWidth)).not.toBe(
    '7px',
  );
});

test('a page reaches no web server, by request or by picture', async () => {
  await expectViolation('connect-src', () => fetch('https://example.com/').catch(() => null));
  await expectViolation('img-src', () => {
    const image = document.createElement('img');
    image.src = 'https://example.com/pixel.gif';
  });
});

test('a worker comes only from the build', async () => {
  await expectViolation('worker-src', () => {
    try {
      return new Worker(URL.createObjectURL(new Blob(['1'], { type: 'text/javascript' })));
    } catch {
      return null;
    }
  });
});

test('a policy violation that no test took fails the test that closes the app', async () => {
  const other = await launchApp();
  await other.page.evaluate(() => {
    const style = document.createElement('style');
    style.textContent = 'p { color: red }';
    document.head.append(style);
  });
  await other.page.waitForTimeout(300);
  await expect(other.close()).rejects.toThrow('csp-violation');
});

test('a policy violation is in the log as its directive and nothing else', async () => {
  const log = readFileSync(path.join(desktop.dataDir, 'logs', 'main.log'), 'utf8');
  expect(log).toContain('"code":"page.csp-violation","tag":"img-src"');
  expect(log).not.toContain('example.com');
});
