import { canonicalEmailStatus, type EmailStatus } from '../../src/provider/email-status';

describe('the status of an e-mail address', () => {
  test.each<[EmailStatus, string]>([
    ['deliverable', 'reliable verified valid deliverable Reliable'],
    ['probable', 'likely_valid high_probability likely-valid'],
    ['risky', 'risky catch_all catch-all accept_all role-based'],
    ['undeliverable', 'invalid undeliverable invalid_domain disposable'],
    ['unknown', 'unknown temporary none quantum __proto__ constructor toString'],
  ])('is %s for each of: %s', (status, words) => {
    for (const word of words.split(' ')) expect(canonicalEmailStatus(word)).toBe(status);
  });

  test('is not led astray by blanks around and inside the word', () => {
    expect(canonicalEmailStatus(' Catch  All ')).toBe('risky');
    expect(canonicalEmailStatus('')).toBe('unknown');
  });
});
