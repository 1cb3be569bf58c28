import { optionsOf } from '../kernel/fields/option-matching.ts';

/** Where a lead, a contact or a deal came from. */
export const sources = optionsOf(
  'Web Site',
  'Email',
  'Campaign',
  'Cold Call',
  'Trade Show',
  'Conference',
  'Partner',
  'Referral',
  'Existing Customer',
  'Employee',
  'Public Relations',
  'Direct Mail',
  'Social Media',
  'Self Generated',
  'Other',
);

/** The part that a contact plays in a deal or at an account. */
export const contactRoles = optionsOf(
  'Decision Maker',
  'Executive Sponsor',
  'Business Evaluator',
  'Technical Evaluator',
  'Influencer',
  'User',
  'Other',
);
