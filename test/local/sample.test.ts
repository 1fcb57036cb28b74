import { SAMPLE_HEADERS, sampleSheet } from '../../local/sample/sheet';

describe('the sample sheet', () => {
  const rows = sampleSheet();
  const body = rows.slice(2);
  const column = (header: string): string[] => {
    const at = rows[1]?.indexOf(header) ?? -1;
    return body.map((row) => row[at] ?? '').filter((text) => text !== '');
  };

  it('holds 1,000 contacts below a title and headers, with blank rows between', () => {
    expect(rows[0]).toHaveLength(1);
    expect(rows[1]).toEqual(SAMPLE_HEADERS.filter((header) => header !== 'Full name'));
    expect(body.filter((row) => row.some((cell) => cell !== ''))).toHaveLength(1000);
    expect(body.filter((row) => row.length === 0).length).toBeGreaterThan(3);
  });

  it('is the same for everyone', () => {
    expect(sampleSheet()).toEqual(rows);
    expect(sampleSheet({ seed: 21 })).not.toEqual(rows);
  });

  it('reaches nobody: domains are reserved, numbers fictional, profiles marked', () => {
    for (const site of column('Website')) expect(site.toLowerCase()).toContain('.example');
    for (const email of column('Email')) expect(email).toMatch(/@[a-z-]+\.example$/);
    for (const phone of column('Phone')) expect(phone).toMatch(/^\(303\) 555-01\d\d$/);
    for (const url of column('LinkedIn profile')) {
      expect(url).toMatch(/-sample-[0-9a-z]+|\/company\//i);
    }
  });

  it('has the dirt of real lists', () => {
    expect(
      column('LinkedIn profile').filter((url) => url.includes('/company/')).length,
    ).toBeGreaterThan(5);
    expect(column('First name').some((name) => /^(Dr|Herr|Frau|Ms|M)\.? /.test(name))).toBe(true);
    expect(column('First name').some((name) => name.endsWith(' '))).toBe(true);
    expect(column('Last name').some((name) => /\p{Script=Cyrillic}/u.test(name))).toBe(true);
    expect(column('Last name').length).toBeLessThan(990);
    expect(column('Notes')).toContain('second badge scan');
  });

  it('may have one column for the whole name', () => {
    expect(sampleSheet({ contacts: 3, names: 'together' })[1]?.slice(0, 2)).toEqual([
      'Full name',
      'Company',
    ]);
  });
});
