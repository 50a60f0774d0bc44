import { expectSendable } from '../../../test/support/expect-sendable';
import { toSnowflake } from '../../common';
import type { MemberEvents } from '../../discord';
import { DEFAULT_WELCOME_SETTINGS, type WelcomeSettings } from '../../settings';
import { PLAIN } from '../card/templates';
import type { Passage } from '../greeting';
import { DEFAULT_MESSAGES, greetingComponents, leaveText, welcomeText } from './greeting.view';
import { colorModal, welcomePanelView } from './welcome-panel.view';
import { welcomeSummary } from './welcome-summary.view';
import { messageModal, welcomeTextsView } from './welcome-texts.view';

const ID = toSnowflake('9223372036854775807');
const WORST = '**`@everyone`** [x](https://x.org) <@1> '.repeat(13).slice(0, 500);
const FULL: WelcomeSettings = {
  enabled: true,
  channelId: ID,
  template: 'confetti',
  background: PLAIN,
  color: '#ff00aa',
  messages: Array.from({ length: 25 }, (_, n) => `${n}${WORST}`.slice(0, 500)),
  picture: true,
  mentionMember: true,
  roleId: ID,
  leaveEnabled: true,
  leaveChannelId: ID,
  leaveMessages: Array.from({ length: 25 }, (_, n) => `${n}${WORST}`.slice(0, 500)),
  updatedBy: ID,
};
const PREVIEW = { png: Buffer.alloc(1), filename: 'welcome.png', alt: 'x'.repeat(1_024) };
const PROBLEMS = Array.from({ length: 4 }, () => 'p'.repeat(300));
const STATES: MemberEvents[] = ['off', 'asked', 'refused'];

const ann: Passage = {
  guildId: ID,
  userId: toSnowflake('1180000000000000009'),
  name: '*Ann* @here',
  handle: 'ann_',
  avatarUrl: null,
  memberCount: 12_345,
};

describe('the panels of welcome', () => {
  it.each(STATES)(
    'are sendable with everything at its longest, and with nothing, when events are %s',
    (events) => {
      expectSendable(welcomePanelView({ settings: FULL, events, problems: PROBLEMS, preview: PREVIEW }));
      const none = { settings: DEFAULT_WELCOME_SETTINGS, events, problems: [], preview: null };
      expectSendable(welcomePanelView(none));
      expect(welcomeSummary(FULL, events, PROBLEMS).length).toBeLessThan(900);
    },
  );

  it.each(['welcome', 'leave'] as const)('list the %s messages however many there are', (list) => {
    expectSendable(welcomeTextsView({ list, settings: FULL, problems: PROBLEMS }));
    expectSendable(welcomeTextsView({ list, settings: DEFAULT_WELCOME_SETTINGS, problems: [] }));
  });

  it('open modals within Discord’s limits, with what is there now', () => {
    const modals = [
      colorModal(FULL),
      colorModal(DEFAULT_WELCOME_SETTINGS),
      messageModal('welcome', null),
      messageModal('leave', WORST),
    ];
    for (const { custom_id: id, title, components } of modals) {
      expect(id.length).toBeLessThanOrEqual(100);
      expect(title.length).toBeLessThanOrEqual(45);
      for (const component of components as { label: string; description: string }[]) {
        expect(component.label.length).toBeLessThanOrEqual(45);
        expect(component.description.length).toBeLessThanOrEqual(100);
      }
    }
    expect(JSON.stringify(modals[3])).toContain(JSON.stringify(WORST));
  });
});

describe('a greeting', () => {
  it('fills in names that can do no harm', () => {
    const text = welcomeText('{member} {handle} {server} {count}', ann, '# _Harbour_', {
      mentionMember: false,
    });
    expect(text).toBe('\\*Ann\\* @\u200bhere @\u200bann\\_ \\# \\_Harbour\\_ 12,345');
    expect(welcomeText('since {created}', ann, '', { mentionMember: false })).toMatch(/^since <t:\d{10}:R>$/);
  });

  it('names who is to be notified, once', () => {
    const wanted = { mentionMember: true };
    expect(welcomeText('Hi', ann, '', wanted)).toBe(`<@${ann.userId}> Hi`);
    expect(welcomeText('Hi {mention}', ann, '', wanted)).toBe(`Hi <@${ann.userId}>`);
  });

  it('shows no mention of who has left', () => {
    expect(leaveText('{mention} left {server}', ann, 'Harbour')).toBe('\\*Ann\\* @\u200bhere left Harbour');
  });

  it('is sendable with every variable at its longest', () => {
    const long = { ...ann, name: '*'.repeat(32), handle: '_'.repeat(32) };
    const text = welcomeText('{server}{member}'.repeat(31), long, '*'.repeat(100), { mentionMember: true });
    expectSendable({ components: greetingComponents(text, '#ffffff', PREVIEW) });
    for (const message of Object.values(DEFAULT_MESSAGES))
      expectSendable({ components: greetingComponents(leaveText(message, ann, ''), '#000000', null) });
  });
});
