import { Addon } from '../support/addon';

const ROWS = [
  ['First name', 'Last name', 'Company', 'Website'],
  ['Ada', 'Lovelace', 'Analytical', 'analytical.example'],
  ['Grace', 'Hopper', 'Cobol', 'https://www.cobol.example/about'],
  ['Alan', 'Turing', 'Bombe', 'bombe.example'],
];

test('a contact goes from its row to the vendor and back', () => {
  const addon = new Addon({ rows: ROWS });
  const home = addon.home();
  expect(home.inspection.check?.counts.ready).toBe(3);
  const end = addon.workToEnd(addon.start({ channels: ['email', 'phone'] }));
  expect(end.state).toBe('closed');
  expect(addon.vendor.ledger.boughtTwice()).toEqual([]);
});
