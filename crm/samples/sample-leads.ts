import { email, phone, sample, sampleId, type SampleRecord } from './sample-record.ts';

interface Enquiry {
  readonly key: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly company: string;
  readonly title: string;
  readonly address: string;
  readonly number: string;
  readonly status: string;
  readonly rating?: string;
  readonly source: string;
  readonly owner?: string;
  readonly description?: string;
}

const ENQUIRIES: readonly Enquiry[] = [
  {
    key: 'elif',
    firstName: 'Elif',
    lastName: 'Aydın',
    company: 'Bosporus Cold Storage',
    title: 'Plant Manager',
    address: 'elif.aydin@bosporus-cold.example',
    number: '+90 212 555 14 20',
    status: 'New',
    rating: 'Hot',
    source: 'Trade Show',
    owner: 'jonas',
    description: 'Saw the cold chain demo; wants a price for three halls.',
  },
  {
    // The same person wrote twice: something for the list of duplicates.
    key: 'elif-again',
    firstName: 'Elif',
    lastName: 'Aydin',
    company: 'Bosporus Cold Storage Ltd',
    title: 'Plant manager',
    address: 'elif.aydin@bosporus-cold.example',
    number: '+90 212 555 14 20',
    status: 'New',
    source: 'Web Site',
  },
  {
    key: 'marek',
    firstName: 'Marek',
    lastName: 'Dvořák',
    company: 'Vltava Mills',
    title: 'Head of Maintenance',
    address: 'marek.dvorak@vltava-mills.example',
    number: '+420 255 501 330',
    status: 'Contacted',
    rating: 'Warm',
    source: 'Referral',
    owner: 'amara',
  },
  {
    key: 'priya',
    firstName: 'Priya',
    lastName: 'Raghavan',
    company: 'Deccan Agro',
    title: 'Operations Director',
    address: 'priya@deccan-agro.example',
    number: '+91 40 5550 1187',
    status: 'Qualified',
    rating: 'Hot',
    source: 'Web Site',
    owner: 'kenji',
    description: 'Budget is approved for this year.',
  },
  {
    key: 'lucas',
    firstName: 'Lucas',
    lastName: 'Ferreira',
    company: 'Porto Granel',
    title: 'Buyer',
    address: 'l.ferreira@porto-granel.example',
    number: '+351 22 555 0148',
    status: 'Nurture',
    rating: 'Cold',
    source: 'Cold Call',
    owner: 'camila',
  },
  {
    // Somebody we know asks again, by another number: converting it goes on with who is there.
    key: 'lachlan-again',
    firstName: 'Lachlan',
    lastName: 'Reid',
    company: 'Tasman Wool',
    title: 'Regional Manager',
    address: 'lachlan.reid@tasmanwool.example',
    number: '+64 21 555 0143',
    status: 'New',
    source: 'Conference',
  },
];

export function sampleLeads(): readonly SampleRecord[] {
  return ENQUIRIES.map(({ key, address, number, owner, ...values }) =>
    sample('lead', key, {
      ...values,
      emails: email(address),
      phones: phone(number),
      ...(owner === undefined ? {} : { owner: sampleId('user', owner) }),
    }),
  );
}
