/** Whether the runtime knows the IANA name (or alias) of a time zone. Offsets such as `+02:00` are none. */
export function isTimeZone(name: string): boolean {
  // An offset has no summer time: a guild that names one would drift by an hour for half of the year.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
