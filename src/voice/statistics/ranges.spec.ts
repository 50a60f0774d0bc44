import { chooseRange, readRange, titleOf, windowOf } from './ranges';

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

describe('a range of dates', () => {
  const asked = (from: string | null, to: string | null = null) => ({ timeRange: null, from, to });
  const later = at('2026-06-01T00:00:00Z');

  it('is days of the guild’s calendar, the first and the last of them too', () => {
    const range = chooseRange(asked('2026-03-28', ' 2026-03-29 '));
    expect(windowOf(range, 0, later, BERLIN)).toEqual({
      since: at('2026-03-28T04:00:00Z'),
      until: at('2026-03-30T03:00:00Z'),
    });
    expect(titleOf(range)).toBe('2026-03-28 to 2026-03-29');
    expect(titleOf(chooseRange(asked('2026-03-28', '2026-03-28')))).toBe('2026-03-28');
  });

  it('goes on until now without an end, and never beyond', () => {
    const now = at('2026-03-28T12:00:00Z');
    const open = chooseRange(asked('2026-03-28'));
    expect(windowOf(open, 0, now, BERLIN)).toEqual({ since: at('2026-03-28T04:00:00Z'), until: now });
    expect(titleOf(open)).toBe('Since 2026-03-28');
    expect(windowOf(chooseRange(asked('2026-03-28', '2027-01-01')), 0, now, BERLIN).until).toBe(now);
  });

  it.each([
    '2026-02-30',
    '2026-13-01',
    '26-01-01',
    'yesterday',
    '2026/01/05',
    '１９９９-01-01',
    '1999-01-01',
  ])('is refused with %s in it', (date) => {
    expect(() => chooseRange(asked(date))).toThrow('Write dates as');
    expect(() => chooseRange(asked('2026-01-01', date))).toThrow('Write dates as');
    expect(readRange(`${date}..`)).toBeNull();
  });

  it('is refused the wrong way round, without a beginning, or beside a chosen range', () => {
    expect(() => chooseRange(asked('2026-02-01', '2026-01-31'))).toThrow('comes before');
    expect(() => chooseRange(asked(null, '2026-01-31'))).toThrow('`from`');
    expect(() => chooseRange({ ...asked('2026-01-31'), timeRange: 'all' })).toThrow('not both');
  });

  it('comes back from a custom id as it went in', () => {
    for (const range of ['month', '2026-01-05..2026-02-01', '2026-01-05..'] as const)
      expect(readRange(range)).toBe(range);
    for (const text of ['', 'monthly', '..', '..2026-01-05', '2026-01-05', '2026-01-05..2026-01-06..'])
      expect(readRange(text)).toBeNull();
  });
});
