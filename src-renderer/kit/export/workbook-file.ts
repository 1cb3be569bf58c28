/**
 * An .xlsx workbook of one sheet (ECMA-376, SpreadsheetML), written and compressed piece by piece on this
 * thread. Libraries compress in Workers made from blobs, which the content security policy refuses.
 */
import { strToU8, Zip, ZipDeflate } from 'fflate';
import { joined } from './csv-file.ts';
import type { ExportCell } from './export-cells.ts';
import type { ExportFile } from './export-file.ts';

/** Of the format, the headers among them. */
export const SHEET_MAX_ROWS = 1_048_576;
/** Of the format, in UTF-16 units. */
const CELL_MAX_CHARS = 32_767;
const SHEET_NAME_MAX_CHARS = 31;

const DAY_MS = 86_400_000;
/** Day 0 of spreadsheet dates (1900 system), good from March 1900 on. */
const SERIAL_EPOCH_MS = Date.UTC(1899, 11, 30);
/** Before this day the 1900 system counts a 29 February that never was. */
const FIRST_GOOD_DAY = '1900-03-01';
/** Readers cut fractions of a millisecond off; a quarter more keeps binary fractions from losing a whole one. */
const NUDGE_MS = 0.25;

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const PART = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Places in `cellXfs` of the styles below. */
const STYLES = { header: 1, day: 2, moment: 3, guarded: 4, amount: [5, 6, 7, 8] } as const;

const STYLES_XML =
  `${DECLARATION}<styleSheet xmlns="${MAIN}"><numFmts count="4">` +
  '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>' +
  '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/>' +
  '<numFmt numFmtId="166" formatCode="#,##0.0"/><numFmt numFmtId="167" formatCode="#,##0.000"/></numFmts>' +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>' +
  '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="9">' +
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>' +
  formatted(164) +
  formatted(165) +
  // What Excel itself does with a text typed behind a quotation mark: it can never become a formula.
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/>' +
  formatted(3) +
  formatted(166) +
  formatted(4) +
  formatted(167) +
  '</cellXfs></styleSheet>';

function formatted(numFmtId: number): string {
  return `<xf numFmtId="${numFmtId}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`;
}

export function createWorkbookFile(sheetName: string, headers: readonly string[]): ExportFile {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error;
    chunks.push(chunk);
  });
  const part = (name: string): ZipDeflate => {
    const made = new ZipDeflate(name, { level: 6 });
    // One moment for all files, so that the same list gives the same bytes.
    made.mtime = '1980-01-01T12:00:00';
    zip.add(made);
    return made;
  };
  const whole = (name: string, xml: string): void => part(name).push(strToU8(xml), true);

  whole(
    '[Content_Types].xml',
    `${DECLARATION}<Types xmlns="${PACKAGE}/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      `<Override PartName="/xl/workbook.xml" ContentType="${PART}.sheet.main+xml"/>` +
      `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${PART}.worksheet+xml"/>` +
      `<Override PartName="/xl/styles.xml" ContentType="${PART}.styles+xml"/></Types>`,
  );
  whole('_rels/.rels', relationships([['officeDocument', 'xl/workbook.xml']]));
  whole(
    'xl/workbook.xml',
    `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>` +
      `<sheet name="${escaped(plainSheetName(sheetName))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  );
  whole(
    'xl/_rels/workbook.xml.rels',
    relationships([
      ['worksheet', 'worksheets/sheet1.xml'],
      ['styles', 'styles.xml'],
    ]),
  );
  whole('xl/styles.xml', STYLES_XML);
  const sheet = part('xl/worksheets/sheet1.xml');
  sheet.push(
    strToU8(
      `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">` +
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
        `<sheetData><row r="1">${headers.map((text, index) => textCell(text, place(index, 1), STYLES.header)).join('')}</row>`,
    ),
  );
  let rowNumber = 1;
  return {
    add: (rows) => {
      const xml = rows.map((cells) => {
        rowNumber++;
        const row = cells.map((cell, index) => cellXml(cell, place(index, rowNumber))).join('');
        return `<row r="${rowNumber}">${row}</row>`;
      });
      sheet.push(strToU8(xml.join('')));
    },
    finish: () => {
      sheet.push(strToU8('</sheetData></worksheet>'), true);
      zip.end();
      return joined(chunks);
    },
  };
}

function relationships(list: readonly (readonly [type: string, target: string])[]): string {
  const entries = list.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${entries.join('')}</Relationships>`;
}

/** A1, Z1, AA1 */
function place(column: number, row: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters + row;
}

function cellXml(cell: ExportCell, at: string): string {
  switch (cell.is) {
    case 'empty':
      return '';
    case 'text':
      return textCell(cell.text, at, /^[=+\-@\t\r]/.test(cell.text) ? STYLES.guarded : 0);
    case 'number':
      return numberCell(cell.value, at, cell.digits === undefined ? 0 : amountStyle(cell.digits));
    case 'day':
      if (cell.day < FIRST_GOOD_DAY) return textCell(cell.day, at, 0);
      return numberCell((Date.parse(cell.day) - SERIAL_EPOCH_MS) / DAY_MS, at, STYLES.day);
    case 'moment':
      if (cell.moment < FIRST_GOOD_DAY) return textCell(cell.moment, at, 0);
      return numberCell(
        (Date.parse(cell.moment) - SERIAL_EPOCH_MS + NUDGE_MS) / DAY_MS,
        at,
        STYLES.moment,
      );
    default:
      return cell satisfies never;
  }
}

function amountStyle(digits: number): number {
  return STYLES.amount[digits] ?? 0;
}

function numberCell(value: number, at: string, style: number): string {
  return `<c r="${at}"${style === 0 ? '' : ` s="${style}"`}><v>${value}</v></c>`;
}

function textCell(text: string, at: string, style: number): string {
  const shown = escaped(text.slice(0, CELL_MAX_CHARS));
  return `<c r="${at}" t="inlineStr"${style === 0 ? '' : ` s="${style}"`}><is><t xml:space="preserve">${shown}</t></is></c>`;
}

/** XML 1.0 has no place for most control characters, in whatever form, nor for halves of surrogate pairs. */
function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      // Such a group stands for a character; it is itself when its first sign is written as one (ST_Xstring).
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll('\r', '&#13;')
  );
}

/** Excel refuses these in the name of a sheet. */
function plainSheetName(name: string): string {
  const plain = name.replaceAll(/[\\/?*[\]:]/g, ' ').replaceAll(/^'+|'+$/g, '');
  return plain.slice(0, SHEET_NAME_MAX_CHARS).trim() || 'List';
}
