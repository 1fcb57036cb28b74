// Which item belongs to which contact: the rules one by one, without a vendor.
import type { Identity } from '../../src/contact/contact';
import { fingerprint } from '../../src/contact/fingerprint';
import { BLANK_ITEM } from '../../src/provider/item';
import type { Item } from '../../src/provider/provider';

import { matchItems, taskHash } from '../../src/run/slice/match';

const NOBODY: Identity = {
  linkedinUrl: '',
  firstName: '',
  lastName: '',
  companyName: '',
  companyDomain: '',
};
const person = (change: Partial<Identity>): Identity => ({ ...NOBODY, ...change });
const ADA = person({ firstName: 'Ada', lastName: 'Lovelace', companyDomain: 'engine.example' });
const GRACE = person({ firstName: 'Grace', lastName: 'Hopper', companyName: 'Cobol Inc.' });
const JOHN_AT = (slug: string): Identity =>
  person({
    linkedinUrl: `https://www.linkedin.com/in/${slug}`,
    firstName: 'John',
    lastName: 'Smith',
    companyDomain: 'acme.example',
  });

const item = (email: string, change: Partial<Item> = {}): Item => ({
  ...BLANK_ITEM,
  email,
  ...change,
});

/** The e-mail that each contact gets, and those that nobody gets. */
function match(items: Item[], contacts: (Identity | null)[], tasks: string[] | null = null) {
  const prints = contacts.map((contact) => [fingerprint(contact ?? NOBODY)] as const);
  const { byContact, untied } = matchItems(items, prints, contacts, tasks?.map(taskHash) ?? null);
  return {
    got: contacts.map((_, index) => byContact.get(index)?.email ?? null),
    untied: untied.map(({ email }) => email),
  };
}

test('an echo ties an item, in whatever order, spelled as it may be', () => {
  const shout = person({
    firstName: 'ADA',
    lastName: 'lovelace',
    companyDomain: 'www.engine.example',
  });
  const items = [item('g', { echo: GRACE }), item('a', { echo: shout })];
  expect(match(items, [ADA, GRACE])).toEqual({ got: ['a', 'g'], untied: [] });
});

test('an echo ties an item to a contact whose row is gone', () => {
  const { byContact } = matchItems([item('a', { echo: ADA })], [[fingerprint(ADA)]], [null], null);
  expect(byContact.get(0)?.email).toBe('a');
});

test('an echo of somebody else is nobody, whatever the result says', () => {
  const items = [item('a', { echo: GRACE, identity: ADA })];
  expect(match(items, [ADA])).toEqual({ got: [null], untied: ['a'] });
});

test('the vendor’s word for who it is ties an item to the one contact that is this person', () => {
  expect(match([item('g', { identity: GRACE })], [ADA, GRACE]).got).toEqual([null, 'g']);
});

test('a name alone is nobody', () => {
  const name = person({ firstName: 'Ada', lastName: 'Lovelace' });
  expect(match([item('a', { identity: name })], [ADA])).toEqual({ got: [null], untied: ['a'] });
});

test('two contacts of one name in one company are told apart by their profiles, or not at all', () => {
  const contacts = [JOHN_AT('john-1'), JOHN_AT('john-2')];
  const unsaid = person({ firstName: 'John', lastName: 'Smith', companyDomain: 'acme.example' });
  const items = [item('2', { identity: JOHN_AT('john-2') }), item('?', { identity: unsaid })];
  expect(match(items, contacts)).toEqual({ got: [null, '2'], untied: ['?'] });
});

describe('a namesake whose row is gone', () => {
  const unsaid = person({ firstName: 'John', lastName: 'Smith', companyDomain: 'acme.example' });
  const gone = [JOHN_AT('john-1'), null];

  test('may be whom a name means: it ties nothing', () => {
    expect(match([item('2', { identity: unsaid })], gone)).toEqual({
      got: [null, null],
      untied: ['2'],
    });
  });

  test('is told apart by the place of its task', () => {
    const items = ['t1', 't2'].map((taskId) => item(taskId, { identity: unsaid, taskId }));
    expect(match(items, gone, ['t1', 't2'])).toEqual({ got: ['t1', 't2'], untied: [] });
  });

  test('cannot have stood beside a contact without a profile, nor one whose profile is named', () => {
    expect(match([item('a', { identity: ADA })], [ADA, null]).got).toEqual(['a', null]);
    const items = [item('1', { identity: JOHN_AT('john-1') })];
    expect(match(items, gone).got).toEqual(['1', null]);
  });

  test('of one company may have had another domain', () => {
    const at = person({ firstName: 'Grace', lastName: 'Hopper', companyName: 'Cobol Inc.' });
    const contacts = [person({ ...GRACE, companyDomain: 'cobol.example' }), null];
    expect(match([item('g', { identity: at })], contacts).untied).toEqual(['g']);
  });
});

