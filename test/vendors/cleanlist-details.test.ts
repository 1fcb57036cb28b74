// What comes free with a person: the same each time, in both shapes, and nothing of people of whom nothing is known.
import type { VendorContact } from '../../local/vendors/person';
import type { Details, Item } from '../../src/provider/provider';
import { NO_DETAILS } from '../../src/provider/read-details';
import { answered, buy, emulator, END, get, people, polled } from './calls';

type Shape = 'flat' | 'echo';

function itemsOf(
  contacts: readonly VendorContact[],
  shape: Shape,
  shares: { email: number; phone: number; failed: number },
  type = 'partial',
): readonly Item[] {
  const vendor = emulator({ shares, shape });
  const outcome = polled(vendor, buy(vendor, contacts, type), END);
  if (outcome.kind !== 'finished') throw new Error(outcome.kind);
  return outcome.items;
}

const detailsOf = (items: readonly Item[]): readonly Details[] =>
  items.map(({ details }) => details);

test('a title, a company and, for some, a profile and other e-mails come with what is found', () => {
  const contacts = people(60).map((one) => ({ ...one, company_name: 'Acme' }));
  const all = detailsOf(itemsOf(contacts, 'flat', { email: 1, phone: 0, failed: 0 }));
  expect(all.every(({ title, company }) => title !== '' && company === 'Acme')).toBe(true);
  for (const field of ['linkedin', 'otherEmails'] as const) {
    const share = all.filter((details) => details[field] !== '').length / all.length;
    expect(share).toBeGreaterThan(0.1);
    expect(share).toBeLessThan(0.9);
  }
  const addresses = all.flatMap(({ otherEmails }) => otherEmails.split(', ')).filter(Boolean);
  expect(addresses.every((address) => address.endsWith('.example'))).toBe(true);
  expect(new Set(addresses).size).toBe(addresses.length);
  const profiles = all.map(({ linkedin }) => linkedin).filter(Boolean);
  expect(profiles.every((url) => url.startsWith('https://www.linkedin.com/in/sample-'))).toBe(true);
});

test('both shapes say the same of the same people, in any batch', () => {
  const shares = { email: 0.5, phone: 0.5, failed: 0 };
  const contacts = people(40).map((one) => ({ ...one, company_name: 'Acme' }));
  const flat = detailsOf(itemsOf(contacts, 'flat', shares, 'full'));
  expect(detailsOf(itemsOf(contacts, 'echo', shares, 'full'))).toEqual(flat);
  const reversed = itemsOf([...contacts].reverse(), 'flat', shares, 'full');
  expect([...detailsOf(reversed)].reverse()).toEqual(flat);
});

test.each(['flat', 'echo'] as const)(
  'some are known although nothing is found, the others not at all (%s)',
  (shape) => {
    const items = itemsOf(people(60), shape, { email: 0, phone: 0, failed: 0 });
    const known = detailsOf(items).filter(({ title }) => title !== '');
    expect(known.length).toBeGreaterThan(5);
    expect(known.length).toBeLessThan(40);
    const others = detailsOf(items).filter(({ title }) => title === '');
    expect(others.every((details) => JSON.stringify(details) === JSON.stringify(NO_DETAILS))).toBe(
      true,
    );
  },
);

test.each(['flat', 'echo'] as const)('a lookup that broke knows nobody (%s)', (shape) => {
  const items = itemsOf(people(20), shape, { email: 1, phone: 1, failed: 1 });
  expect(detailsOf(items)).toEqual(Array(20).fill(NO_DETAILS));
});

test('a person who was sent with a profile has that one when asked for by name later', () => {
  const vendor = emulator({ shares: { email: 1, phone: 0, failed: 0 } });
  const [ada] = people(1);
  const linkedin_url = 'https://www.linkedin.com/in/ada-one';
  const ask = (contact: VendorContact | undefined): string => {
    const id = buy(vendor, contact === undefined ? [] : [contact], 'partial');
    return answered(vendor.handle(get(`/enrich/status?workflow_id=${id}`), END)).body;
  };
  ask({ ...ada, linkedin_url });
  expect(ask(ada)).toContain(linkedin_url);
});
