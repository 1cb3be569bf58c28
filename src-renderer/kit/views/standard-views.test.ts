import { describe, expect, it } from 'vitest';
import { contact } from '../../../crm/modules/contact/contact.entity.ts';
import { lead } from '../../../crm/modules/lead/lead.entity.ts';
import { ticket } from '../../../crm/modules/ticket/ticket.entity.ts';
import { standardViews } from './standard-views.ts';

const mine = (entity: Parameters<typeof standardViews>[0]) =>
  standardViews(entity).find(({ key }) => key === 'mine');

describe('the views that every list has', () => {
  it('show of one’s own what is still to be worked on: no lead that was converted, no ticket that is solved', () => {
    expect(mine(lead)).toMatchObject({
      name: 'My open leads',
      content: {
        conditions: [
          { field: 'owner', operator: 'isMe' },
          { field: 'convertedAt', operator: 'isEmpty' },
        ],
      },
    });
    expect(mine(ticket)?.name).toBe('My open tickets');
    expect(mine(contact)?.name).toBe('My contacts');
  });
});
