import { DomainError, toSnowflake } from '../common';
import {
  DEFAULT_VOICE_SETTINGS,
  readVoiceSettings,
  type VoiceChange,
  writeVoiceChange,
} from './voice-settings';

const ID = toSnowflake('1180000000000000009');

describe('voice settings', () => {
  it('are the defaults where nothing was set', () => {
    expect(readVoiceSettings(undefined)).toEqual(DEFAULT_VOICE_SETTINGS);
    expect(readVoiceSettings({ enabled: false })).toEqual({ ...DEFAULT_VOICE_SETTINGS, enabled: false });
  });

  it('come back as they were written, and name who changed them', () => {
    const change: VoiceChange = {
      enabled: false,
      countAfk: true,
      countAlone: true,
      countDeafened: false,
      countMuted: false,
      ignoredChannelIds: [ID],
      ignoredCategoryIds: [ID],
      ignoredRoleIds: [ID],
      ignoredUserIds: [ID],
      minimumStayMs: 60_000,
      timeZone: 'Australia/Lord_Howe',
      dayStartHour: 23,
    };
    expect(readVoiceSettings(writeVoiceChange(change, ID))).toEqual({ ...change, updatedBy: ID });
    expect(writeVoiceChange({}, ID)).toEqual({});
  });

  it.each<[VoiceChange]>([
    [{ timeZone: 'Europe/Atlantis' }],
    [{ timeZone: '+02:00' }],
    [{ timeZone: '' }],
    [{ dayStartHour: 24 }],
    [{ dayStartHour: 1.5 }],
    [{ minimumStayMs: -1 }],
    [{ minimumStayMs: 86_400_001 }],
    [{ ignoredUserIds: Array.from({ length: 101 }, () => ID) }],
  ])('refuse %j', (change) => {
    expect(() => writeVoiceChange(change)).toThrow(DomainError);
  });

  it('read what is stored badly as not set', () => {
    const stored = {
      time_zone: 'Mars/Olympus',
      day_start_hour: -1,
      count_afk: true,
      ignored_role_ids: ['x'],
    };
    expect(readVoiceSettings(stored)).toEqual({ ...DEFAULT_VOICE_SETTINGS, countAfk: true });
  });
});
