// Owns the values that do harm where they are written as they stand. Knows no vendor and no sheet.

/** What a careless client would write into a sheet as it stands. */
export const HOSTILE: readonly string[] = [
  '=HYPERLINK("https://evil.example","click")',
  '+1+cmd|calc',
  '-2+3',
  '@SUM(1+1)',
  '0'.repeat(60_000),
  '<img src=x onerror=alert(1)>07',
  '\u202e5550100\u202c',
  '٠١٢٣٤٥',
  '\t=1+1',
];