test('a profile that is not the contact’s is another person of the same name', () => {
  const items = [item('x', { identity: JOHN_AT('john-9') })];
  expect(match(items, [JOHN_AT('john-1')])).toEqual({ got: [null], untied: ['x'] });
});

describe('task ids', () => {
  const slugs = ['ada-lovelace', 'grace-hopper'].map((slug) =>
    person({ linkedinUrl: `https://www.linkedin.com/in/${slug}` }),
  );
  const named = (email: string, taskId: string, lastName: string): Item =>
    item(email, {
      taskId,
      identity: person({ firstName: 'X', lastName, companyDomain: 'y.example' }),
    });

  test('tie contacts of which only a profile is known, once one item agrees with its place', () => {
    const items = [named('g', 't2', 'Hopper'), named('a', 't1', 'Byron')];
    expect(match(items, slugs, ['t1', 't2'])).toEqual({ got: ['a', 'g'], untied: [] });
  });

  test('tie nothing where no item agrees with its place', () => {
    const items = [named('g', 't2', 'Byron'), named('a', 't1', 'Noether')];
    expect(match(items, slugs, ['t1', 't2'])).toEqual({ got: [null, null], untied: ['g', 'a'] });
  });

  test('tie nothing where one item is another contact of the batch than its place says', () => {
    const contacts = [ADA, GRACE, ...slugs];
    const items = [
      item('a', { taskId: 't2', identity: ADA }),
      item('g', { taskId: 't2', identity: GRACE }),
      named('?', 't3', 'Lovelace'),
    ];
    const result = match(items, contacts, ['t1', 't2', 't3', 't4']);
    expect(result).toEqual({ got: ['a', 'g', null, null], untied: ['?'] });
  });

  test('are not confirmed by a domain that several contacts share', () => {
    const colleagues = ['p1', 'p2'].map((slug) =>
      person({ linkedinUrl: `https://www.linkedin.com/in/${slug}`, companyDomain: 'y.example' }),
    );
    const items = [named('a', 't1', 'Lovelace'), named('g', 't2', 'Hopper')];
    expect(match(items, colleagues, ['t1', 't2']).untied).toEqual(['a', 'g']);
  });

  test('are not confirmed by a last name that stands in several profiles, nor by a short one inside a word', () => {
    const at = (slug: string) => person({ linkedinUrl: `https://www.linkedin.com/in/${slug}` });
    const siblings = [named('a', 't1', 'Lund'), named('f', 't2', 'Lund')];
    const two = [at('alund1'), at('flund2')];
    expect(match(siblings, two, ['t1', 't2']).untied).toEqual(['a', 'f']);
    const short = [named('k', 't1', 'Lee')];
    expect(match(short, [at('kathleen-x'), at('x')], ['t1', 't2']).untied).toEqual(['k']);
    expect(match(short, [at('kath-lee-x'), at('x')], ['t1', 't2']).got).toEqual(['k', null]);
  });

  test('are confirmed by a domain that only the contact at its place has', () => {
    const contacts = ['y.example', 'z.example'].map((companyDomain, index) =>
      person({ linkedinUrl: `https://www.linkedin.com/in/p${index}`, companyDomain }),
    );
    const items = [named('a', 't1', 'Lovelace'), named('g', 't2', 'Hopper')];
    expect(match(items, contacts, ['t1', 't2'])).toEqual({ got: ['a', 'g'], untied: [] });
  });

  test('tie nothing where an item’s first and last name stand in another contact’s profile', () => {
    const ada = person({ firstName: 'Ada', lastName: 'Lovelace', companyDomain: 'y.example' });
    const items = [item('a', { taskId: 't2', identity: ada }), named('g', 't1', 'Lovelace')];
    expect(match(items, slugs, ['t1', 't2']).untied).toEqual(['a', 'g']);
  });

  test('are not asked where the vendor gave none', () => {
    expect(match([named('a', '', 'Lovelace')], slugs, ['t1', 't2']).untied).toEqual(['a']);
  });
});

