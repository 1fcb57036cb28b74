import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import Papa from 'papaparse';
import { ALIASES } from '../../src/contact/header-vocabulary';
import { findHeaderRow } from '../../src/contact/find-header-row';
import { type HeaderMatch, mappingOf, matchHeaders } from '../../src/contact/match-headers';

const EXPORTS = join(__dirname, '../fixtures/exports');

function matched(cells: readonly (readonly string[])[]): HeaderMatch {
  return matchHeaders(cells, findHeaderRow(cells));
}

/** The headers that the fields were found under. */
function headersOf(match: HeaderMatch): Record<string, string> {
  const found = Object.entries(mappingOf(match));
  return Object.fromEntries(
    found.map(([field, column]) => [field, match.columns[column]?.header ?? '']),
  );
}

/** A sheet of headers, and of columns' cells where they matter: `Header: cell; cell`. */
function sheet(...columns: string[]): string[][] {
  const parts = columns.map((column) => column.split(/: (.*)/s));
  const cells = parts.map(([, values = '']) => (values === '' ? [] : values.split('; ')));
  const height = Math.max(1, ...cells.map(({ length }) => length));
  const rows = Array.from({ length: height }, (_, row) => cells.map((column) => column[row] ?? ''));
  return [parts.map(([header = '']) => header), ...rows];
}

const PERSON = { first_name: 'First Name', last_name: 'Last Name' };

const PRODUCTS: Record<string, Record<string, string>> = {
  'apollo-contacts.csv': {
    ...PERSON,
    linkedin_url: 'Person Linkedin Url',
    company_name: 'Company',
    company_domain: 'Website',
    email: 'Email',
    phone: 'Mobile Phone',
  },
  'evaboot-sales-navigator.csv': {
    ...PERSON,
    linkedin_url: 'Linkedin URL Public',
    company_name: 'Company Name',
    company_domain: 'Company Domain',
    email: 'Email',
  },
  'google-contacts-new.csv': {
    ...PERSON,
    linkedin_url: 'Website 1 - Value',
    company_name: 'Organization Name',
    email: 'E-mail 1 - Value',
    phone: 'Phone 1 - Value',
  },
  'google-contacts-old.csv': {
    first_name: 'Given Name',
    last_name: 'Family Name',
    company_name: 'Organization 1 - Name',
    company_domain: 'Website 1 - Value',
    email: 'E-mail 1 - Value',
    phone: 'Phone 1 - Value',
  },
  'hubspot-contacts.csv': {
    ...PERSON,
    linkedin_url: 'LinkedIn URL',
    company_name: 'Associated Company',
    company_domain: 'Website URL',
    email: 'Email',
    phone: 'Phone Number',
  },
  'linkedin-connections.csv': {
    ...PERSON,
    linkedin_url: 'URL',
    company_name: 'Company',
    email: 'Email Address',
  },
  'mailchimp-audience.csv': { ...PERSON, email: 'Email Address', phone: 'Phone Number' },
  'outlook-contacts.csv': {
    ...PERSON,
    company_name: 'Company',
    company_domain: 'Web Page',
    email: 'E-mail Address',
    phone: 'Mobile Phone',
  },
  'phantombuster-sales-navigator.csv': {
    linkedin_url: 'defaultProfileUrl',
    first_name: 'firstName',
    last_name: 'lastName',
    company_name: 'companyName',
  },
  'pipedrive-persons.csv': {
    full_name: 'Person - Name',
    company_name: 'Person - Organization',
    company_domain: 'Organization - Website',
    email: 'Person - Email - Work',
    phone: 'Person - Phone - Mobile',
  },
  'salesforce-contacts-report.csv': {
    ...PERSON,
    company_name: 'Account Name',
    email: 'Email',
    phone: 'Mobile',
  },
  'salesforce-list-export.csv': {
    first_name: 'FirstName',
    last_name: 'LastName',
    company_name: 'Account.Name',
    company_domain: 'Account.Website',
    email: 'Email',
    phone: 'MobilePhone',
  },
  'surfe-contacts.csv': {
    ...PERSON,
    linkedin_url: 'LinkedIn URL',
    company_name: 'Company Name',
    company_domain: 'Company Website',
    email: 'Email',
    phone: 'Mobile Phone',
  },
  'wiza-list.csv': {
    linkedin_url: 'linkedin_url',
    first_name: 'first_name',
    last_name: 'last_name',
    company_name: 'company',
    company_domain: 'domain',
    email: 'email',
    phone: 'mobile_phone',
  },
};

