// Owns how automatic schedules are told in words: when, what for, whose turn it is. Knows no view and no state.
import type { Channel } from '../src/contact/contact';
import type { Rhythm, ScheduleView } from '../src/rpc/contract-schedule';
import { CHANNEL_NAMES } from './words';

/** `09:00`. */
export function hourName(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

/** `Every day at 09:00 (Europe/Berlin)`. */
export function rhythmName(rhythm: Rhythm, timeZone: string): string {
  switch (rhythm.kind) {
    case 'hourly':
      return 'Every hour';
    case 'daily':
      return `Every day at ${hourName(rhythm.hour)} (${timeZone})`;
  }
}

/** `E-mail and phone`. */
export function channelNames(channels: readonly Channel[]): string {
  const names = channels.map((channel) => CHANNEL_NAMES[channel]);
  return names.map((name, at) => (at === 0 ? name : name.toLowerCase())).join(' and ');
}

/** After some pauses it tries again by itself; after the others only when its user says so. */
export function needsResume({ pause, nextAt }: ScheduleView): boolean {
  return pause !== null && nextAt === null;
}

/** What came of its last look; `''` when its pause says so already. */
export function lastSentence({ last, pause }: ScheduleView): string {
  return last === null || last.message === pause?.message ? '' : last.message;
}