describe('several items for one contact', () => {
  test('the first that holds a value counts; the same again is no news', () => {
    const items = ['', 'a', 'a'].map((email) => item(email, { echo: ADA }));
    expect(match(items, [ADA])).toEqual({ got: ['a'], untied: [] });
  });

  test('what one has not, the other may have', () => {
    const phones = [{ number: '+1', type: '' }];
    const { byContact, untied } = matchItems(
      [item('', { echo: ADA, phones }), item('a', { echo: ADA, emailStatus: 'risky' })],
      [[fingerprint(ADA)]],
      [ADA],
      null,
    );
    expect(byContact.get(0)).toMatchObject({ email: 'a', emailStatus: 'risky', phones });
    expect(untied).toEqual([]);
  });

  test('of what contradicts, the first counts, and only the rest goes to the log', () => {
    const phone = (number: string) => ({ number, type: '' });
    const { byContact, untied } = matchItems(
      [
        item('a', { echo: ADA, phones: [phone('+1')] }),
        item('a', { echo: ADA, phones: [phone('+1'), phone('+2')] }),
      ],
      [[fingerprint(ADA)]],
      [ADA],
      null,
    );
    expect(byContact.get(0)).toMatchObject({ email: 'a', phones: [phone('+1')] });
    expect(untied).toMatchObject([{ email: '', phones: [phone('+2')] }]);
  });

  test('another value goes to the log', () => {
    const items = ['a', 'b'].map((email) => item(email, { echo: ADA }));
    expect(match(items, [ADA])).toEqual({ got: ['a'], untied: ['b'] });
  });
});

describe('several items of nobody', () => {
  test('that say the same, of the same person or of none, are one', () => {
    const someone = { identity: person({ firstName: 'A', lastName: 'B' }) };
    const items = [
      item('x'),
      item('x', someone),
      item('x', { ...someone, taskId: 't' }),
      item('x'),
    ];
    expect(match(items, [ADA])).toEqual({ got: [null], untied: ['x'] });
  });

  test('are several where they are said of several people, or differ', () => {
    const items = ['A', 'B'].map((firstName) =>
      item('x', { identity: person({ firstName, lastName: 'C' }) }),
    );
    expect(match([...items, item('y')], [ADA]).untied).toEqual(['x', 'x', 'y']);
  });
});

test('an item without a value and without a contact is nothing', () => {
  expect(match([item('')], [ADA])).toEqual({ got: [null], untied: [] });
});

describe('an item that nothing ties may be about', () => {
  /** The indexes of those whom the only untied item may be about. */
  function mayBe(identity: Identity | null, contacts: (Identity | null)[]): readonly number[] {
    const prints = contacts.map((contact) => [fingerprint(contact ?? NOBODY)] as const);
    const { untied, mayBe: about } = matchItems([item('x', { identity })], prints, contacts, null);
    expect(untied).toHaveLength(1);
    return [...about.values()].flat();
  }
  const profile = (slug: string): Identity =>
    person({ linkedinUrl: `https://www.linkedin.com/in/${slug}` });
  const name = person({ firstName: 'Ada', lastName: 'Lovelace' });

  test('anybody, where it says nothing', () => {
    expect(mayBe(null, [ADA, GRACE, null])).toEqual([0, 1, 2]);
  });

  test('those of its name, wherever they work, and no others', () => {
    expect(mayBe(name, [GRACE, ADA, person({ ...ADA, companyDomain: 'other.example' })])).toEqual([
      1, 2,
    ]);
  });

  test('those in whose profile its name stands, else all of whom a profile is all there is', () => {
    expect(mayBe(name, [GRACE, profile('ada-lovelace-1'), profile('x1')])).toEqual([1]);
    expect(mayBe(name, [GRACE, profile('x1'), profile('x2')])).toEqual([1, 2]);
  });

  test('one who shares a name and the company, and nobody else', () => {
    const married = person({ ...ADA, lastName: 'King' });
    expect(mayBe(married, [GRACE, ADA])).toEqual([1]);
    expect(mayBe(married, [GRACE, person({ ...ADA, companyDomain: 'other.example' })])).toEqual([]);
  });
});
