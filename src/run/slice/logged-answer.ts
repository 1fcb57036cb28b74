// Owns an answer that came with its purchase, and that an execution logged before it died: its values, read back from the log's
// lines. Such an answer comes but once. Pure.
import { BLANK_ITEM } from '../../provider/item';
import type { Item, Profile } from '../../provider/provider';
import { isOfFind, type LoggedLine, printsOf } from '../log/log-line';
import { wordOf } from '../report/outcome';
import type { Batch } from '../state/batch';
import { channelOf, DETAIL_FIELDS, type ProfileField } from '../state/output-fields';
import type { Matches } from './match';
import { ELSEWHERE } from './place-free';

/** @param lines of the batch, since it was taken to be sent; `null`: nothing in them is an answer */
export function loggedAnswer({ contacts }: Batch, lines: readonly LoggedLine[]): Matches | null {
  const said = lines.filter((line) => isOfFind(line) || line.event === 'failed');
  if (said.length === 0) return null;
  const byContact = new Map<number, Item>();
  contacts.forEach((contact, index) => {
    const own = said.filter(
      (line) => line.contact !== '' && printsOf(line).some((print) => contact.includes(print)),
    );
    if (own.length > 0) byContact.set(index, own.reduce(withLine, BLANK_ITEM));
  });
  const ofNobody = said.filter(({ contact, field }) => contact === '' && channelOf(field) !== null);
  const whose = ofNobody.map((line): readonly [Item, readonly number[]] => [
    withLine(BLANK_ITEM, line),
    contacts.flatMap((contact, index) =>
      contact.some((print) => line.mayBe.includes(print)) ? [index] : [],
    ),
  ]);
  return { byContact, untied: whose.map(([item]) => item), mayBe: new Map(whose) };
}

function withLine(item: Item, { event, field, after, note }: LoggedLine): Item {
  if (event === 'failed') return { ...item, error: note };
  const part = PARTS[field];
  if (part !== undefined)
    return { ...item, profile: { ...NO_PROFILE, ...item.profile, [part]: after } };
  switch (field) {
    case 'email': {
      const word = wordOf({ event, note });
      const status = word.startsWith(ELSEWHERE) ? '' : word;
      return { ...item, email: after, emailStatus: item.emailStatus || status };
    }
    case 'emailStatus':
      return { ...item, emailStatus: after };
    case 'phone':
      return { ...item, phones: [{ number: after, type: '' }] };
    case 'validity':
      return { ...item, validity: after };
    default: {
      const detail = DETAIL_FIELDS.find((one) => one === field);
      if (detail === undefined) return item;
      return { ...item, details: { ...item.details, [detail]: after } };
    }
  }
}

const NO_PROFILE: Profile = {
  ...{ firstName: '', lastName: '', fullName: '' },
  ...{ title: '', company: '', linkedin: '' },
};

const PARTS: Readonly<Partial<Record<string, keyof Profile>>> = {
  firstName: 'firstName',
  lastName: 'lastName',
  fullName: 'fullName',
  profileTitle: 'title',
  profileCompany: 'company',
  profileLinkedin: 'linkedin',
} satisfies Record<ProfileField, keyof Profile>;
