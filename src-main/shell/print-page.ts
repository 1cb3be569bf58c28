import type { WebContents } from 'electron';
import type { IpcRequest, IpcResponse, IpcResult } from '../../crm/contracts/ipc.contract.ts';

const MM_PER_INCH = 25.4;
/** Room for the foot below; else what a sheet can be held by. */
const MARGINS = {
  top: 16 / MM_PER_INCH,
  bottom: 20 / MM_PER_INCH,
  left: 18 / MM_PER_INCH,
  right: 18 / MM_PER_INCH,
};

/**
 * The page that asks is printed: the same page, under the same rules, as the person sees it. So there is no second
 * window that would have to be kept from everything that the first is kept from.
 */
export async function printPage(
  contents: Pick<WebContents, 'printToPDF'>,
  { size, foot }: IpcRequest<'page.print'>,
): Promise<IpcResult<IpcResponse<'page.print'>>> {
  try {
    const pdf = await contents.printToPDF({
      pageSize: size,
      printBackground: true,
      margins: MARGINS,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: footerOf(foot),
      // For those who have it read to them.
      generateTaggedPDF: true,
    });
    return { ok: true, value: { bytes: new Uint8Array(pdf) } };
  } catch {
    return {
      ok: false,
      problem: {
        code: 'page.print-failed',
        message: 'The page could not be made into a PDF.',
        remedy: 'Try it again; if it happens again, close some windows first.',
      },
    };
  }
}

/** Electron fills in the numbers by the names of the classes. */
export function footerOf(foot: string): string {
  return (
    '<div style="box-sizing:border-box;width:100%;padding:0 18mm;display:flex;' +
    'justify-content:space-between;gap:8mm;font:7.5pt sans-serif;color:#5b6470">' +
    `<span>${escaped(foot)}</span>` +
    '<span style="white-space:nowrap">' +
    '<span class="pageNumber"></span> / <span class="totalPages"></span></span></div>'
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}
