import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  fieldKinds,
  kindOf,
  type FieldDef,
  type FieldKindName,
} from '../../../crm/kernel/field-kinds.ts';
import { emailRowId } from '../../../crm/kernel/fields/emails.field.ts';
import { optionsOf } from '../../../crm/kernel/fields/option-matching.ts';
import { phoneRowId } from '../../../crm/kernel/fields/phones.field.ts';
import { dealStages } from '../../../crm/modules/deal/stages.ts';
import { fieldViews, viewOf } from '../field-views.ts';
import { FieldInput } from '../record/field-input.tsx';
import type { TitleOf } from '../session/session.tsx';
import { leave, openScreen, press, type Screen, type } from './fixtures/screen.fixture.tsx';

interface FieldViewExample {
  readonly field: FieldDef;
  readonly value: unknown;
  /** Part of what a reader sees of the value. */
  readonly shows: string;
  /** For kinds that are typed as one text. */
  readonly typing?: {
    readonly text: string;
    readonly value: unknown;
    /** A text that cannot be read; absent where every text can. */
    readonly unreadable?: string;
  };
}

const titleOf: TitleOf = (entity) => `Title of ${entity}`;

/** What holds for the React half of every field kind, whatever it looks like. */
function itBehavesLikeAFieldView({ field, value, shows, typing }: FieldViewExample): void {
  describe(`the view of ${field.kind}`, () => {
    const { Cell, Input, Operand } = viewOf(field);
    const onCommit = vi.fn<(value: unknown) => void>();
    const onCancel = vi.fn<() => void>();
    const onProblem = vi.fn<(reason: string) => void>();
    let screen: Screen;

    beforeEach(() => {
      vi.clearAllMocks();
      screen = openScreen();
    });
    afterEach(() => screen.close());

    const showInput = (shown: unknown): Promise<void> =>
      screen.show(
        <>
          <label htmlFor="the-input">{field.label}</label>
          <Input
            field={field}
            value={shown}
            entity="account"
            fieldKey="theField"
            inputId="the-input"
            autoFocus
            problem={undefined}
            titleOf={titleOf}
            onCommit={onCommit}
            onCancel={onCancel}
            onProblem={onProblem}
          />
        </>,
      );
    const theInput = (): HTMLInputElement | HTMLTextAreaElement => {
      const element = document.getElementById('the-input');
      if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)
        return element;
      throw new Error('What the label names cannot be typed into');
    };

    it.each(['list', 'record'] as const)('a value can be read in a %s', async (room) => {
      await screen.show(<Cell field={field} value={value} titleOf={titleOf} room={room} />);
      expect(screen.container.textContent).toContain(shows);
    });

    it('the input is the element that the label names', async () => {
      await showInput(value);
      expect(document.getElementById('the-input')).not.toBeNull();
    });

    /** What the label names: an input, or the group of inputs of a kind with several. */
    const theField = (): HTMLElement => {
      const element = document.getElementById('the-input');
      if (element === null) throw new Error('There is nothing with the id that the label names');
      return element;
    };

    it('leaving an input as it was commits nothing', async () => {
      await showInput(value);
      leave(theField());
      expect(onCommit).not.toHaveBeenCalled();
      expect(onProblem).not.toHaveBeenCalled();
    });

    it('leaving an empty input empty commits nothing', async () => {
      await showInput(undefined);
      leave(theField());
      expect(onCommit).not.toHaveBeenCalled();
    });

    it('every operator that compares with something has a labelled input for it', async () => {
      const shapes = new Set(
        Object.values(kindOf(field).operators).map((operator) => operator.operand),
      );
      for (const shape of shapes) {
        if (shape === 'none') continue;
        await screen.show(
          <Operand
            field={field}
            entity="account"
            fieldKey="theField"
            shape={shape}
            operand={undefined}
            onOperand={() => undefined}
          />,
        );
        const input = screen.container.querySelector('input');
        expect(`${shape}: ${input?.getAttribute('aria-label') ?? ''}`).toContain(field.label);
      }
    });

    if (typing === undefined) return;

    it('what is typed is read by the kind and committed on Enter, once', async () => {
      await showInput(undefined);
      type(theInput(), typing.text);
      press(theInput(), 'Enter', field.kind === 'longText' ? { ctrlKey: true } : {});
      leave(theInput());
      expect(onCommit).toHaveBeenCalledTimes(1);
      expect(onCommit).toHaveBeenCalledWith(typing.value);
      expect(kindOf(field).schema(field).safeParse(typing.value).success).toBe(true);
    });

    it('what is typed is committed when the field is left', async () => {
      await showInput(undefined);
      type(theInput(), typing.text);
      leave(theInput());
      expect(onCommit).toHaveBeenCalledWith(typing.value);
    });

    it('an emptied input commits that there is no value', async () => {
      await showInput(typing.value);
      type(theInput(), '');
      leave(theInput());
      expect(onCommit).toHaveBeenCalledWith(null);
    });

    const { unreadable } = typing;
    if (unreadable === undefined) return;

    it('what cannot be read is reported and stays in the input', async () => {
      await showInput(undefined);
      type(theInput(), unreadable);
      leave(theInput());
      expect(onCommit).not.toHaveBeenCalled();
      expect(onProblem).toHaveBeenCalledWith(expect.stringMatching(/\S/));
      expect(theInput().value).toBe(unreadable);
    });

    it('a problem is told to assistive technology', async () => {
      await screen.show(
        <FieldInput
          entity="account"
          fieldKey="theField"
          field={field}
          value={typing.value}
          autoFocus={false}
          titleOf={titleOf}
          refusal="It is wrong."
          onCommit={onCommit}
          onCancel={onCancel}
        />,
      );
      const input = screen.container.querySelector(
        'input[aria-invalid="true"], textarea[aria-invalid="true"]',
      );
      const note = document.getElementById(input?.getAttribute('aria-describedby') ?? '');
      expect(note?.textContent).toContain('It is wrong.');
      expect(note?.getAttribute('role')).toBe('alert');
    });
  });
}

