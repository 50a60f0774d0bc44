/** Discord shows no more. */
const MOST = 25;

/** The runtime's zones whose name has what was typed; those whose city begins with it first. */
export function suggestTimeZones(typed: string): string[] {
  const wanted = plain(typed);
  const matches = ['UTC', ...Intl.supportedValuesOf('timeZone')].filter((name) =>
    plain(name).includes(wanted),
  );
  const rank = (name: string): number => (plain(name.split('/').at(-1) ?? name).startsWith(wanted) ? 0 : 1);
  return [...new Set(matches)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)).slice(0, MOST);
}

function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, ' ');
}
