import type { FieldView } from './field-view.ts';
import { PlainOperand } from './operands.tsx';
import { TypedInput } from './typed-input.tsx';

/** `https://www.example.com/` reads as `example.com`. */
function shortAddress(url: string): string {
  return url.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '');
}

export const urlView: FieldView<'url'> = {
  // The main process hands the address to the system's browser; no page of the web opens inside the app.
  Cell: ({ value, room }) => (
    <a
      className="cell-link"
      href={value}
      target="_blank"
      rel="noreferrer"
      tabIndex={room === 'list' ? -1 : 0}
    >
      {shortAddress(value)}
    </a>
  ),
  Input: (props) => (
    <TypedInput {...props} text={props.value ?? ''} inputMode="url" placeholder="https://" />
  ),
  Operand: PlainOperand,
  widthPx: 160,
  align: 'start',
};
