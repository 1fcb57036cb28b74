// Owns reading a page of the rows of a Cleanlist list. Of a row nothing is echoed that it was imported with but who it is.
import { hash48 } from '../../contact/hash';
import type { ListLead, ListOutcome, ListPage } from '../lists';
import type { HttpResponse } from '../provider';
import { addressesOf } from '../read-email';
import { readPhones } from '../read-phones';
import { field, firstText, isRecord, textOf } from '../untrusted';
import { unusable } from '../vendor-error';
import { isMarkup, plainLine } from '../vendor-text';

/** Longer texts than these are no names, titles and places. In characters. */
const TEXT_LIMIT = 200;

/** It goes into an address and into a record. */
const CURSOR = /^[\x21-\x7e]{1,1000}$/;

/** What can stand in a cell and come back as it was. */
const ID = /^[A-Za-z0-9][\w.:-]{0,99}$/;

/** https://github.com/Cleanlist-ai/cleanlist-python-client , `ListLeadsResponse` */
export function readPage(body: unknown, response: HttpResponse): ListOutcome<ListPage> {
  const rows = [field(body, 'leads'), field(body, 'data'), field(body, 'items')].find(
    (place): place is unknown[] => Array.isArray(place),
  );
  if (rows === undefined) {
    const error = unusable(response, 'The answer has no rows of the list.');
    return { kind: 'unreadable', error };
  }
  const next = firstText(body, ['cursor', 'next_cursor']);
  if (next !== '' && !CURSOR.test(next)) {
    const error = unusable(response, 'The answer does not say where the next rows are.');
    return { kind: 'unreadable', error };
  }
  return { kind: 'ok', value: { leads: rows.flatMap(readLead), next } };
}

function readLead(row: unknown): readonly ListLead[] {
  if (!isRecord(row)) return [];
  const line = (name: string): string => {
    const text = textOf(field(row, name));
    return isMarkup(text) ? '' : plainLine(text, TEXT_LIMIT);
  };
  const [email = ''] = addressesOf(field(row, 'email'));
  const [phone] = readPhones([row]);
  const lead = {
    firstName: line('first_name'),
    lastName: line('last_name'),
    fullName: line('full_name'),
    email: plainLine(email, TEXT_LIMIT),
    phone: plainLine(phone?.number ?? '', TEXT_LIMIT),
    title: line('title'),
    company: line('company'),
    location: line('location'),
    linkedin: line('linkedin_url'),
    source: line('provider'),
  };
  const id = textOf(field(row, 'lead_id'));
  if (ID.test(id) && plainLine(id, TEXT_LIMIT) === id) return [{ id, ...lead }];
  // What was paid for is kept, whatever its id is.
  const isBlank = Object.values(lead).every((text) => text === '');
  return isBlank ? [] : [{ id: `row-${hash48(JSON.stringify(lead))}`, ...lead }];
}
