import { DomainError, toSnowflake } from '../common';
import {
  DEFAULT_WELCOME_SETTINGS,
  readColor,
  readWelcomeSettings,
  type WelcomeChange,
  writeWelcomeChange,
} from './welcome-settings';

const ID = toSnowflake('1180000000000000009');

describe('welcome settings', () => {
  it('are the defaults, which greet nobody, where nothing was set', () => {
    expect(readWelcomeSettings(undefined)).toEqual(DEFAULT_WELCOME_SETTINGS);
    expect(readWelcomeSettings({ channel_id: null, messages: null })).toEqual(DEFAULT_WELCOME_SETTINGS);
    expect(DEFAULT_WELCOME_SETTINGS.enabled).toBe(false);
  });

  it('come back as they were written, and name who changed them', () => {
    const change: WelcomeChange = {
      enabled: true,
      channelId: ID,
      template: 'aurora',
      background: 'plain',
      color: '#5865f2',
      messages: ['Hi {member}'],
      picture: false,
      mentionMember: true,
      roleId: ID,
      leaveEnabled: true,
      leaveChannelId: ID,
      leaveMessages: ['Bye {member}'],
    };
    expect(readWelcomeSettings(writeWelcomeChange(change, ID))).toEqual({ ...change, updatedBy: ID });
    expect(writeWelcomeChange({}, ID)).toEqual({});
  });

  it('read what the original stored', () => {
    const stored = {
      enabled: true,
      channel_id: ID,
      primary_color: '#F0A',
      template_id: '7',
      messages: ['Welcome to {{ server_name }}, {{ user_tag }}!'],
    };
    expect(readWelcomeSettings(stored)).toEqual({
      ...DEFAULT_WELCOME_SETTINGS,
      enabled: true,
      channelId: ID,
      color: '#ff00aa',
      template: '7',
      messages: ['Welcome to {{ server_name }}, {{ user_tag }}!'],
    });
  });

  it('read what is stored badly as not set', () => {
    const stored = {
      enabled: true,
      channel_id: toSnowflake('1'.repeat(18)),
      primary_color: 'mauve',
      role_id: 'everyone',
      messages: ['', 3, 'kept', 'x'.repeat(501)],
      leave_messages: 'none',
    } as never;
    expect(readWelcomeSettings(stored)).toEqual({
      ...DEFAULT_WELCOME_SETTINGS,
      enabled: true,
      channelId: '1'.repeat(18),
      messages: ['kept'],
    });
  });

  it.each<[WelcomeChange]>([
    [{ color: 'blue' }],
    [{ color: '#12345' }],
    [{ messages: [''] }],
    [{ messages: ['x'.repeat(501)] }],
    [{ leaveMessages: Array.from({ length: 26 }, (_, n) => `Bye ${n}`) }],
    [{ template: 'x'.repeat(41) }],
    [{ channelId: 'general' as never }],
  ])('refuse %j', (change) => {
    expect(() => writeWelcomeChange(change)).toThrow(DomainError);
  });
});

describe('readColor', () => {
  it.each([
    ['#5865F2', '#5865f2'],
    [' 5865f2 ', '#5865f2'],
    ['#fa0', '#ffaa00'],
    ['red', null],
    ['#12345', null],
    ['#12345g', null],
    ['', null],
    ['#5865F2; drop', null],
  ])('reads %j as %j', (typed, color) => {
    expect(readColor(typed)).toBe(color);
  });
});
