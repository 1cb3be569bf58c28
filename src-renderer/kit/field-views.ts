/** The React half of every field kind. A kind that is in the kernel's table and not here does not compile. */
import type { FieldDef } from '../../crm/kernel/field-kinds.ts';
import { addressView } from './fields/address.field-view.tsx';
import { autoNumberView } from './fields/auto-number.field-view.tsx';
import { booleanView } from './fields/boolean.field-view.tsx';
import { dateTimeView } from './fields/date-time.field-view.tsx';
import { dateView } from './fields/date.field-view.tsx';
import { emailsView } from './fields/emails.field-view.tsx';
import type { AnyFieldView, FieldViews } from './fields/field-view.ts';
import { geoView } from './fields/geo.field-view.tsx';
import { linkView } from './fields/link.field-view.tsx';
import { linksView } from './fields/links.field-view.tsx';
import { longTextView } from './fields/long-text.field-view.tsx';
import { moneyView } from './fields/money.field-view.tsx';
import { multiSelectView } from './fields/multi-select.field-view.tsx';
import { numberView } from './fields/number.field-view.tsx';
import { percentView } from './fields/percent.field-view.tsx';
import { phonesView } from './fields/phones.field-view.tsx';
import { rowsView } from './fields/rows.field-view.tsx';
import { selectView } from './fields/select.field-view.tsx';
import { stageView } from './fields/stage.field-view.tsx';
import { textView } from './fields/text.field-view.tsx';
import { urlView } from './fields/url.field-view.tsx';
import { userView } from './fields/user.field-view.tsx';

export const fieldViews: FieldViews = {
  text: textView,
  longText: longTextView,
  url: urlView,
  money: moneyView,
  number: numberView,
  percent: percentView,
  date: dateView,
  dateTime: dateTimeView,
  select: selectView,
  link: linkView,
  user: userView,
  address: addressView,
  geo: geoView,
  boolean: booleanView,
  stage: stageView,
  autoNumber: autoNumberView,
  emails: emailsView,
  phones: phonesView,
  multiSelect: multiSelectView,
  links: linksView,
  rows: rowsView,
};

export function viewOf(field: FieldDef): AnyFieldView {
  return fieldViews[field.kind] as unknown as AnyFieldView;
}
