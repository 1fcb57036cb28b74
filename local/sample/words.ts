// Owns the word lists that sample people and companies are made of. All combinations are invented.

type Words = readonly [string, ...string[]];

/** Names of one language, in its own spelling, with the same names in Latin letters for addresses. */
export interface NameList {
  readonly first: Words;
  readonly last: Words;
  /** Only for names that are not written in Latin letters: the same list, transliterated. */
  readonly latin?: { readonly first: Words; readonly last: Words };
  readonly honorifics: Words;
  readonly cities: Words;
}

export const NAME_LISTS: readonly [NameList, ...NameList[]] = [
  {
    first: [
      'Olivia',
      'Grace',
      'Hannah',
      'Naomi',
      'Marcus',
      'Theodore',
      'Callum',
      'Priya',
      'Desmond',
      'Wren',
    ],
    last: [
      'Ashdown',
      'Fairweather',
      'Holloway',
      'Merriweather',
      "O'Donnelly",
      'Pemberton',
      'Quillfeather',
      'St. Claire',
      'Thistlewood',
      'Underhill',
    ],
    honorifics: ['Dr.', 'Mr', 'Ms.', 'Prof.'],
    cities: ['Bristol', 'Portland', 'Leeds', 'Boulder', 'Halifax'],
  },
  {
    first: ['Jürgen', 'Björn', 'Käthe', 'Hans-Peter', 'Anneliese', 'Lukas', 'Svenja', 'Thorsten'],
    last: [
      'Müllner',
      'Weißkopf',
      'von der Heide',
      'Großmann-Lehr',
      'Schäferling',
      'Dörrwald',
      'Zeisig',
    ],
    honorifics: ['Dr.', 'Herr', 'Frau', 'Dipl.-Ing.'],
    cities: ['Köln', 'Zürich', 'Graz', 'Hamburg'],
  },
  {
    first: ['Élodie', 'François', 'Jean-Luc', 'Amélie', 'Benoît', 'Anaïs', 'Loïc'],
    last: ['Beaurivage', 'de La Fontenelle', 'Lefèbvrin', "D'Arcourt", 'Châtelain-Roy', 'Noëlle'],
    honorifics: ['M.', 'Mme', 'Dr'],
    cities: ['Lyon', 'Genève', 'Liège', 'Montréal'],
  },
  {
    first: ['Íñigo', 'María José', 'Joaquín', 'Begoña', 'João', 'Inês', 'Luís'],
    last: [
      'Peñaverde',
      'García Montoya',
      'Núñez del Río',
      'Conceição',
      'Gonçalves Prado',
      'Ibarlucea',
    ],
    honorifics: ['Sr.', 'Sra.', 'Dra.'],
    cities: ['Sevilla', 'Porto', 'Rosario', 'São Paulo'],
  },
  {
    first: ['Zoë', 'Søren', 'Åsa', 'Łukasz', 'Dorota', 'Jiří', 'Femke', 'Niccolò'],
    last: [
      'Øvergaard',
      'Sjöstrand',
      'Wiśniowiecka',
      'Dvořáčník',
      'van den Linde',
      'Bellacqua',
      'Kőrösi',
    ],
    honorifics: ['Dr.', 'Ing.'],
    cities: ['Århus', 'Gdańsk', 'Brno', 'Utrecht', 'Torino'],
  },
  {
    first: ['Ольга', 'Дмитрий', 'Светлана', 'Алексей'],
    last: ['Березовская', 'Соколенко', 'Лунина', 'Морозко'],
    latin: {
      first: ['olga', 'dmitriy', 'svetlana', 'aleksey'],
      last: ['berezovskaya', 'sokolenko', 'lunina', 'morozko'],
    },
    honorifics: ['г-жа', 'д-р'],
    cities: ['Алматы', 'София'],
  },
  {
    first: ['Ελένη', 'Νίκος', 'Δήμητρα'],
    last: ['Παπαλουκά', 'Θαλασσινός', 'Βουνάκη'],
    latin: { first: ['eleni', 'nikos', 'dimitra'], last: ['papalouka', 'thalassinos', 'vounaki'] },
    honorifics: ['κα', 'Δρ.'],
    cities: ['Θεσσαλονίκη', 'Πάτρα'],
  },
  {
    first: ['美咲', '健太', '陽子'],
    last: ['青海原', '白樺野', '月見坂'],
    latin: { first: ['misaki', 'kenta', 'yoko'], last: ['aomihara', 'shirakabano', 'tsukimizaka'] },
    honorifics: ['Dr.'],
    cities: ['札幌', '高松'],
  },
  {
    first: ['지민', '서연'],
    last: ['한별', '구름'],
    latin: { first: ['jimin', 'seoyeon'], last: ['hanbyeol', 'gureum'] },
    honorifics: ['Dr.'],
    cities: ['대전', '제주'],
  },
];

export const COMPANY_FIRST: Words = [
  'Amberline',
  'Bluegate',
  'Cedarstone',
  'Dunmarsh',
  'Elderbrook',
  'Fernhollow',
  'Gildmoor',
  'Harrowgate',
  'Ironwell',
  'Junipero',
  'Kestrelway',
  'Larkfield',
  'Moorlight',
  'Nettlebank',
  'Oakhaven',
  'Pinecrest',
  'Quartzline',
  'Ravenmere',
  'Silverbay',
  'Tidewell',
  'Umbermill',
  'Valemont',
  'Willowrun',
  'Yarrowdale',
  'Zephyrine',
];
export const COMPANY_SECOND: Words = [
  'Logistics',
  'Analytics',
  'Foods',
  'Robotics',
  'Textiles',
  'Energy',
  'Health',
  'Software',
  'Optics',
  'Mills',
];
export const COMPANY_FORMS: Words = [
  '',
  '',
  '',
  ' GmbH',
  ' Ltd.',
  ', Inc.',
  ' S.A.',
  ' B.V.',
  ' & Co. KG',
];

export const JOB_TITLES: Words = [
  'Head of Marketing',
  'Account Executive',
  'VP Sales',
  'Leiterin Einkauf',
  'Responsable des achats',
  'Chief of Staff',
  'Founder & CEO',
  'Procurement Manager',
  'Gerente comercial',
  'Software Engineer',
];

export const NOTES: Words = [
  'met at booth 14',
  'wants a demo; call after 3 pm',
  'sent "the brochure"',
  'referred by a customer',
  'asked about pricing,\nfollow up in May',
  'two colleagues, one badge',
  'newsletter',
];