const ID = '0190a000-0000-7000-8000-00000000000a';
const email = 'ada@example.org';
const phone = '+44 20 7946 0018';

/** Total over the kinds: a kind without an example does not compile. */
const examples: { readonly [Name in FieldKindName]: FieldViewExample } = {
  text: {
    field: { kind: 'text', label: 'Name' },
    value: 'Brûlé & Fils',
    shows: 'Brûlé & Fils',
    typing: { text: '  Ada   Lovelace ', value: 'Ada Lovelace', unreadable: 'x'.repeat(501) },
  },
  longText: {
    field: { kind: 'longText', label: 'Description' },
    value: 'First line\nSecond line',
    shows: 'First line',
    typing: { text: 'One\nTwo', value: 'One\nTwo' },
  },
  url: {
    field: { kind: 'url', label: 'Website' },
    value: 'https://www.example.org/',
    shows: 'example.org',
    typing: {
      text: 'example.org',
      value: 'https://example.org',
      unreadable: 'javascript:alert(1)',
    },
  },
  money: {
    field: { kind: 'money', label: 'Amount' },
    value: { amountMinor: 123_450, currency: 'EUR' },
    shows: '1,234.50',
    typing: {
      text: '1,234.50',
      value: { amountMinor: 123_450, currency: 'EUR' },
      unreadable: 'a lot',
    },
  },
  number: {
    field: { kind: 'number', label: 'Employees', min: 0 },
    value: 1250,
    shows: '1,250',
    typing: { text: '1,250', value: 1250, unreadable: '-3' },
  },
  percent: {
    field: { kind: 'percent', label: 'Probability' },
    value: 65,
    shows: '65%',
    typing: { text: '65 %', value: 65, unreadable: '165' },
  },
  date: {
    field: { kind: 'date', label: 'Closed on' },
    value: '2026-03-01',
    shows: '1 Mar 2026',
    typing: { text: '01/03/2026', value: '2026-03-01', unreadable: '31/02/2026' },
  },
  dateTime: {
    field: { kind: 'dateTime', label: 'Start' },
    value: '2026-03-01T14:30:00.000Z',
    shows: '14:30',
    typing: {
      text: '01/03/2026 14:30',
      value: new Date('2026-03-01T14:30:00').toISOString(),
      unreadable: 'soon',
    },
  },
  select: {
    field: { kind: 'select', label: 'Type', options: optionsOf('Customer', 'Partner') },
    value: 'Partner',
    shows: 'Partner',
  },
  link: {
    field: { kind: 'link', label: 'Account', to: 'account' },
    value: ID,
    shows: 'Title of account',
  },
  user: { field: { kind: 'user', label: 'Owner' }, value: ID, shows: 'Title of user' },
  address: {
    field: { kind: 'address', label: 'Address' },
    value: { street: '1 High Street', city: 'Lyon', country: 'France' },
    shows: 'France',
  },
  geo: {
    field: { kind: 'geo', label: 'Position' },
    value: { lat: 47.37, lng: 8.54 },
    shows: '47.37',
    typing: { text: '47.37, 8.54', value: { lat: 47.37, lng: 8.54 }, unreadable: '95, 8' },
  },
  boolean: { field: { kind: 'boolean', label: 'Active' }, value: true, shows: 'Yes' },
  stage: {
    field: { kind: 'stage', label: 'Stage', options: dealStages },
    value: { stage: 'Proposal', rank: 'a0' },
    shows: 'Proposal',
  },
  autoNumber: {
    field: { kind: 'autoNumber', label: 'Number', prefix: 'T-' },
    value: 1042,
    shows: 'T-1042',
    typing: { text: 'T-7', value: 7, unreadable: 'seven' },
  },
  emails: {
    field: { kind: 'emails', label: 'E-mails' },
    value: [{ id: emailRowId(email), address: email, label: 'Work' }],
    shows: email,
    typing: {
      text: email,
      value: [{ id: emailRowId(email), address: email }],
      unreadable: 'ada at example',
    },
  },
  phones: {
    field: { kind: 'phones', label: 'Phones' },
    value: [{ id: phoneRowId(phone), number: phone }],
    shows: phone,
    typing: {
      text: '020 7946 0018',
      value: [{ id: phoneRowId(phone), number: phone }],
      unreadable: 'call me',
    },
  },
  multiSelect: {
    field: { kind: 'multiSelect', label: 'Tags', open: true, options: [] },
    value: ['key', 'north'],
    shows: 'north',
  },
  links: {
    field: { kind: 'links', label: 'About', to: '*' },
    value: [`deal/${ID}`],
    shows: 'Title of deal',
  },
  rows: {
    field: {
      kind: 'rows',
      label: 'Absences',
      rowLabel: 'absence',
      columns: { reason: { kind: 'text', label: 'Reason' } },
    },
    value: [{ id: 'r1', reason: 'Holiday' }],
    shows: '',
  },
};

for (const example of Object.values(examples)) itBehavesLikeAFieldView(example);

describe('the table of views', () => {
  it('has a view for every kind of the kernel and none besides', () => {
    expect(Object.keys(fieldViews).toSorted()).toEqual(Object.keys(fieldKinds).toSorted());
  });
});