describe('an export of a known product maps without a touch', () => {
  test('every fixture is expected', () => {
    expect(readdirSync(EXPORTS).sort()).toEqual(Object.keys(PRODUCTS).sort());
  });

  test.each(Object.entries(PRODUCTS))('%s', (file, expected) => {
    const text = readFileSync(join(EXPORTS, file), 'utf8').replace(/^\uFEFF/, '');
    expect(headersOf(matched(Papa.parse<string[]>(text).data))).toEqual(expected);
  });
});

test('no alias stands for two fields', () => {
  const aliases = Object.values(ALIASES).flat();
  expect(aliases.filter((alias, index) => aliases.indexOf(alias) !== index)).toEqual([]);
});

describe('headers are known in seven languages', () => {
  test.each<[string, Record<string, string>]>([
    [
      'en',
      {
        linkedin_url: 'LinkedIn profile',
        first_name: 'First name',
        last_name: 'Surname',
        company_name: 'Employer',
        company_domain: 'Company website',
        email: 'E-mail',
        phone: 'Cell number',
      },
    ],
    [
      'de',
      {
        linkedin_url: 'LinkedIn-Profil',
        first_name: 'Vorname',
        last_name: 'Nachname',
        company_name: 'Firma',
        company_domain: 'Webseite',
        email: 'E-Mail-Adresse (geschäftlich)',
        phone: 'Handynummer',
      },
    ],
    [
      'fr',
      {
        linkedin_url: 'Profil LinkedIn',
        first_name: 'Prénom',
        last_name: 'Nom de famille',
        company_name: 'Société',
        company_domain: 'Site web',
        email: 'Adresse e-mail',
        phone: 'Téléphone portable',
      },
    ],
    [
      'es',
      {
        linkedin_url: 'Perfil de LinkedIn',
        first_name: 'Nombre',
        last_name: 'Apellidos',
        company_name: 'Empresa',
        company_domain: 'Sitio web',
        email: 'Correo electrónico',
        phone: 'Teléfono móvil',
      },
    ],
    [
      'pt',
      {
        linkedin_url: 'Perfil LinkedIn',
        first_name: 'Nome',
        last_name: 'Sobrenome',
        company_name: 'Nome da empresa',
        company_domain: 'Site da empresa',
        email: 'E-mail profissional',
        phone: 'Celular',
      },
    ],
    [
      'it',
      {
        linkedin_url: 'Profilo LinkedIn',
        first_name: 'Nome',
        last_name: 'Cognome',
        company_name: 'Ragione sociale',
        company_domain: 'Sito web',
        email: 'Indirizzo e-mail',
        phone: 'Cellulare',
      },
    ],
    [
      'nl',
      {
        linkedin_url: 'LinkedIn-profiel',
        first_name: 'Voornaam',
        last_name: 'Achternaam',
        company_name: 'Bedrijfsnaam',
        company_domain: 'Domein',
        email: 'E-mailadres',
        phone: 'Mobiel nummer',
      },
    ],
    [
      'de, whole names',
      {
        full_name: 'Ansprechpartner',
        company_name: 'Unternehmen',
        company_domain: 'Domäne',
        phone: 'Telefonnr.',
      },
    ],
    [
      'fr, whole names',
      {
        full_name: 'Nom et prénom',
        company_name: "Nom de l'entreprise",
        email: 'Courriel',
        phone: 'N° de téléphone',
      },
    ],
    [
      'es, whole names',
      {
        full_name: 'Nombre y apellidos',
        company_name: 'Razón social',
        email: 'Correo',
        phone: 'Celular',
      },
    ],
    [
      'it, whole names',
      {
        full_name: 'Nominativo',
        company_name: 'Azienda',
        email: 'E-mail aziendale',
        phone: 'Numero di telefono',
      },
    ],
    [
      'nl, whole names',
      {
        full_name: 'Contactpersoon',
        company_name: 'Organisatie',
        email: 'Zakelijk e-mailadres',
        phone: 'Telefoonnummer',
      },
    ],
  ])('%s', (_, expected) => {
    expect(headersOf(matched(sheet(...Object.values(expected))))).toEqual(expected);
  });
});

