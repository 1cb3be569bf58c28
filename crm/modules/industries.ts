import { asInSentence, type Option } from '../kernel/fields/option-matching.ts';

function industry(
  value: string,
  aliases: readonly string[] = [],
  offers: readonly string[] = [],
): Option {
  return { value, label: asInSentence(value), aliases, offers };
}

/** The default industries; a workspace may edit them. Offers are misspellings met in real files. */
export const industries: readonly Option[] = [
  industry('Agriculture', ['farming']),
  industry('Automotive', ['cars']),
  industry('Aerospace & Defence', ['aerospace', 'defense', 'defence']),
  industry('Banking', ['bank']),
  industry('Biotechnology', ['biotech']),
  industry('Chemicals', ['chemical']),
  industry('Construction', ['building']),
  industry('Consulting', ['advisory']),
  industry('Consumer Goods', ['fmcg']),
  industry('Education', ['schools']),
  industry('Employment', ['staffing', 'recruiting', 'human resources']),
  industry('Energy', ['oil', 'gas', 'power']),
  industry('Entertainment', ['media & entertainment']),
  industry('Finance', ['financial services', 'financial']),
  industry('Food & Beverage', ['food']),
  industry('Government', ['public sector']),
  industry('Healthcare', ['health', 'health care']),
  industry('Hospitality', ['hotels', 'restaurants']),
  industry('Insurance'),
  industry('Legal', ['law']),
  industry('Logistics', ['transport', 'transportation', 'shipping']),
  industry('Manufacturing', ['industrial']),
  industry('Marketing', ['advertising']),
  industry('Media', ['publishing']),
  industry('Medical', ['medicine']),
  industry('Non-profit', ['nonprofit', 'ngo', 'charity']),
  industry('Pharmaceuticals', ['pharma']),
  industry('Real Estate', ['property']),
  industry('Retail', ['e-commerce']),
  industry('Services', ['professional services']),
  industry('Software', ['saas']),
  industry('Technology', ['it', 'tech', 'information technology'], ['technolgy']),
  industry('Telecommunications', ['telecom', 'telco', 'telecommunication']),
  industry('Utilities'),
  industry('Other'),
];
