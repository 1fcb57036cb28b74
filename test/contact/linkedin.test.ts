import fc from 'fast-check';
import { profileSlug, profileUrl, readLinkedin } from '../../src/contact/linkedin';

describe('a personal profile', () => {
  test.each([
    ['https://www.linkedin.com/in/jane-doe', 'jane-doe'],
    ['http://linkedin.com/in/Jane-Doe/', 'jane-doe'],
    ['HTTPS://WWW.LINKEDIN.COM/IN/JANE', 'jane'],
    ['fr.linkedin.com/in/jane-doe/en', 'jane-doe'],
    ['m.linkedin.com/mwlite/in/jane', 'jane'],
    ['https://www.linkedin.com/mwlite/profile/in/jane', 'jane'],
    ['https://www.linkedin.com/in/jane-doe?trk=x&y=/company/z', 'jane-doe'],
    ['https://www.linkedin.com/in/jane-doe/details/experience/', 'jane-doe'],
    ['https://www.linkedin.com//in//jane-doe#about', 'jane-doe'],
    ['https://www.linkedin.com/in/jos%C3%A9-p', 'josé-p'],
    ['https://www.linkedin.com/in/jos%25C3%25A9-p', 'josé-p'],
    ['https://www.linkedin.com/in/王小明-12', '王小明-12'],
    ['Jane Doe (https://www.linkedin.com/in/jane-d), met in May', 'jane-d'],
    ['/in/jane-doe', 'jane-doe'],
    ['https://www.linkedin.com/pub/jane-doe/1/2b/a3', 'jane-doe-0a302b1'],
    ['https://www.linkedin.com/pub/jane-doe', 'jane-doe'],
    [
      'https://www.linkedin.com/in/ACoAAABcDefGhijklmnopqrstuvwxyz0123',
      'ACoAAABcDefGhijklmnopqrstuvwxyz0123',
    ],
  ])('%s has the slug %s', (text, slug) => {
    expect(profileSlug(text)).toBe(slug);
  });

  test('gives its slug back from its canonical address', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (name) => {
        const slug = profileSlug(`linkedin.com/in/${name}`);
        if (slug !== null) expect(profileSlug(profileUrl(slug))).toBe(slug);
      }),
    );
  });
});

describe('everything else is told apart', () => {
  test.each([
    ['https://www.linkedin.com/company/acme', 'page'],
    ['https://www.linkedin.com/school/acme-university/', 'page'],
    ['https://www.linkedin.com/showcase/acme', 'page'],
    ['https://www.linkedin.com/sales/lead/ACwAAA,NAME_SEARCH,x', 'subscriber_only'],
    ['https://www.linkedin.com/sales/people/ACwAAA', 'subscriber_only'],
    ['https://www.linkedin.com/talent/profile/ACwAAA', 'subscriber_only'],
    ['https://www.linkedin.com/in/', 'other'],
    ['https://www.linkedin.com/in/me', 'other'],
    ['https://www.linkedin.com/feed/update/urn:li:activity:1', 'other'],
    ['https://lnkd.in/abc', 'other'],
    ['https://notlinkedin.com/in/jane', 'not_linkedin'],
    ['https://linkedin.com.evil.example/in/jane', 'not_linkedin'],
    ['jane-doe', 'not_linkedin'],
    ['', 'not_linkedin'],
  ])('%s is %s', (text, kind) => {
    expect(readLinkedin(text).kind).toBe(kind);
    expect(profileSlug(text)).toBeNull();
  });
});
