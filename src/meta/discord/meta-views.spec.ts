import { expectSendable } from '../../../test/support/expect-sendable';
import { aboutView } from './about.view';
import { type HelpCommand, helpView } from './help.view';

const command = (name: string): HelpCommand => ({
  title: `</${name}:1180000000000000003>`,
  description: 'd'.repeat(100),
  options: Array.from({ length: 25 }, (_, n) => ({
    name: `option_${n}`,
    description: 'o'.repeat(100),
    required: n === 0,
  })),
});
const topics = ['feed', 'vc', 'settings', 'welcome'].map((name) => ({
  name,
  description: 't'.repeat(100),
  commands: Array.from({ length: 9 }, (_, n) => command(`${name} command-${n}`)),
  isSingle: false,
}));

describe('the views of the bot itself', () => {
  it.each(['', 'feed', 'unknown'])('show help that Discord takes, for the topic "%s"', (topic) => {
    expectSendable(helpView(topics, topic, 'en-US'));
  });

  it('show a command by itself among those of the bot', () => {
    const single = { name: 'about', description: 'About', commands: [command('about')], isSingle: true };
    const shown = JSON.stringify(helpView([...topics.slice(0, 1), single], '', 'en-US'));
    expect(shown).toContain('### The bot itself\\n- </about:1180000000000000003>: ddd');
    expect(shown).not.toContain('"value":"about"');
  });

  it('show facts that Discord takes', () => {
    const lines = 'x'.repeat(1_200);
    expectSendable(
      aboutView({
        version: '10.20.30',
        startedAt: new Date(0),
        latencyMs: null,
        guilds: 123_456,
        memory: 123_456_789,
        facts: [
          { title: 'Sources', lines },
          { title: 'Voice', lines },
        ],
      }),
    );
  });
});
