import type { Identity } from '../../src/contact/contact';
import { SheetComparison, type Sold, type Witness } from '../../local/ledger/compare';

const HEADERS = ['First name', 'Last name', 'Company', 'Email', 'Phone'];
const MAPPING = { first_name: 0, last_name: 1, company_name: 2, email: 3, phone: 4 };

/** Sells an address and a number made of the name. */
class Ledger implements Witness {
  readonly purchases: { contact: { name: string } }[] = [];

  buy(name: string): void {
    this.purchases.push({ contact: { name } });
  }
  lookup({ firstName }: Identity): Sold {
    return this.lookupContact({ name: firstName });
  }
  lookupContact(contact: object): Sold {
    const name = (contact as { name: string }).name.toLowerCase();
    return { email: `${name}@x.example`, phones: [`+1 ${name.length}`, '+1 2'] };
  }
}

function compare(rows: string[][], bought: string[]): ReturnType<SheetComparison['compare']> {
  const ledger = new Ledger();
  bought.forEach((name) => {
    ledger.buy(name);
  });
  return new SheetComparison([ledger]).compare([['A title'], HEADERS, ...rows], 2, MAPPING);
}

describe('the comparison of a sheet with the ledger', () => {
  it('finds nothing wrong where each bought value stands in its own row', () => {
    const rows = [
      ['Ada', 'Lake', 'X', 'ada@x.example', '+1 3, +1 2'],
      [],
      ['Bea', 'Moor', 'X', 'bea@x.example', ''],
    ];
    expect(compare(rows, ['Ada', 'Bea'])).toEqual({ values: 4, wrong: [] });
  });

  it('names the row and the value that belong to somebody else', () => {
    const rows = [
      ['Ada', 'Lake', 'X', 'bea@x.example', ''],
      ['Bea', 'Moor', 'X', 'ada@x.example', ''],
    ];
    expect(compare(rows, ['Ada', 'Bea']).wrong).toEqual([
      { row: 3, text: 'bea@x.example' },
      { row: 4, text: 'ada@x.example' },
    ]);
  });

  it('takes what is sold for a part of what a row says for its own: a retry asks so', () => {
    const ledger = new Ledger();
    ledger.lookup = ({ firstName, linkedinUrl }) =>
      ledger.lookupContact({ name: linkedinUrl === '' ? firstName : 'nobody' });
    ledger.buy('Ada');
    const row = ['Ada', 'Lake', 'X', 'ada@x.example', '', 'https://www.linkedin.com/in/ada-1'];
    const mapping = { ...MAPPING, linkedin_url: 5 };
    const comparison = new SheetComparison([ledger]);
    expect(comparison.compare([[...HEADERS, 'LinkedIn'], row], 1, mapping).wrong).toEqual([]);
  });

  it('takes a bought value in a row of nobody for wrong', () => {
    expect(compare([['', '', '', 'ada@x.example', '']], ['Ada']).wrong).toHaveLength(1);
  });

  it('does not let a bought address speak for the row it stands in', () => {
    // Without a company the row could only be told by the e-mail itself.
    expect(compare([['Ada', 'Lake', '', 'ada@x.example', '']], ['Ada']).wrong).toHaveLength(1);
  });

  it('ignores what was never sold', () => {
    const rows = [['Ada', 'Lake', 'X', 'someone@y.example', '+1 999']];
    expect(compare(rows, ['Ada'])).toEqual({ values: 0, wrong: [] });
  });

  it('learns of purchases that come later', () => {
    const ledger = new Ledger();
    const comparison = new SheetComparison([ledger]);
    const cells = [HEADERS, ['Ada', 'Lake', 'X', 'bea@x.example', '']];
    expect(comparison.compare(cells, 1, MAPPING).values).toBe(0);
    ledger.buy('Bea');
    expect(comparison.compare(cells, 1, MAPPING).wrong).toEqual([
      { row: 2, text: 'bea@x.example' },
    ]);
  });

  it('takes a value for right that any of several vendors sells for the person, and for wrong what none does', () => {
    const first = new Ledger();
    const second = new Ledger();
    second.lookupContact = (contact) => {
      const name = (contact as { name: string }).name.toLowerCase();
      return { email: `${name}@second.example`, phones: [] };
    };
    first.buy('Ada');
    second.buy('Ada');
    second.buy('Bea');
    const comparison = new SheetComparison([first, second]);
    const rows = [
      ['Ada', 'Lake', 'X', 'ada@second.example', '+1 3'],
      ['Ada', 'Lake', 'X', 'ada@x.example', ''],
      ['Ada', 'Lake', 'X', 'bea@second.example', ''],
    ];
    expect(comparison.compare([HEADERS, ...rows], 1, MAPPING)).toEqual({
      values: 4,
      wrong: [{ row: 4, text: 'bea@second.example' }],
    });
  });

  it('does not take for bought what a vendor was asked with', () => {
    const ledger = new Ledger();
    ledger.lookupContact = (contact) => {
      const { email = '' } = contact as { email?: string };
      return { email, phones: email === '' ? [] : ['+1 7'] };
    };
    ledger.lookup = ({ email }) => ledger.lookupContact(email === undefined ? {} : { email });
    ledger.purchases.push({ contact: { name: '', email: 'ada@own.example' } as { name: string } });
    const row = ['Ada', 'Lake', 'X', 'ada@own.example', '+1 7'];
    expect(new SheetComparison([ledger]).compare([HEADERS, row], 1, MAPPING)).toEqual({
      values: 1,
      wrong: [],
    });
  });
});
