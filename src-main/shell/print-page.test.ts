import { describe, expect, test } from 'vitest';
import { ipcChannels } from '../../crm/contracts/ipc.contract.ts';
import { footerOf, printPage } from './print-page.ts';

describe('the foot of a printed page', () => {
  test('is text, whatever stands in it', () => {
    const foot = footerOf('<img src=x onerror="alert(1)"> & \'so on\'');
    expect(foot).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &#39;so on&#39;');
    expect(foot).not.toContain('<img');
  });

  test('is one line: more is refused at the border', () => {
    const { request } = ipcChannels['page.print'];
    expect(request.safeParse({ size: 'A4', foot: 'x'.repeat(300) }).success).toBe(true);
    expect(request.safeParse({ size: 'A4', foot: 'x'.repeat(301) }).success).toBe(false);
    expect(request.safeParse({ size: 'A0', foot: '' }).success).toBe(false);
    expect(request.safeParse({ size: 'A4', foot: '', script: 'x' }).success).toBe(false);
  });
});

describe('printing', () => {
  test('gives the bytes, and says so where it fails', async () => {
    const asked: unknown[] = [];
    const done = await printPage(
      {
        printToPDF: (options) => {
          asked.push(options.pageSize, options.displayHeaderFooter);
          return Promise.resolve(Buffer.from('%PDF'));
        },
      },
      { size: 'Letter', foot: 'Q-1' },
    );
    expect(asked).toEqual(['Letter', true]);
    expect(done.ok && new TextDecoder().decode(done.value.bytes)).toBe('%PDF');
    const failed = await printPage(
      { printToPDF: () => Promise.reject(new Error('no')) },
      { size: 'A4', foot: '' },
    );
    expect(failed).toMatchObject({ ok: false, problem: { code: 'page.print-failed' } });
  });
});
