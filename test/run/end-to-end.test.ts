import { Addon } from '../support/addon';

const ROWS = [
  ['First name', 'Last name', 'Company', 'Website'],
  ['Ada', 'Lovelace', 'Analytical', 'analytical.example'],
  ['Grace', 'Hopper', 'Cobol', 'https://www.cobol.example/about'],
  ['Alan', 'Turing', 'Bombe', 'bombe.example'],
];

test('contacts go from their rows to the vendor and back', () => {
  const addon = new Addon({ rows: ROWS });
  expect(addon.home().inspection.check?.counts.ready).toBe(3);
  const end = addon.workToEnd(addon.start({ channels: ['email', 'phone'] }));
  expect(end).toMatchObject({ state: 'closed', contacts: 3, done: 3 });

  const { ledger } = addon.vendor;
  const sold = ROWS.slice(1).map(([firstName = '', lastName = '', companyName = '', site = '']) =>
    ledger.lookup({
      ...{ firstName, lastName, companyName, linkedinUrl: '' },
      companyDomain: site.replace('https://www.', '').replace('/about', ''),
    }),
  );
  expect(addon.column('Email')).toEqual(sold.map(({ email }) => email));
  expect(addon.column('Phone')).toEqual(sold.map(({ phones }) => phones[0] ?? ''));
  expect(addon.column('Email').filter((email) => email !== '')).not.toEqual([]);
  expect(ledger.boughtTwice()).toEqual([]);
  expect(addon.log().map((line) => line[3])).toContain('written');
});
