import { toSnowflake } from '../../common';
import { DEFAULT_VOICE_SETTINGS } from '../../settings';
import { readVoiceChange } from './read-voice-change';
import { suggestDayStarts } from './suggest-day-starts';
import { suggestTimeZones } from './suggest-time-zones';
import type { VoiceSettingsOptions } from './vc.options';

const ID = toSnowflake('1180000000000000009');
const NOTHING = {
  enabled: null,
  timeZone: null,
  dayStartHour: null,
  minimumMinutes: null,
  countAfk: null,
  countAlone: null,
  countDeafened: null,
  countMuted: null,
  channel: null,
  category: null,
  role: null,
  member: null,
} as const satisfies VoiceSettingsOptions;

describe('readVoiceChange', () => {
  it('names only what was given, zero and false included', () => {
    expect(readVoiceChange(NOTHING, DEFAULT_VOICE_SETTINGS)).toEqual({});
    expect(
      readVoiceChange(
        { ...NOTHING, enabled: false, dayStartHour: 0, minimumMinutes: 5 },
        DEFAULT_VOICE_SETTINGS,
      ),
    ).toEqual({ enabled: false, dayStartHour: 0, minimumStayMs: 300_000 });
  });

  it('ignores whom it did not ignore, and the other way round', () => {
    const member = { id: ID } as unknown as VoiceSettingsOptions['member'];
    const ignoring = readVoiceChange({ ...NOTHING, member }, DEFAULT_VOICE_SETTINGS);
    expect(ignoring).toEqual({ ignoredUserIds: [ID] });
    expect(readVoiceChange({ ...NOTHING, member }, { ...DEFAULT_VOICE_SETTINGS, ...ignoring })).toEqual({
      ignoredUserIds: [],
    });
  });
});

describe('suggestTimeZones', () => {
  it('finds a city however it is typed, and never more than Discord shows', () => {
    expect(suggestTimeZones('berlin')[0]).toBe('Europe/Berlin');
    expect(suggestTimeZones('new york')[0]).toBe('America/New_York');
    expect(suggestTimeZones('lord')[0]).toBe('Australia/Lord_Howe');
    expect(suggestTimeZones('')).toHaveLength(25);
    expect(suggestTimeZones('utc')).toContain('UTC');
    expect(suggestTimeZones('atlantis')).toEqual([]);
  });
});

describe('suggestDayStarts', () => {
  const hours = (typed: string): number[] => suggestDayStarts(typed).map(({ value }) => value);

  it('offers all hours until something is typed, and never more than Discord shows', () => {
    expect(hours('')).toEqual(Array.from({ length: 24 }, (_, hour) => hour));
  });

  it('finds an hour by its number, its clock and its part of the day', () => {
    expect(hours('5')).toEqual([5]);
    expect(hours(' 05:')).toEqual([5]);
    expect(hours('2')).toEqual([2, 20, 21, 22, 23]);
    expect(hours('Noon')).toEqual([12]);
    expect(hours('24')).toEqual([]);
    expect(suggestDayStarts('18')).toEqual([{ name: '18:00 · evening', value: 18 }]);
  });
});
