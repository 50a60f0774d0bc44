const MINUTE_MS = 60_000;
/** Earlier than any feed: a date such as 1970 or 0001 stands for "unknown". */
const EARLIEST_MS = Date.UTC(1990, 0, 1);

/** Zones that appear in feeds and that JavaScript does not know, in minutes east of Greenwich. */
const ZONES: Readonly<Record<string, number>> = {
  UT: 0,
  WET: 0,
  BST: 60,
  CET: 60,
  MEZ: 60,
  WEST: 60,
  CEST: 120,
  EET: 120,
  MESZ: 120,
  SAST: 120,
  EEST: 180,
  MSK: 180,
  IST: 330,
  WIB: 420,
  HKT: 480,
  SGT: 480,
  AWST: 480,
  JST: 540,
  KST: 540,
  AEST: 600,
  AEDT: 660,
  NZST: 720,
  NZDT: 780,
};

/** JavaScript makes a date of "Episode 5"; these forms are meant as dates. */
const DATE_LIKE =
  /\b\d{4}-\d\d-\d\d|\b\d{4}\/\d\d?\/\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i;

/**
 * A date in any spelling that feeds use: RFC 822 with two- or four-digit years, wrong or long weekdays and names of
 * zones, ISO 8601 with or without time and zone. Without a zone it is UTC. Null when it means nothing.
 */
export function parseFeedDate(raw: string): Date | null {
  const text = raw
    .trim()
    .slice(0, 100)
    .replace(/\s+/g, ' ')
    .replace(/^[\p{L}.]+, ?/u, '')
    .replace(/\bSept\b\.?/i, 'Sep')
    .replace(/(:\d\d(?:\.\d+)?[+-]\d\d)$/, '$1:00');
  if (!DATE_LIKE.test(text)) return null;
  const zone = /(?<=\d ?|[AP]M )[A-Z]{2,4}$/.exec(text)?.[0] ?? '';
  const offsetMinutes = ZONES[zone];
  const ms =
    offsetMinutes === undefined
      ? Date.parse(inUtcUnlessZoned(text))
      : Date.parse(`${text.slice(0, -zone.length)} UTC`) - offsetMinutes * MINUTE_MS;
  return Number.isNaN(ms) || ms < EARLIEST_MS ? null : new Date(ms);
}

/** Without a zone JavaScript would take the time for that of the machine it runs on. */
function inUtcUnlessZoned(text: string): string {
  if (/^\d{4}-\d\d-\d\dT[\d:.]+$/.test(text)) return `${text}Z`;
  const zoned = /:\d\d.*(?:[+-]\d\d:?\d\d|[a-z]|\))$/i.test(text) && !/[ap]m$/i.test(text);
  return zoned ? text : `${text} UTC`;
}
