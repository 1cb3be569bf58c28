import { optionsOf, type Option } from '../kernel/fields/option-matching.ts';

/** Files and records say it as most programs do, the screens as all of them here. */
export const byEmail: Option = { value: 'Email', label: 'E-mail' };

/** Where a lead, a contact or a deal came from. */
export const sources: readonly Option[] = [
  ...optionsOf('Web Site'),
  byEmail,
  ...optionsOf(
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
  ),
];

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
