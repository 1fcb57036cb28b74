import fc from 'fast-check';
import type { Identity } from '../../src/contact/contact';
import { fingerprint, isKnownAs } from '../../src/contact/fingerprint';
import { hash48, hashText } from '../../src/contact/hash';

const JANE: Identity = {
  linkedinUrl: 'https://www.linkedin.com/in/jane-doe',
  firstName: 'Jane',
  lastName: 'Doe',
  companyName: 'Acme Inc.',
  companyDomain: 'acme.example',
};

test('a fingerprint is eight base64url characters and stays the same between releases', () => {
  expect(fingerprint(JANE)).toMatch(/^[\w-]{8}$/);
  expect(fingerprint(JANE)).toBe('PiIB2zg6');
  expect([hash48(''), hash48('Jane')]).toEqual(['w-C_2Dyy', 'IiL8H0GM']);
});

test('two spellings of one identity have one fingerprint', () => {
  const respelled: Identity = {
    linkedinUrl: 'HTTP://fr.linkedin.com/in/Jane-Doe/en?x=1',
    firstName: 'JANE',
    lastName: 'Döe',
    companyName: 'ACME',
    companyDomain: 'https://www.acme.example/',
  };
  expect(fingerprint(respelled)).toBe(fingerprint(JANE));
});

test('every field counts, and fields do not run into each other', () => {
  const others: Identity[] = [
    { ...JANE, linkedinUrl: '' },
    { ...JANE, firstName: 'Janet' },
    { ...JANE, lastName: 'Roe' },
    { ...JANE, companyName: '' },
    { ...JANE, companyDomain: '' },
    { ...JANE, firstName: 'Jane Doe', lastName: '' },
    { ...JANE, firstName: '', lastName: 'Jane Doe' },
    { ...JANE, companyName: 'acme.example', companyDomain: '' },
  ];
  expect(new Set([JANE, ...others].map(fingerprint)).size).toBe(others.length + 1);
});

const NO_NAMES = { firstName: '', lastName: '' };
const NO_PROFILE = { linkedinUrl: '' };

test.each<[string, Partial<Identity>, boolean]>([
  ['as a whole', {}, true],
  ['without the profile', NO_PROFILE, true],
  ['without the domain', { companyDomain: '' }, true],
  ['without the company', { companyName: '' }, true],
  ['by the name and domain', { ...NO_PROFILE, companyName: '' }, true],
  ['by the name and company', { ...NO_PROFILE, companyDomain: '' }, true],
  ['by the profile and company', { ...NO_NAMES, companyDomain: '' }, true],
  ['by the profile alone', { ...NO_NAMES, companyName: '', companyDomain: '' }, true],
  ['not by the name alone', { ...NO_PROFILE, companyName: '', companyDomain: '' }, false],
  ['not by the company alone', { ...NO_PROFILE, ...NO_NAMES }, false],
  ['not with another profile', { linkedinUrl: 'https://www.linkedin.com/in/other' }, false],
  ['not with another name', { lastName: 'Roe' }, false],
  ['not with another company', { ...NO_PROFILE, companyName: 'Other' }, false],
])('an identity is known by fingerprints of what it said before: %s', (_, before, isKnown) => {
  const prints = new Set([fingerprint({ ...JANE, ...before })]);
  expect(isKnownAs(JANE, prints)).toBe(isKnown);
});

test('nor is it known by what it does not say yet', () => {
  const prints = new Set([fingerprint(JANE)]);
  expect(isKnownAs({ ...JANE, linkedinUrl: '' }, prints)).toBe(false);
});

test('200,000 different identities have different fingerprints', () => {
  const seen = new Set<string>();
  for (let index = 0; index < 200_000; index++) {
    seen.add(hash48(`person-${index}\njane\ndoe\nacme.example\nacme`));
  }
  expect(seen.size).toBe(200_000);
});

test('each bit of the hash changes half of the time when one bit of the text does', () => {
  const flips = new Array<number>(48).fill(0);
  const texts = 2000;
  for (let index = 0; index < texts; index++) {
    const text = `person ${index}`;
    const at = index % text.length;
    const flipped =
      text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);
    const [before, after] = [bits(hash48(text)), bits(hash48(flipped))];
    for (let bit = 0; bit < 48; bit++)
      if (before[bit] !== after[bit]) flips[bit] = (flips[bit] ?? 0) + 1;
  }
  for (const count of flips) {
    expect(count / texts).toBeGreaterThan(0.44);
    expect(count / texts).toBeLessThan(0.56);
  }
});

test('a shorter hash is the beginning of the longer one, and a length beyond it is refused', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 8 }), (text, length) => {
      expect(hash48(text).slice(0, length)).toBe(hashText(text, length));
    }),
  );
  expect(() => hashText('x', 11)).toThrow(RangeError);
});

function bits(hash: string): string {
  return Buffer.from(hash, 'base64url').reduce(
    (all, byte) => all + byte.toString(2).padStart(8, '0'),
    '',
  );
}
