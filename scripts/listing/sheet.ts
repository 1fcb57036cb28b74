// Owns the tidy sheet that the listing's screenshots show: invented people, most without e-mail and phone. Knows no page and no
// add-on.
import { inventPerson } from '../../local/sample/people';
import { Random } from '../../local/sample/random';

export const LISTING_SHEET = 'Conference leads';

/** Few enough that the columns which a run makes are in the picture, too. */
const HEADERS = ['First name', 'Last name', 'Company website', 'Email', 'Phone number'];

/** Several batches, so that a run can be seen between its start and its end. */
const CONTACTS = 900;
const SEED = 11;

/** How often somebody is there twice, or is complete, or a row is empty: the check has something to say. */
const AGAIN = 0.02;
const FILLED = 0.15;
const EMPTY = 0.005;

/** Longer addresses are cut off in the picture. */
const LONGEST_ADDRESS = 34;

/** Letters that every machine's fonts have. */
const LATIN = /^[\x20-\u024f]+$/;

export function listingSheet(): string[][] {
  const random = new Random(SEED);
  const rows: string[][] = [];
  const seen = new Set<string>();
  while (rows.length < CONTACTS) {
    const { first, last, domain, mailbox } = inventPerson(random, rows.length);
    const company = domain.replace(/-.*$/, '.example');
    const address = `${mailbox}@${company}`;
    const isShown = LATIN.test(first + last) && address.length <= LONGEST_ADDRESS;
    if (!isShown || seen.has(address)) continue;
    seen.add(address);
    if (random.chance(EMPTY)) rows.push(HEADERS.map(() => ''));
    if (random.chance(FILLED)) {
      rows.push([first, last, company, address, fictionalPhone(random)]);
      continue;
    }
    rows.push([first, last, company, '', '']);
    if (random.chance(AGAIN)) rows.push([first, last, company, '', '']);
  }
  return [HEADERS, ...rows];
}

/** 555-0100 to 555-0199 are kept for fiction in North America. */
function fictionalPhone(random: Random): string {
  const area = 201 + random.integer(700);
  return `+1${area}55501${10 + random.integer(90)}`;
}
