// Owns the way between instants and wall clocks. Must not know spreadsheets.

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The wall clock of `timeZone` at an instant, as if it were UTC. @throws RangeError for an unknown zone. */
export function wallClock(instantMs: number, timeZone: string): number {
  if (/^(?:Etc\/)?(?:UTC|GMT)$/.test(timeZone)) return instantMs;
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(timeZone, formatter);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of formatter.formatToParts(instantMs)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  const milliseconds = ((instantMs % 1000) + 1000) % 1000;
  return Date.UTC(year, month - 1, day, hour, minute, second) + milliseconds;
}

/** The instant at which the wall clock of `timeZone` shows `wallMs`. */
export function instantOf(wallMs: number, timeZone: string): number {
  const guess = wallMs - (wallClock(wallMs, timeZone) - wallMs);
  return wallMs - (wallClock(guess, timeZone) - guess);
}

const pad = (value: number, length: number): string => String(value).padStart(length, '0');

const MONTHS =
  'January,February,March,April,May,June,July,August,September,October,November,December'.split(
    ',',
  );
const DAYS = 'Sunday,Monday,Tuesday,Wednesday,Thursday,Friday,Saturday'.split(',');

/**
 * A date by a Java SimpleDateFormat pattern (`yyyy-MM-dd'T'HH:mm:ss`), English names.
 * `null` when the pattern has a letter that is not emulated.
 */
export function formatDate(instantMs: number, timeZone: string, pattern: string): string | null {
  const wallMs = wallClock(instantMs, timeZone);
  const date = new Date(wallMs);
  const offsetMinutes = Math.round((wallMs - instantMs) / 60_000);
  const sign = offsetMinutes < 0 ? '-' : '+';
  const zone = (separator: string): string =>
    `${sign}${pad(Math.floor(Math.abs(offsetMinutes) / 60), 2)}${separator}${pad(Math.abs(offsetMinutes) % 60, 2)}`;
  const hour = date.getUTCHours();
  const numbers: Record<string, number> = {
    d: date.getUTCDate(),
    H: hour,
    h: hour % 12 === 0 ? 12 : hour % 12,
    m: date.getUTCMinutes(),
    s: date.getUTCSeconds(),
    S: date.getUTCMilliseconds(),
  };
  const month = date.getUTCMonth();
  const unknown: string[] = [];
  const text = pattern.replace(/'([^']*)'|([A-Za-z])\2*/g, (token, quoted: string | undefined) => {
    if (quoted !== undefined) return quoted === '' ? "'" : quoted;
    const letter = token.charAt(0);
    const number = numbers[letter];
    if (number !== undefined) return pad(number, token.length);
    if (letter === 'y') {
      return token.length === 2
        ? pad(date.getUTCFullYear() % 100, 2)
        : pad(date.getUTCFullYear(), token.length);
    }
    if (letter === 'M') {
      if (token.length > 2) return named(MONTHS, month, token.length);
      return pad(month + 1, token.length);
    }
    if (letter === 'E') return named(DAYS, date.getUTCDay(), token.length);
    if (letter === 'a') return hour < 12 ? 'AM' : 'PM';
    if (letter === 'Z') return zone('');
    if (token === 'XXX') return offsetMinutes === 0 ? 'Z' : zone(':');
    unknown.push(token);
    return token;
  });
  return unknown.length === 0 ? text : null;
}

function named(names: readonly string[], index: number, length: number): string {
  const name = names[index] ?? '';
  return length > 3 ? name : name.slice(0, 3);
}