describe('a header is understood', () => {
  test.each([
    ['firstName', 'first_name'],
    ['FIRST_NAME', 'first_name'],
    ['first-name', 'first_name'],
    ['Contact First Name', 'first_name'],
    ['LinkedInURL', 'linkedin_url'],
    ['Linked In Profile', 'linkedin_url'],
    ['Work E-mail', 'email'],
    ['Email (required)', 'email'],
    ['Email ID', 'email'],
    ['E-mail 1 - Value', 'email'],
    ['Phone #1', 'phone'],
    ['Landline', 'phone'],
    ['Company mobile', 'phone'],
    ['Current Company', 'company_name'],
    ['Company Domain Name', 'company_domain'],
  ])('%s is %s for certain', (header, field) => {
    expect(matched(sheet(header)).fields).toEqual({ [field]: { column: 0, certainty: 'exact' } });
  });

  test.each([
    ['Frist Name', 'first_name'],
    ['Last Nmae', 'last_name'],
    ['Emial', 'email'],
    ['Compnay', 'company_name'],
    ['Telefonnumer', 'phone'],
    ['Linkdin URL', 'linkedin_url'],
  ])('%s is taken for %s as a guess', (header, field) => {
    expect(matched(sheet('Email status', header)).fields).toEqual({
      [field]: { column: 1, certainty: 'guess' },
    });
  });

  test.each([
    'Company Linkedin Url',
    'LinkedIn company page',
    'LinkedIn connections',
    'Contact owner',
    'Account Owner',
    'Deal owner',
    'Record owner',
    'Owner email',
    'Created by',
    'Manager Name',
    "Manager's Name",
    "Assistant's Phone",
    'Spouse',
    'Partner Name',
    'Email opt out',
    'Email status',
    'Last email date',
    'E-mail 1 - Label',
    'Phone type',
    'Fax',
    'Business Fax',
    'Middle name',
    'Company phone',
    'Company Phone HQ',
    'Corporate Phone',
    'Email Domain',
    'Company Address',
    'Company ID',
    'Follower count',
    'User name',
    'File name',
    'Job title',
    'Country',
    'Number',
    'Account number',
    'Betreuer',
    'Propriétaire du contact',
    'Stato e-mail',
    '__proto__',
    'constructor',
  ])('%s is none of the fields', (header) => {
    expect(matched(sheet('Email', header)).fields).toEqual({
      email: { column: 0, certainty: 'exact' },
    });
  });
});

describe('where several columns qualify', () => {
  test.each<[string, string[], string]>([
    ['work before personal', ['Personal Email', 'Email', 'Work Email'], 'email: Work Email'],
    ['primary before secondary', ['E-mail 2 Address', 'E-mail Address'], 'email: E-mail Address'],
    ['the first before the second', ['Email 2', 'Email 1'], 'email: Email 1'],
    ['mobile before work', ['Work Phone', 'Mobile Phone'], 'phone: Mobile Phone'],
    ['unsaid before a landline', ['Phone (landline)', 'Phone'], 'phone: Phone'],
    ['direct before work', ['Business Phone', 'Direct Dial'], 'phone: Direct Dial'],
    ['work before other', ['Other Phone', 'Home Phone', 'Work Phone'], 'phone: Work Phone'],
    ['domain before website', ['Website', 'Domain'], 'company_domain: Domain'],
    ['the left one of two equals', ['Email', 'Email'], 'email: Email'],
  ])('%s', (_, headers, expected) => {
    const match = matched(sheet(...headers));
    expect(Object.entries(headersOf(match)).map((entry) => entry.join(': '))).toEqual([expected]);
    if (headers[0] === headers[1]) expect(mappingOf(match)).toEqual({ email: 0 });
  });
});

