/** Dates of a guild's calendar are written out: a timestamp would be another date for a reader elsewhere. */
const DATE = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** @param date `2026-01-05`. @returns `Mon, 5 Jan 2026`. */
export function dateText(date: string): string {
  return DATE.format(new Date(date));
}

/** @returns `January 2026`. */
export function monthText(date: string): string {
  return MONTH.format(new Date(date));
}

/** @returns `09:00 to 10:00`. */
export function hourText(hour: number): string {
  const clock = (at: number): string => `${String(at).padStart(2, '0')}:00`;
  return `${clock(hour)} to ${clock(hour + 1)}`;
}

/** Whose midnight it is: `Europe/Berlin, days begin at 05:00`. */
export function zoneText({ timeZone, dayStartHour }: { timeZone: string; dayStartHour: number }): string {
  const start = dayStartHour === 0 ? '' : `; a day begins at ${String(dayStartHour).padStart(2, '0')}:00`;
  return `${timeZone}${start}`;
}

/** An instant by the guild's clock: `5 Jan 2026, 21:30`. */
export function instantText(instant: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ day: 'numeric', month: 'short', year: 'numeric', timeZone },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  });
  return format.format(instant);
}
