// A document whose new rows are enriched by themselves: the hours of its trigger, the people who are added, and what was bought on
// which day. Judges nothing.
import type { ExecutionResult } from '../../local/runtime/environment';
import { QUICK } from '../crash/stage';
import type { Choice } from '../../src/rpc/contract';
import type { Rhythm, ScheduleView } from '../../src/rpc/contract-schedule';
import type { Schedule } from '../../src/run/schedule/schedule';
import { Addon, type AddonOptions, choose } from './addon';
import { HEADERS, person } from './people';

export const HOUR = 3_600_000;
export const HOURLY: Rhythm = { kind: 'hourly' };

export interface Terms {
  readonly rhythm?: Rhythm;
  readonly dailyCredits?: number;
  readonly choice?: Partial<Choice>;
}

export class Automatic {
  readonly addon: Addon;
  private people = 0;

  constructor(options: Partial<AddonOptions> = {}) {
    this.addon = new Addon({ rows: [[...HEADERS]], emulator: QUICK, ...options });
  }

  /** So many new people below the others. */
  add(count: number): void {
    const { sheet } = this.addon;
    for (let added = 0; added < count; added++) {
      const below = sheet.displayed().length + 1;
      sheet.put([person(this.people++).slice(0, 4)], { row: below, column: 1 });
    }
  }

  make(terms: Terms = {}, user = this.addon.user): ScheduleView {
    return this.addon.ask('schedule', this.request(terms), user);
  }

  request({ rhythm = HOURLY, dailyCredits = 100, choice = {} }: Terms = {}): {
    choice: Choice;
    rhythm: Rhythm;
    dailyCredits: { cleanlist: number };
  } {
    return {
      choice: choose({ sheet: this.addon.sheet.id, ...choice }),
      rhythm,
      dailyCredits: { cleanlist: dailyCredits },
    };
  }

  /** So many hours, with every firing that falls due in them. */
  hours(count: number): ExecutionResult[] {
    const fired: ExecutionResult[] = [];
    for (let hour = 0; hour < count; hour++) {
      this.addon.clock.advance(HOUR);
      fired.push(...this.addon.runtime.runDueTriggers());
    }
    return fired;
  }

  /** The user's own schedule as the sidebar shows it. */
  view(user = this.addon.user): ScheduleView {
    const view = this.addon.ask('schedules', null, user).schedules.find(({ mine }) => mine);
    if (view === undefined) throw new Error('There is no schedule of this user.');
    return view;
  }

  /** People who were bought, by name, in order. */
  bought(): string[] {
    return this.addon.vendor.ledger.purchases.map(
      ({ contact }) => `${contact.first_name ?? ''} ${contact.last_name ?? ''}`,
    );
  }

  /** Credits at worst of what was bought, by the day of a time zone. */
  boughtByDay(timeZone = 'Etc/UTC'): Record<string, number> {
    const days: Record<string, number> = {};
    const format = new Intl.DateTimeFormat('en-CA', { timeZone });
    for (const { channel, atMs } of this.addon.vendor.ledger.purchases) {
      const day = format.format(atMs);
      days[day] = (days[day] ?? 0) + (channel === 'email' ? 1 : 10);
    }
    return days;
  }

  records(): Schedule[] {
    return [...this.addon.runtime.properties.document]
      .filter(([key]) => key.startsWith('schedule:'))
      .map(([, text]) => JSON.parse(text) as Schedule);
  }

  log(): Addon['sheet'] {
    const log = this.addon.workbook.sheets.find(({ name }) => name.startsWith('Enrichment log'));
    if (log === undefined) throw new Error('There is no log.');
    return log;
  }
}