describe('values go before words', () => {
  const EMAILS = 'a@acme.example; b@acme.example; c@acme.example; d@acme.example';
  const PHONES = '+1 555 0100; +1 555 0101; +1 555 0102; +1 555 0103';

  test.each<[string, string[], Record<string, string>]>([
    ...['Email Verified', 'Verified Email', 'Email Valid', 'Work Email', 'Business Email'].map(
      (blank): [string, string[], Record<string, string>] => [
        `a full Email, and ${blank} blank`,
        [blank, `Email: ${EMAILS}`],
        { email: 'Email' },
      ],
    ),
    ...['Phone Valid', 'Mobile', 'Mobile Phone', 'Phone Verified'].map(
      (blank): [string, string[], Record<string, string>] => [
        `a full Phone, and ${blank} blank`,
        [blank, `Phone: ${PHONES}`],
        { phone: 'Phone' },
      ],
    ),
    [
      'less than half as much counts as blank',
      [`Email: ${EMAILS}`, 'Work Email: a@acme.example; n/a; -; '],
      { email: 'Email' },
    ],
    [
      'from half as much on the words decide',
      [`Phone: ${PHONES}`, 'Mobile: +1 555 0104; +1 555 0105'],
      { phone: 'Mobile' },
    ],
    [
      'the fuller one of two that say the same',
      ['Email: a@acme.example; b@acme.example', `E-mail: ${EMAILS}`],
      { email: 'E-mail' },
    ],
    [
      'a full one with a typing error before a blank one',
      [`Emial: ${EMAILS}`, 'Email'],
      { email: 'Emial' },
    ],
    [
      'a full website before a blank domain',
      ['Domain', 'Website: acme.example; globex.example'],
      { company_domain: 'Website' },
    ],
    [
      'public profiles before more that only subscribers can open',
      [
        'LinkedIn URL: linkedin.com/sales/lead/A; linkedin.com/sales/lead/B; linkedin.com/sales/lead/C',
        'LinkedIn: linkedin.com/in/a',
      ],
      { linkedin_url: 'LinkedIn' },
    ],
  ])('%s', (_, columns, expected) => {
    expect(headersOf(matched(sheet(...columns)))).toEqual(expected);
  });

  test('however far down they are', () => {
    const cells = [['Work Email', 'Email'], ...Array<string[]>(3000).fill(['', ''])];
    for (let row = 0; row < 100; row++) cells.push(['', 'a@acme.example']);
    expect(headersOf(matched(cells))).toEqual({ email: 'Email' });
  });
});

describe('what was found out about a channel is not the channel', () => {
  test.each([
    'Email Verified',
    'Verified Email: yes; no; yes',
    'Email Valid: TRUE; FALSE',
    'Email Validity: 2026-03-01; 2026-03-02',
    'Email checked: 1; 0',
    'Email status: deliverable; bounced',
    'E-Mail geprüft',
    'E-mail vérifié: oui; non',
    'Correo verificado: sí; no',
    'Phone Verified',
    'Valid Phone: yes; no',
    'Phone confirmed: 03/01/2026; 03/02/2026',
    'Telefon gültig: ja; nein',
    'Bounced Email: a@acme.example',
    'Invalid Email: a@acme.example',
  ])('%s', (column) => {
    expect(matched(sheet('Company', column)).fields).toEqual({
      company_name: { column: 0, certainty: 'exact' },
    });
  });

  test.each([
    ['Verified Email: a@acme.example; b@acme.example', { email: 'Verified Email' }],
    ['Phone (valid): +1 555 0100; +1 555 0101', { phone: 'Phone (valid)' }],
  ])('unless it holds them: %s', (column, expected) => {
    expect(headersOf(matched(sheet(column)))).toEqual(expected);
  });
});

