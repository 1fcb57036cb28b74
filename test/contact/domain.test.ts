import { foldCompany } from '../../src/contact/company';
import { companyDomain, registrableDomain } from '../../src/contact/domain';
import { readEmail } from '../../src/contact/email';

test.each([
  ['acme.example', 'acme.example'],
  ['ACME.test.', 'acme.test'],
  ['https://www.acme.co.uk:8080/about?x=1', 'acme.co.uk'],
  ['http//acme.com', 'acme.com'],
  ['jane.doe@sub.acme.example', 'acme.example'],
  ['mailto:jane@acme.example', 'acme.example'],
  ['www.acme.com.br, acme.com', 'acme.com.br'],
  ['Acme Inc. (acme.com)', 'acme.com'],
  ['müller.de', 'müller.de'],
  ['gmail.com', 'gmail.com'],
])('%s has the registrable domain %s', (text, domain) => {
  expect(registrableDomain(text)).toBe(domain);
});

test.each([
  '',
  'Acme',
  'Acme Inc.',
  'localhost',
  '127.0.0.1',
  'http://[::1]/',
  '1.5',
  '2024.05.01',
  '.',
  '@',
])('%j has no domain', (text) => {
  expect(registrableDomain(text)).toBeNull();
});

describe('a company’s domain', () => {
  test.each([
    ['linkedin.com', 'linkedin.com'],
    ['https://www.google.com/', 'google.com'],
    ['live.studio', 'live.studio'],
    ['orange.com', 'orange.com'],
    ['jane@facebook.com', 'facebook.com'],
  ])('%s is %s', (text, domain) => {
    expect(companyDomain(text)).toBe(domain);
  });

  test.each([
    'gmail.com',
    'jane@googlemail.com',
    'yahoo.co.uk',
    'hotmail.fr',
    'outlook.com.br',
    'live.nl',
    'gmx.at',
    'web.de',
    't-online.de',
    'wanadoo.fr',
    'libero.it',
    'uol.com.br',
    'sapo.pt',
    'ziggo.nl',
    'btinternet.com',
    'proton.me',
    'qq.com',
  ])('is never a free-mail provider’s: %s', (text) => {
    expect(companyDomain(text)).toBeNull();
  });

  test.each([
    'https://linkedin.com/company/acme',
    'facebook.com/acme',
    'https://x.com/acme',
    'https://maps.google.com/?q=acme',
    'https://www.google.com/maps/place/acme',
    'acme.wixsite.com',
    'acme.wordpress.com',
    'https://linktr.ee/acme',
  ])('is not that of a page on somebody else’s site: %s', (text) => {
    expect(companyDomain(text)).toBeNull();
  });
});

test.each([
  ['ACME Co., Ltd.', 'acme'],
  ['Acme, Inc.', 'acme'],
  ['Acme S.A. de C.V.', 'acme'],
  ['Müller GmbH & Co. KG', 'muller'],
  ['Foo S.à r.l.', 'foo'],
  ['Barilla S. p. A.', 'barilla'],
  ['Vitamin C SA', 'vitamin c'],
  ['Johnson & Johnson', 'johnson and johnson'],
  ['Ikea A/S', 'ikea'],
  ['Kowalski Sp. z o.o.', 'kowalski'],
  ['Foo Pty Ltd', 'foo'],
  ['Silva Lda.', 'silva'],
  ['Philips N.V.', 'philips'],
  ['Café René SARL', 'cafe rene'],
  ['トヨタ自動車株式会社', 'トヨタ自動車'],
  ['AG', 'ag'],
  ['Co Ltd', 'co'],
  ['Limited Edition', 'limited edition'],
])('the company %s is compared as %s', (name, folded) => {
  expect(foldCompany(name)).toBe(folded);
});

test.each([
  ['jane@acme.example', 'jane', 'acme.example'],
  ['Jane Doe <Jane.Doe+x@ACME.example>', 'Jane.Doe+x', 'acme.example'],
  ['mailto:jane@acme.example', 'jane', 'acme.example'],
  ['n/a; jane@acme.example, joe@acme.example', 'jane', 'acme.example'],
  ['josé@müller.example', 'josé', 'müller.example'],
])('%s is an e-mail address', (text, local, host) => {
  expect(readEmail(text)).toEqual({ local, host });
});

test.each([
  '',
  'n/a',
  'jane',
  'jane@acme',
  '@acme.example',
  'jane@',
  'jane at acme.example',
  'a@b@c.example',
  'a@-.example',
])('%j is no e-mail address', (text) => {
  expect(readEmail(text)).toBeNull();
});
