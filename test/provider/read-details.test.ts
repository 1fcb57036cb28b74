// What a result says of a person beside e-mail and phone: both documented shapes, and everything in it untrusted.
import fc from 'fast-check';
import type { Details } from '../../src/provider/provider';
import { NO_DETAILS } from '../../src/provider/read-details';
import { readItems } from '../../src/provider/read-items';

const EMAIL = 'ada@acme.example';

function detailsOf(raw: unknown): Details | undefined {
  return readItems({ results: [raw] }, null)?.[0]?.details;
}

test('are read from flat items', () => {
  const raw = {
    primary_email: EMAIL,
    other_emails: ['a@home.example', { email: 'b@home.example', status: 'risky' }],
    prospect: { headline: 'Head of Engines', linkedin_url: 'http://uk.linkedin.com/in/Ada-L/?x=1' },
    company: { name: 'Acme', domain: 'acme.example', headcount: 7 },
  };
  expect(detailsOf(raw)).toEqual({
    title: 'Head of Engines',
    company: 'Acme',
    linkedin: 'https://www.linkedin.com/in/ada-l',
    otherEmails: 'a@home.example, b@home.example',
  });
});

test('are read from items that echo their input, and never from the input', () => {
  const result = {
    ...{ email: EMAIL, other_emails: ['a@home.example'], title: 'CTO', company: 'Acme' },
    linkedin_url: 'https://www.linkedin.com/in/ada',
  };
  const input = {
    ...{ title: 'Typed', company_name: 'Typed', linkedin_url: 'https://www.linkedin.com/in/typed' },
    other_emails: ['typed@home.example'],
  };
  expect(detailsOf({ result, input })).toEqual({
    ...{ title: 'CTO', company: 'Acme', otherEmails: 'a@home.example' },
    linkedin: 'https://www.linkedin.com/in/ada',
  });
  expect(detailsOf({ result: { email: EMAIL }, input })).toEqual(NO_DETAILS);
});

test.each<[string, unknown, Partial<Details>]>([
  [
    'a job title goes before a headline',
    { job_title: 'CTO', headline: 'I build' },
    { title: 'CTO' },
  ],
  ['a masked title is none', { title: 'Head of ***', headline: 'CTO' }, { title: 'CTO' }],
  ['a masked company is none', { company: { name: 'Ac••••' } }, { company: '' }],
  ['a title is one line', { title: ' Head\n of\u202e\t Engines ' }, { title: 'Head of Engines' }],
  ['a number is no title to lose', { title: 7 }, { title: '7' }],
  ['a list is no title', { title: ['CTO'] }, { title: '' }],
  ['a key is not shown', { title: 'use clapi_secret' }, { title: 'use [key]' }],
  [
    'a company’s page is no profile',
    { linkedin_url: 'https://linkedin.com/company/acme' },
    { linkedin: '' },
  ],
  [
    'a subscriber’s address is no profile',
    { linkedin_url: 'linkedin.com/sales/lead/1' },
    { linkedin: '' },
  ],
  ['another host is no profile', { linkedin_url: 'https://evil.example/in/ada' }, { linkedin: '' }],
  [
    'a masked profile is none',
    { linkedin_url: 'https://www.linkedin.com/in/a***' },
    { linkedin: '' },
  ],
  ['the main address is no other', { other_emails: [EMAIL.toUpperCase()] }, { otherEmails: '' }],
  [
    'an address is there once',
    { other_emails: ['a@b.example', 'A@b.example'] },
    { otherEmails: 'a@b.example' },
  ],
  [
    'a masked address is none',
    { other_emails: ['a***@b.example', 'c@d.example'] },
    { otherEmails: 'c@d.example' },
  ],
  [
    'no address is none',
    { other_emails: ['call me', 'a@localhost', '=1+1', null] },
    { otherEmails: '' },
  ],
  [
    'several in one text are several',
    { other_emails: 'a@b.example; c@d.example' },
    { otherEmails: 'a@b.example, c@d.example' },
  ],
])('%s', (_, raw, expected) => {
  expect(detailsOf({ email: EMAIL, ...(raw as object) })).toEqual({ ...NO_DETAILS, ...expected });
});

test('a long headline is cut, and so is a long list of addresses', () => {
  const many = Array.from({ length: 60 }, (_, index) => `a${index}@b.example`);
  const read = detailsOf({ email: EMAIL, title: 'x '.repeat(5_000), other_emails: many });
  expect(read?.title).toHaveLength(220);
  expect(read?.otherEmails.split(', ')).toHaveLength(20);
});

test('a company or profile alone may be the echo of who was asked for; beside a title it counts', () => {
  const company = { name: 'Acme' };
  const prospect = { first_name: 'Ada', linkedin_url: 'https://www.linkedin.com/in/ada' };
  expect(detailsOf({ prospect, company })).toEqual(NO_DETAILS);
  expect(detailsOf({ prospect: { ...prospect, headline: 'CTO' }, company })).toEqual({
    ...{ title: 'CTO', company: 'Acme', otherEmails: '' },
    linkedin: 'https://www.linkedin.com/in/ada',
  });
});

test('a result that differs from another in its details alone is the same result', () => {
  const one = { task_id: 't', email: EMAIL };
  const items = readItems({ results: [one, { ...one, title: 'CTO' }] }, null);
  expect(items).toHaveLength(1);
  expect(items?.[0]?.details.title).toBe('CTO');
});

test('whatever comes, each is one line that fits a cell', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), fc.string(), (title, other, linkedin) => {
      const read = detailsOf({ email: EMAIL, title, other_emails: other, linkedin_url: linkedin });
      for (const text of Object.values(read ?? {}) as string[]) {
        expect(text).not.toMatch(/[\u0000-\u001f]/);
        expect(text.length).toBeLessThan(50_000);
      }
      expect(read?.linkedin ?? '').toMatch(/^(?:https:\/\/www\.linkedin\.com\/in\/\S+)?$/);
    }),
  );
});