describe('words are put together', () => {
  /** `Header = field`, one after the other; no field where the header is none of them. */
  test.each([
    'Prénom du contact = first_name | Nom du contact = last_name | Entreprise = company_name',
    'Apellido paterno = last_name | Apellido materno | Nombre(s) = first_name | Empresa = company_name',
    'Client Name = full_name | Client Company = company_name',
    'Name des Ansprechpartners = full_name | Firmenbezeichnung = company_name | URL der Firma = company_domain',
    'Nome contatto = first_name | Cognome contatto = last_name | Email = email',
    'Unternehmen / Firma = company_name | E-Mail-Adresse (gesch.) = email | Telefon gesch. = phone',
    'Gesellschaft = company_name | Tlf. = phone',
    'Customer = company_name | Mél = email | Téléphone fixe = phone',
    'Customer Name = company_name | Contact Name = full_name | Customer Email = email',
    'Customer Name = full_name | Company = company_name',
    'Company Contact | Company = company_name | Company mobile = phone',
    'Name / Company | Email = email',
    'Vorname Ansprechpartner = first_name | Nachname Ansprechpartner = last_name | Kundenname = company_name | Geschäftstelefon = phone',
    'Vor- und Zuname = full_name | Firma/Organisation = company_name | Mobil-Nr. = phone | Internetauftritt = company_domain',
    'Name der Firma = company_name | Website der Firma = company_domain | Kontakt (Name) = full_name | Kontakt E-Mail = email',
    'Kunde = company_name | Ansprechpartner = full_name | Tel.-Nr. = phone | Kundennummer',
    'Nachname = last_name | Vorname = first_name | Dienstliche E-Mail = email | Diensthandy = phone | LinkedIn-Seite = linkedin_url',
    'Nom du client = last_name | Prénom du client = first_name | Nom de la structure = company_name | Tél. portable = phone | Tél. fixe',
    'Nom (usuel) = last_name | Prénom(s) = first_name | Courriel pro = email | Mobile pro = phone | Site web de la société = company_domain',
    "Interlocuteur = full_name | Nom de l'organisme = company_name | Numéro de tél. = phone | URL de l'entreprise = company_domain",
    'Prénom = first_name | Nom d’usage = last_name | Entreprise / Société = company_name | URL du profil LinkedIn = linkedin_url',
    'Nombre de contacto = first_name | Apellidos de contacto = last_name | Nombre de la organización = company_name | Teléfono fijo = phone',
    'Primer nombre = first_name | Segundo nombre | Primer apellido = last_name | Segundo apellido | Correo-e = email',
    'Nombre completo del contacto = full_name | Cliente = company_name | Web de la empresa = company_domain | Tlf. móvil = phone',
    'Apellidos y nombre = full_name | Empresa / Institución = company_name | Correo de la empresa = email',
    'Nome do contato = first_name | Sobrenome do contato = last_name | E-mail comercial = email | Celular/WhatsApp = phone',
    'Nome do cliente = full_name | Empresa do cliente = company_name | Correio eletrónico = email | Telefone fixo = phone',
    'Nome fantasia = company_name | Pessoa de contato = full_name | Página LinkedIn = linkedin_url | Nº de telemóvel = phone',
    'Nome referente = first_name | Cognome referente = last_name | E-mail di lavoro = email | Tel. cellulare = phone',
    "Persona di contatto = full_name | Nome della società = company_name | Sito dell'azienda = company_domain | Num. tel. = phone",
    'Cognome e nome del contatto = full_name | Organizzazione = company_name | Recapito telefonico = phone',
    'Voornaam contactpersoon = first_name | Tussenvoegsel | Achternaam contactpersoon = last_name | Naam bedrijf = company_name',
    'Voornaam en achternaam = full_name | Bedrijf / organisatie = company_name | Mobiel telefoonnummer = phone | Website bedrijf = company_domain',
    'Naam contact = full_name | Klantnaam = company_name | E-mailadres werk = email | Vast telefoonnummer = phone',
  ])('%s', (line) => {
    const columns = line.split(' | ').map((column) => column.split(' = '));
    const expected = columns.flatMap(([header = '', field]) => (field ? [[field, header]] : []));
    expect(headersOf(matched(sheet(...columns.map(([header = '']) => header))))).toEqual(
      Object.fromEntries(expected),
    );
  });

  test('a customer beside another column for people is a company, whatever its name looks like', () => {
    const columns = ['Customer: Blue River; Red Fox', 'Contact: Jane Doe; Jim Roe'];
    expect(headersOf(matched(sheet(...columns)))).toEqual({
      company_name: 'Customer',
      full_name: 'Contact',
    });
  });
});

describe('a word for a name', () => {
  test.each<[string, string[], Record<string, string>]>([
    [
      'is the whole name',
      ['Name: Jane Doe; Jim Roe', 'Company'],
      { full_name: 'Name', company_name: 'Company' },
    ],
    [
      'is the last name beside a first name',
      ['Vorname: Jane; Jim', 'Name: Doe; Roe'],
      { first_name: 'Vorname', last_name: 'Name' },
    ],
    [
      'is the first name beside a last name',
      ['Nombre: Jane; Jim', 'Apellidos: Doe; Roe'],
      { first_name: 'Nombre', last_name: 'Apellidos' },
    ],
    [
      'is not needed beside both',
      ['Name: Jane Doe', 'First name: Jane', 'Last name: Doe'],
      { first_name: 'First name', last_name: 'Last name' },
    ],
    ['is no name over e-mails', ['Name: jane@acme.example; jim@acme.example'], { email: 'Name' }],
    [
      'is no name over single words',
      ['Name: Acme; Globex', 'Email: a@acme.example'],
      { email: 'Email' },
    ],
    [
      'may be Contact, if people are in it',
      ['Contact: Jane Doe; Jim Roe'],
      { full_name: 'Contact' },
    ],
    ['is not Contact over anything else', ['Contact: yes; no', 'Email'], { email: 'Email' }],
  ])('%s', (_, columns, expected) => {
    expect(headersOf(matched(sheet(...columns)))).toEqual(expected);
  });
});

