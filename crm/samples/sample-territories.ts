import { sample, sampleId, sampleName, type SampleRecord } from './sample-record.ts';

interface Part {
  readonly key: string;
  readonly name: string;
  readonly parent?: string;
  readonly people?: readonly string[];
  readonly countries?: readonly string[];
  readonly postalPrefixes?: readonly string[];
}

const PARTS: readonly Part[] = [
  { key: 'europe', name: 'Europe' },
  {
    key: 'north',
    name: 'North',
    parent: 'europe',
    people: ['jonas'],
    countries: ['Norway', 'Sweden', 'Denmark', 'Finland'],
  },
  { key: 'germany', name: 'Germany', parent: 'europe', countries: ['Germany'] },
  {
    key: 'coast',
    name: 'German coast',
    parent: 'germany',
    people: ['jonas'],
    postalPrefixes: ['18', '20', '22', '26'],
  },
];

export function sampleTerritories(): readonly SampleRecord[] {
  return PARTS.map(({ key, parent, people, ...values }) =>
    sample('territory', key, {
      ...values,
      ...(parent === undefined ? {} : { parent: sampleId('territory', parent) }),
      ...(people === undefined ? {} : { people: people.map((one) => sampleName('user', one)) }),
    }),
  );
}
