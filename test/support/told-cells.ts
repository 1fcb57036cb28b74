// Owns what vendors sell beside e-mails and phones, as it stands in cells and in the log: a word on an e-mail, and who somebody is.
// Asks the vendors for the truth; knows no record.
import type { Purchase } from '../../local/vendors/ledger';
import type { VendorContact } from '../../local/vendors/person';
import type { Addon } from './addon';
import type { Line } from './witness';

/** Where a field of the log stands in the sheets of the tests. */
const HEADERS: Readonly<Record<string, readonly string[]>> = {
  validity: ['Email validity'],
  firstName: ['First name'],
  lastName: ['Last name'],
  fullName: ['Full name', 'Name'],
  profileTitle: ['Job title'],
  profileCompany: ['Company'],
  profileLinkedin: ['LinkedIn', 'LinkedIn profile'],
};

type Texts = Readonly<Record<string, string>>;

/** One of them, sold. */
interface Told extends Purchase {
  readonly vendor: string;
  /** By fields of the log, those of which the vendor says something. */
  readonly texts: Texts;
}

interface Row {
  /** 1-based. */
  readonly row: number;
  readonly owners: readonly string[];
  readonly textOf: (field: string) => string | undefined;
}

/** Cells that say of somebody what was sold of another. */
export function wrongTold(addon: Addon): string[] {
  const sold = soldBy(addon);
  const all = new Set(sold.flatMap(({ texts }) => Object.entries(texts).map(slotOf)));
  return rowsOf(addon).flatMap((row) => {
    const own = sold.filter((one) => isOf(one, row));
    const right = new Set(own.flatMap(({ texts }) => Object.entries(texts).map(slotOf)));
    return Object.keys(HEADERS).flatMap((field) => {
      const text = row.textOf(field) ?? '';
      const slot = slotOf([field, text]);
      return !all.has(slot) || right.has(slot) ? [] : [`${text} in row ${row.row}`];
    });
  });
}

/** What is in no row of the contact and in no line of the log, of what somebody wanted; whatever stands in a cell keeps it. */
export function lostTold(
  addon: Addon,
  lines: readonly Line[],
  wanted: ReadonlySet<string>,
): Told[] {
  const rows = rowsOf(addon);
  const kept = new Set(
    lines
      .filter(({ event }) => event === 'unplaced')
      .map(({ field, after }) => slotOf([field, after])),
  );
  // Nobody has a column for a part that is only ever kept: of strangers all parts are.
  const placed = lines.filter(({ event }) => event === 'written' || event === 'copied');
  const told = placed.length > 0 ? placed : lines;
  const fields = new Set(told.filter(({ after }) => after !== '').map(({ field }) => field));
  return soldBy(addon).filter((one) => {
    const said = Object.entries(one.texts).filter(
      ([field]) => fields.has(field) || fields.size === 0,
    );
    const own = rows.filter((row) => isOf(one, row));
    const isKept = ([field, text]: [string, string]): boolean =>
      kept.has(slotOf([field, text])) || own.some(({ textOf }) => (textOf(field) ?? '') !== '');
    return wanted.has(one.channel) && said.length > 0 && !said.every(isKept);
  });
}

/** What stands in a row of the contact without a line that says that it was written, or copied, there. */
export function unloggedTold(addon: Addon, lines: readonly Line[]): string[] {
  const logged = new Set(
    lines
      .filter(({ event }) => event === 'written' || event === 'copied')
      .map(({ field, after }) => slotOf([field, after])),
  );
  const rows = rowsOf(addon);
  return soldBy(addon).flatMap((one) =>
    rows
      .filter((row) => isOf(one, row))
      .flatMap(({ textOf }) =>
        Object.entries(one.texts).flatMap(([field, text]) =>
          textOf(field) === text && !logged.has(slotOf([field, text])) ? [text] : [],
        ),
      ),
  );
}

function soldBy(addon: Addon): Told[] {
  return Object.values(addon.vendors).flatMap((vendor) =>
    vendor.ledger.purchases.flatMap((purchase) => {
      const all = truthOf(addon, vendor.id, purchase);
      const texts = Object.fromEntries(Object.entries(all).filter(([, text]) => text !== ''));
      return Object.keys(texts).length === 0 ? [] : [{ ...purchase, vendor: vendor.name, texts }];
    }),
  );
}

/** What the vendor says, sold or not, by fields of the log. */
function truthOf(
  { vendors: { enrich, leadleap } }: Addon,
  vendor: string,
  { channel, contact: { email = '', lead_id: id = '' } }: Purchase,
): Texts {
  switch (`${vendor} ${channel}`) {
    case 'enrich validity': {
      const { result, isCatchAll } = enrich.verdictOn(email);
      // A reason says more than the word.
      return { validity: isCatchAll ? 'catch-all' : result };
    }
    case 'enrich profile': {
      const person = enrich.profileBehind(email);
      return person === null ? {} : profile({ ...person, linkedinUrl: person.profileUrl });
    }
    case 'leadleap validity':
      return { validity: leadleap.verdictOn(email).valid ? 'valid' : 'invalid' };
    case 'leadleap profile': {
      const { company, jobTitle: title, linkedinUrl: bare, ...lead } = leadleap.lead(id);
      // The vendor leaves the `www.` out, with which people's profiles are written.
      const linkedinUrl = bare?.replace('//', '//www.') ?? null;
      return profile({ ...lead, title, linkedinUrl, companyName: company.name });
    }
    default:
      return {};
  }
}

function profile(person: {
  readonly firstName: string;
  readonly lastName: string;
  readonly title: string;
  readonly companyName: string;
  readonly linkedinUrl: string | null;
}): Texts {
  const { firstName, lastName, title, companyName, linkedinUrl } = person;
  return {
    ...{ firstName, lastName, fullName: `${firstName} ${lastName}` },
    ...{ profileTitle: title, profileCompany: companyName, profileLinkedin: linkedinUrl ?? '' },
  };
}

function rowsOf(addon: Addon): Row[] {
  const cells = addon.workbook.find(addon.sheet.id)?.displayed() ?? [];
  const header = cells.findIndex((row) => row.includes('Email') || row.includes('LeadLeap ID'));
  const headers = cells[header] ?? [];
  const at = (names: readonly string[]): number =>
    headers.findIndex((text) => names.includes(text));
  return cells.slice(header + 1).map((texts, index) => ({
    row: header + index + 2,
    owners: [texts[at(['Email'])], texts[at(['LeadLeap ID'])]].flatMap((text = '') => keyOf(text)),
    textOf: (field) => texts[at(HEADERS[field] ?? [])],
  }));
}

function isOf({ contact }: { readonly contact: VendorContact }, { owners }: Row): boolean {
  return [contact.email, contact.lead_id]
    .flatMap((text = '') => keyOf(text))
    .some((key) => owners.includes(key));
}

function keyOf(text: string): string[] {
  const key = text.trim().toLowerCase();
  return key === '' ? [] : [key];
}

function slotOf([field, text]: readonly [string, string]): string {
  return `${field} ${text}`;
}
