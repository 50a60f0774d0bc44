import { windowOf } from './ranges';

const BERLIN = { timeZone: 'Europe/Berlin', dayStartHour: 5 };
const at = (text: string): number => Date.parse(text);

describe('windowOf', () => {
  it('begins a day, week, month and year at the start hour of the guild’s clock', () => {
    const now = at('2026-03-29T12:00:00Z');
    const since = (range: 'today' | 'week' | 'month' | 'year'): string =>
      new Date(windowOf(range, now, now, BERLIN).since).toISOString();

    expect(since('today')).toBe('2026-03-29T03:00:00.000Z');
    expect(since('week')).toBe('2026-03-23T04:00:00.000Z');
    expect(since('month')).toBe('2026-03-01T04:00:00.000Z');
    expect(since('year')).toBe('2026-01-01T04:00:00.000Z');
  });

  it('takes the night before the start hour to the day before', () => {
    const now = at('2026-03-29T02:59:00Z');
    expect(windowOf('today', now, now, BERLIN).since).toBe(at('2026-03-28T04:00:00Z'));
  });

  it('keeps the instant of asking for times that end now, and shows a period that is over as a whole', () => {
    const asked = at('2026-03-30T12:00:00Z');
    const later = at('2026-04-02T12:00:00Z');

    expect(windowOf('24h', asked, later, BERLIN)).toEqual({ since: asked - 86_400_000, until: asked });
    expect(windowOf('month', asked, later, BERLIN).until).toBe(at('2026-04-01T03:00:00Z'));
    expect(windowOf('week', asked, later, BERLIN).until).toBe(later);
  });
});