describe('the cells', () => {
  test.each<[string, string[], Record<string, string>]>([
    [
      'tell profiles under any header',
      ['Email', 'Where: linkedin.com/in/a; linkedin.com/in/b'],
      { email: 'Email', linkedin_url: 'Where' },
    ],
    [
      'tell e-mails under any header',
      ['Phone', 'Reach: a@acme.example; b@acme.example'],
      { phone: 'Phone', email: 'Reach' },
    ],
    [
      'tell domains under no header',
      ['Email', ': acme.example; globex.example'],
      { email: 'Email', company_domain: '' },
    ],
    [
      'tell phones under a number',
      ['Email', 'Column 2: +1 555 0100; +1 555 0101'],
      { email: 'Email', phone: 'Column 2' },
    ],
    [
      'veto company pages under LinkedIn',
      ['Email', 'LinkedIn: linkedin.com/company/a; linkedin.com/company/b'],
      { email: 'Email' },
    ],
    ['veto words under Phone', ['Email', 'Phone: yes; no; yes'], { email: 'Email' }],
    [
      'veto LinkedIn pages under Website',
      ['Email', 'Website: linkedin.com/company/a'],
      { email: 'Email' },
    ],
    [
      'never overrule a header that is known',
      ['Email', 'Owner email: a@ours.example', 'Email Domain: acme.example'],
      { email: 'Email' },
    ],
    [
      'decide between two LinkedIn columns',
      ['LinkedIn URL: linkedin.com/sales/lead/A', 'LinkedIn: linkedin.com/in/a'],
      { linkedin_url: 'LinkedIn' },
    ],
  ])('%s', (_, columns, expected) => {
    expect(headersOf(matched(sheet(...columns)))).toEqual(expected);
  });

  test('are shown: the first three different ones of every column', () => {
    const { columns } = matched(
      sheet('Email: a@a.example; a@a.example; b@a.example; c@a.example; d@a.example', ''),
    );
    expect(columns).toEqual([
      { column: 0, header: 'Email', samples: ['a@a.example', 'b@a.example', 'c@a.example'] },
      { column: 1, header: '', samples: [] },
    ]);
  });
});

