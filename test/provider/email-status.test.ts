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

  test('is told by how sure a vendor is of it', () => {
    const words = ['high', 'medium', 'low', 'some'].map((word) => `${word} confidence`);
    expect(words.map(canonicalEmailStatus)).toEqual([
      'deliverable',
      'probable',
      'risky',
      'unknown',
    ]);
    // Alone the words could be said of anything.
    expect(canonicalEmailStatus('high')).toBe('unknown');
  });

  test('is not led astray by blanks around and inside the word', () => {
    expect(canonicalEmailStatus(' Catch  All ')).toBe('risky');
    expect(canonicalEmailStatus('')).toBe('unknown');
  });
});
