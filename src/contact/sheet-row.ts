// Owns a row as the check reads it: who it says it is, what it has, what is blank, what may be replaced. Decides nothing.
import { isValue } from './channel-value';
import type { CheckRequest } from './check';
import type { Channel } from './contact';
import { identityOf, type RowIdentity } from './identity';
import { cellText } from './table';

export type PerChannel<T> = Readonly<Record<Channel, T>>;

export function perChannel<T>(of: (channel: Channel) => T): Record<Channel, T> {
  return {
    email: of('email'),
    phone: of('phone'),
    validity: of('validity'),
    profile: of('profile'),
  };
}

export type Places = PerChannel<readonly number[]>;

export interface Row {
  readonly row: number;
  readonly isSelected: boolean;
  readonly identity: RowIdentity;
  readonly has: PerChannel<boolean>;
  readonly isBlank: PerChannel<boolean>;
  /** The channels whose filled cell may be replaced. */
  readonly replaceable: PerChannel<boolean>;
  /** Of those, the ones whose cell is filled. */
  readonly isReplaced: PerChannel<boolean>;
}

export function readRows(request: CheckRequest, places: Places): readonly Row[] {
  const { cells, headerRow, mapping, overwrite, selected } = request;
  const replacedIn = perChannel((channel) =>
    overwrite.includes(channel) ? (request.replacedIn?.(channel) ?? places[channel]) : [],
  );
  const rows: Row[] = [];
  for (let row = headerRow + 1; row < cells.length; row++) {
    const identity = identityOf(cells[row] ?? [], mapping);
    const leansOnEmail = identity.kind === 'identified' && identity.leansOnEmail;
    const givesWay = (channel: Channel): readonly number[] =>
      channel === 'email' && leansOnEmail
        ? []
        : replacedIn[channel].filter(
            (column) => column < 0 || request.isFixed?.(row, column) !== true,
          );
    const texts = perChannel((channel) =>
      places[channel].map((column) => (column < 0 ? '' : cellText(cells, row, column))),
    );
    rows.push({
      row,
      isSelected: selected(row),
      identity,
      has: perChannel((channel) => texts[channel].every((text) => isValue(channel, text))),
      isBlank: perChannel((channel) => texts[channel].includes('')),
      replaceable: perChannel((channel) => givesWay(channel).length > 0),
      isReplaced: perChannel((channel) =>
        givesWay(channel).some((column) => column >= 0 && cellText(cells, row, column) !== ''),
      ),
    });
  }
  return rows;
}

/** At least one for each channel. */
export function placesIn({ placesOf, mapping }: CheckRequest): Places {
  return perChannel((channel) => {
    const mapped = channel === 'email' || channel === 'phone' ? mapping[channel] : undefined;
    const places = placesOf?.(channel) ?? [mapped ?? -1];
    return places.length === 0 ? [-1] : places;
  });
}
