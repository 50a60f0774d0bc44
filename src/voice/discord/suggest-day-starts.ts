/** The hours of a day, by what was typed of them: `5`, `05:00` and `morn` all find 5 o'clock in the morning. */
export function suggestDayStarts(typed: string): { name: string; value: number }[] {
  const wanted = typed.trim().toLowerCase();
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  return hours
    .filter((hour) => [String(hour), clock(hour), partOf(hour)].some((text) => text.startsWith(wanted)))
    .map((hour) => ({ name: `${clock(hour)} · ${partOf(hour)}`, value: hour }));
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

function partOf(hour: number): string {
  if (hour === 0) return 'midnight';
  if (hour === 12) return 'noon';
  if (hour < 5) return 'night';
  if (hour < 12) return 'morning';
  return hour < 18 ? 'afternoon' : 'evening';
}
