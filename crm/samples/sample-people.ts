import { email, phone, sample, sampleId, type SampleRecord } from './sample-record.ts';

/** Key, first name, last name, title, account, owner, lifecycle, phone, mail box (else from the name). */
type Person = readonly [string, string, string, string, string, string, string, string, string?];

const PEOPLE: readonly Person[] = [
  ['katharina', 'Katharina', 'Böhm', 'Head of Operations', 'nordlicht', 'jonas', 'Customer', '+49 30 23125 201'],
  ['tobias', 'Tobias', 'Krüger', 'IT Manager', 'nordlicht', 'jonas', 'Customer', '+49 30 23125 202'],
  ['svenja', 'Svenja', 'Petersen', 'Purchasing', 'nordlicht', 'jonas', 'Customer', '+49 30 23125 203'],
  ['malte', 'Malte', 'Hansen', 'Managing Director', 'nordlicht-offshore', 'jonas', 'Opportunity', '+49 40 66969 221'],
  ['ingrid', 'Ingrid', 'Sørensen', 'Chief Executive', 'fjellheim', 'jonas', 'Customer', '+47 55 50 12 40'],
  ['håkon', 'Håkon', 'Nygård', 'Fleet Manager', 'fjellheim', 'jonas', 'Customer', '+47 55 50 12 41'],
  ['maelle', 'Maëlle', 'Fournier', 'Owner', 'atelier', 'amara', 'Customer', '+33 1 99 00 41 58', 'atelier'],
  ['remi', 'Rémi', 'Fournier', 'Head Baker', 'atelier', 'amara', 'Customer', '+33 1 99 00 41 59', 'atelier'],
  ['chloe', 'Chloé', 'Marchand', 'Bookkeeper', 'atelier', 'amara', 'Customer', '+33 1 99 00 41 60'],
  ['ignacio', 'Ignacio', 'Rivera', 'Managing Director', 'rivera', 'camila', 'Opportunity', '+34 910 123 460'],
  ['nuria', 'Núria', 'Peña', 'Project Manager', 'rivera', 'camila', 'Sales Qualified', '+34 910 123 461'],
  ['beatriz', 'Beatriz', 'Conceição', 'Medical Director', 'sao-bento', 'camila', 'Customer', '+55 11 5550 0150'],
  ['joao', 'João', 'Figueiredo', 'IT Coordinator', 'sao-bento', 'camila', 'Customer', '+55 11 5550 0151'],
  ['lucia', 'Lúcia', 'Araújo', 'Controller', 'sao-bento', 'camila', 'Customer', '+55 11 5550 0152'],
  ['oliver', 'Oliver', 'Finch', 'Partner', 'harbour', 'amara', 'Evangelist', '+44 7700 900461'],
  ['priya', 'Priya', 'Raman', 'Senior Consultant', 'harbour', 'amara', 'Customer', '+44 7700 900462'],
  ['dana', 'Dana', 'Whitfield', 'VP Stores', 'bluestem', 'camila', 'Customer', '+1 612 555 0151'],
  ['marcus', 'Marcus', 'Bell', 'Director of IT', 'bluestem', 'camila', 'Customer', '+1 612 555 0152'],
  ['renee', 'Renée', 'Dubois', 'Store Systems Lead', 'bluestem', 'camila', 'Customer', '+1 612 555 0153'],
  ['tyrone', 'Tyrone', 'Hayes', 'Procurement', 'bluestem', 'camila', 'Customer', '+1 612 555 0154'],
  ['haruka', 'Haruka', 'Sato', 'Plant Manager', 'kuroshio', 'kenji', 'Opportunity', '+81 3 5550 0120'],
  ['daichi', 'Daichi', 'Mori', 'Automation Engineer', 'kuroshio', 'kenji', 'Sales Qualified', '+81 3 5550 0121'],
  ['yui', 'Yui', 'Nakamura', 'Purchasing', 'kuroshio', 'kenji', 'Lead', '+81 3 5550 0122'],
  ['aroha', 'Aroha', 'Ngata', 'Chair', 'tasman', 'kenji', 'Marketing Qualified', '+64 3 555 0178'],
  ['lachlan', 'Lachlan', 'Reid', 'Field Officer', 'tasman', 'kenji', 'Lead', '+64 3 555 0179'],
  ['wanjiru', 'Wanjirũ', 'Kamau', 'Chief Product Officer', 'savanna', 'amara', 'Customer', '+254 20 555 0140'],
  ['otieno', 'Brian', 'Otieno', 'Support Lead', 'savanna', 'amara', 'Customer', '+254 20 555 0141'],
  ['zeynep', 'Zeynep', 'Yıldız', 'Risk Officer', 'savanna', 'amara', 'Customer', '+254 20 555 0142'],
  ['siobhan', 'Siobhán', "O'Brien", 'Editor', 'lumen', 'amara', 'Subscriber', '+353 1 555 0199'],
  ['lukasz', 'Łukasz', 'Wójcik', 'Journalist', 'lumen', 'amara', 'Subscriber', '+353 1 555 0200'],
];

const DOMAINS: Readonly<Record<string, string>> = {
  nordlicht: 'nordlicht.example',
  'nordlicht-offshore': 'offshore.nordlicht.example',
  fjellheim: 'fjellheim.example',
  atelier: 'atelierbrule.example',
  rivera: 'rivera.example',
  'sao-bento': 'saobento.example',
  harbour: 'harbourfinch.example',
  bluestem: 'bluestem.example',
  kuroshio: 'kuroshio.example',
  tasman: 'tasmanwool.example',
  savanna: 'savannamobile.example',
  lumen: 'lumenpress.example',
};

const REPORTS_TO: Readonly<Record<string, string>> = {
  tobias: 'katharina',
  svenja: 'katharina',
  håkon: 'ingrid',
  remi: 'maelle',
  nuria: 'ignacio',
  joao: 'beatriz',
  marcus: 'dana',
  renee: 'marcus',
  daichi: 'haruka',
  otieno: 'wanjiru',
};

export function sampleContacts(): readonly SampleRecord[] {
  return PEOPLE.map(([key, firstName, lastName, title, account, owner, lifecycle, number, box]) => {
    const boss = REPORTS_TO[key];
    // Two people share one mail box, as in many a family business.
    const address = `${box ?? mailName(firstName, lastName)}@${DOMAINS[account] ?? 'rapport.example'}`;
    return sample('contact', key, {
      firstName,
      lastName,
      title,
      account: sampleId('account', account),
      owner: sampleId('user', owner),
      lifecycle,
      emails: email(address),
      phones: phone(number),
      ...(boss === undefined ? {} : { reportsTo: sampleId('contact', boss) }),
      ...(key === 'zeynep' ? { doNotCall: true } : {}),
      ...(key === 'siobhan' ? { consentBasis: 'Consent', consentSource: 'Trade fair' } : {}),
    });
  });
}

const LETTERS: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', ı: 'i', ß: 'ss' };

/** `Håkon Nygård` → `hakon.nygard`, as mail boxes are called. */
function mailName(first: string, last: string): string {
  return `${first}.${last}`
    .normalize('NFD')
    .toLowerCase()
    .replace(/[øłıß]/g, (letter) => LETTERS[letter] ?? '')
    .replace(/[^a-z.]/g, '');
}
