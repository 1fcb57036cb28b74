// Owns the words that made-up leads are made of. Every last name and company says that it is a sample.

type Some<T> = readonly [T, ...T[]];

export const FIRST_NAMES: readonly string[] = [
  ...['Ada', 'Ben', 'Cleo', 'Dan', 'Eva', 'Finn', 'Gia', 'Hugo', 'Ines', 'Jan', 'Kira', 'Liam'],
  ...['Mia', 'Noah', 'Olga', 'Paul', 'Quin', 'Rosa', 'Sven', 'Tara', 'Uma', 'Vito', 'Wanda', 'Zoë'],
];

export const LAST_NAMES: readonly string[] = [
  ...['acre', 'bank', 'beck', 'berg', 'bridge', 'brook', 'burn', 'bury', 'cliff', 'cote', 'croft'],
  ...[
    'dale',
    'den',
    'dorf',
    'field',
    'ford',
    'fort',
    'gate',
    'glen',
    'grove',
    'hall',
    'ham',
    'heim',
  ],
  ...[
    'hill',
    'holm',
    'house',
    'hurst',
    'lake',
    'land',
    'lane',
    'ley',
    'low',
    'man',
    'mark',
    'mere',
  ],
  ...['moor', 'mount', 'pool', 'ridge', 'shaw', 'shire', 'side', 'sson', 'stad', 'stone', 'ton'],
  ...['vale', 'ville', 'wick', 'wood'],
].map((end) => `Sample${end}`);

export const DEPARTMENTS: Some<string> = [
  'Engineering',
  'Sales',
  'Marketing',
  'Finance',
  'Operations',
  'Human Resources',
];

export const LEVELS: Some<string> = ['C-Level', 'VP', 'Director', 'Manager', 'Senior', 'Entry'];

export const SECTORS: Some<{ readonly name: string; readonly industries: Some<string> }> = [
  { name: 'Technology', industries: ['Software & SaaS', 'IT Services', 'Cybersecurity'] },
  { name: 'Healthcare', industries: ['Hospitals', 'Medical Devices', 'Biotechnology'] },
  { name: 'Finance', industries: ['Banking', 'Insurance'] },
  { name: 'Manufacturing', industries: ['Machinery', 'Packaging'] },
  { name: 'Retail', industries: ['E-Commerce', 'Groceries'] },
];

interface Size {
  readonly people: string;
  readonly from: number;
  readonly to: number;
  readonly revenue: string;
}

export const SIZES: Some<Size> = [
  { people: '1-10', from: 1, to: 10, revenue: '$0-$1M' },
  { people: '11-50', from: 11, to: 50, revenue: '$1M-$10M' },
  { people: '51-200', from: 51, to: 200, revenue: '$10M-$50M' },
  { people: '201-500', from: 201, to: 500, revenue: '$50M-$100M' },
  { people: '501-1000', from: 501, to: 1_000, revenue: '$100M-$500M' },
  { people: '1001-5000', from: 1_001, to: 5_000, revenue: '$500M-$1B' },
];

interface Country {
  readonly name: string;
  readonly places: Some<{ readonly state: string | null; readonly city: string }>;
}

export const COUNTRIES: Some<Country> = [
  {
    name: 'US',
    places: [
      { state: 'California', city: 'San Francisco' },
      { state: 'Texas', city: 'Austin' },
      { state: 'New York', city: 'Albany' },
    ],
  },
  { name: 'Canada', places: [{ state: null, city: 'Toronto' }] },
  { name: 'United Kingdom', places: [{ state: null, city: 'Leeds' }] },
  {
    name: 'Germany',
    places: [
      { state: null, city: 'Köln' },
      { state: null, city: 'Leipzig' },
    ],
  },
];
