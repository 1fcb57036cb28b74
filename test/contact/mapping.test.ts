import { identityColumns, mappingProblems, override } from '../../src/contact/mapping';

test.each([
  [{ linkedin_url: 0 }, []],
  [{ first_name: 0, last_name: 1, company_name: 2 }, []],
  [{ full_name: 0, email: 1 }, []],
  [{ first_name: 0, company_name: 1 }, ['no_identity']],
  [{ email: 0, phone: 1 }, []],
  [{ lead_id: 0 }, []],
  [{ phone: 0 }, ['no_identity']],
  [{ linkedin_url: 0, email: 0 }, ['shared_column']],
  [{ linkedin_url: 5 }, ['no_such_column']],
  [{ linkedin_url: -1 }, ['no_such_column']],
])('the mapping %j has the problems %j', (mapping, kinds) => {
  expect(mappingProblems(mapping, 5).map(({ kind }) => kind)).toEqual(kinds);
});

test('a shared column names its fields', () => {
  expect(mappingProblems({ linkedin_url: 1, company_domain: 2, email: 2 }, 3)).toEqual([
    { kind: 'shared_column', column: 2, fields: ['company_domain', 'email'] },
  ]);
});

test('a choice replaces what was found, and takes its column from another field', () => {
  const found = { full_name: 0, company_name: 1, email: 2 };
  expect(override(found, { phone: 3 })).toEqual({ ...found, phone: 3 });
  expect(override(found, { email: null })).toEqual({ full_name: 0, company_name: 1 });
  expect(override(found, { last_name: 0 })).toEqual({ last_name: 0, company_name: 1, email: 2 });
});

test('the columns that identity is read from are all but e-mail and phone', () => {
  expect(
    identityColumns({
      linkedin_url: 4,
      first_name: 1,
      last_name: 2,
      company_name: 0,
      email: 3,
      phone: 5,
    }),
  ).toEqual([0, 1, 2, 4]);
});