describe('the header row', () => {
  const TABLE = [
    ['First name', 'Last name', 'Company'],
    ['Jane', 'Doe', 'Acme'],
  ];

  test.each<[string, string[][], ReturnType<typeof findHeaderRow>]>([
    ['is the first one', TABLE, { kind: 'found', row: 0 }],
    ['is below a title', [['Contacts'], ...TABLE], { kind: 'found', row: 1 }],
    [
      'is below title, blank row and date',
      [['Trade fair leads', '', ''], [], ['Exported on 3 March 2026'], ['', '', ''], ...TABLE],
      { kind: 'found', row: 4 },
    ],
    [
      'is below report filters',
      [['Report: Contacts by owner'], ['Filter', 'Owner is me'], [], ...TABLE],
      { kind: 'found', row: 3 },
    ],
    ['may be of one column', [['Email'], ['jane@acme.example']], { kind: 'found', row: 0 }],
    ['may stand alone', [['First name', 'Last name', 'Company']], { kind: 'found', row: 0 }],
    [
      'may be in an unknown language',
      [
        ['Etunimi', 'Sukunimi', 'Sähköposti'],
        ['Jane', 'Doe', 'jane@acme.example'],
      ],
      { kind: 'found', row: 0 },
    ],
    [
      'may be in an unknown language above names alone',
      [
        ['Nimi', 'Yritys'],
        ['Jane Doe', 'Acme'],
        ['Jim Roe', 'Globex'],
        ['Ann Poe', 'Initech'],
      ],
      { kind: 'found', row: 0 },
    ],
    [
      'may be in an unknown language above numbers, even where the first is missing',
      [
        ['Yritys', 'Vuosi'],
        ['Acme', ''],
        ['Globex', '1998'],
        ['Initech', '2004'],
      ],
      { kind: 'found', row: 0 },
    ],
    [
      'may say Client',
      [
        ['Client Name', 'Client Company'],
        ['Jane Doe', 'Acme'],
      ],
      { kind: 'found', row: 0 },
    ],
    ['may say Customer alone', [['Customer'], ['Acme']], { kind: 'found', row: 0 }],
    [
      'is not where people are customers',
      [
        ['Jane', 'Acme', 'Customer'],
        ['Jim', 'Globex', 'Customer'],
      ],
      { kind: 'none', firstRow: 0 },
    ],
    [
      'may be missing above names alone',
      [
        ['Jane Doe', 'Acme'],
        ['Jim Roe', 'Globex'],
        ['Ann Poe', 'Initech'],
      ],
      { kind: 'none', firstRow: 0 },
    ],
    [
      'may be missing',
      [
        ['Jane', 'Doe', 'jane@acme.example'],
        ['Jim', 'Roe', 'jim@acme.example'],
      ],
      { kind: 'none', firstRow: 0 },
    ],
    [
      'may be missing below a blank row',
      [[], ['linkedin.com/in/jane'], ['linkedin.com/in/jim']],
      { kind: 'none', firstRow: 1 },
    ],
    ['is not in an empty sheet', [[], ['', ' ']], { kind: 'empty' }],
    ['is not in no sheet at all', [], { kind: 'empty' }],
  ])('%s', (_, cells, expected) => {
    expect(findHeaderRow(cells)).toEqual(expected);
  });

  test('may be missing, and the cells still tell the columns', () => {
    const match = matched([
      ['Jane Doe', 'jane@acme.example', 'https://linkedin.com/in/jane', 'acme.example'],
      ['Jim Roe', 'jim@acme.example', 'https://linkedin.com/in/jim', 'acme.example'],
    ]);
    expect(mappingOf(match)).toEqual({
      full_name: 0,
      email: 1,
      linkedin_url: 2,
      company_domain: 3,
    });
    expect(Object.values(match.fields).every(({ certainty }) => certainty === 'guess')).toBe(true);
  });

  test('is nothing to match in an empty sheet', () => {
    expect(matched([])).toEqual({ fields: {}, columns: [] });
  });
});

test('no sheet whatever breaks the matching, and no column is proposed twice', () => {
  const cells = fc.array(fc.array(fc.string({ unit: 'binary', maxLength: 8 }), { maxLength: 5 }), {
    maxLength: 5,
  });
  fc.assert(
    fc.property(cells, (any) => {
      const columns = Object.values(mappingOf(matched(any)));
      expect(new Set(columns).size).toBe(columns.length);
    }),
  );
});

describe('a LeadLeap id', () => {
  const id = (...columns: string[]) => headersOf(matched(sheet(...columns))).lead_id;

  test.each(['LeadLeap ID', 'Lead ID', 'lead_id', 'leadId', 'LEAD ID', 'LeadLeap Lead ID'])(
    'is found under %s',
    (header) => {
      expect(id('Email', `${header}: c_7f3a2b9d1e8c5f4a; c_1a2b3c4d`)).toBe(header);
    },
  );

  test.each([
    'ID',
    'Contact ID',
    'Deal ID',
    'DEALID',
    'leadip',
    'Record ID',
    'Lead',
    'Lead Source',
  ])('is not what stands under %s', (header) => {
    expect(id('Email', `${header}: c_7f3a2b9d1e8c5f4a; c_1a2b3c4d`)).toBeUndefined();
  });

  test('is rather the one that says so', () => {
    expect(id('Lead ID: 00Q1; 00Q2', 'LeadLeap ID: c_1; c_2')).toBe('LeadLeap ID');
  });
});

test.each([
  ['Email (masked): sa***@acme.com; jo***@acme.com', 'Phone (masked): +1415****78; +1415****79'],
  ['Masked email: sa***@acme.com', 'masked_phone: +1415****78'],
  ['Email (masked)', 'Phone (masked)'],
  ['Email: sa***@acme.com; jo***@acme.com', 'Phone: +1415****78; +1415****79'],
])('what is blacked out is no e-mail and no phone: %s, %s', (email, phone) => {
  const { email: asEmail, phone: asPhone } = headersOf(matched(sheet('Full Name', email, phone)));
  expect([asEmail, asPhone]).toEqual([undefined, undefined]);
});
