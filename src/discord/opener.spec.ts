import { Collection, type MessageComponentInteraction } from 'discord.js';

import { requireOpener } from './opener';

const COMMANDS = new Collection([['5', { id: '5', name: 'vc', guildId: null }]]);

function press(
  userId: string,
  openerId: string | null,
  commands: { cache: typeof COMMANDS; fetch?: () => Promise<unknown> } = { cache: COMMANDS },
): MessageComponentInteraction {
  return {
    user: { id: userId },
    message: { interactionMetadata: openerId === null ? null : { user: { id: openerId } } },
    client: { application: { commands } },
  } as unknown as MessageComponentInteraction;
}

describe('what one person opened for all to see', () => {
  it('is theirs to press, as is what nobody opened', async () => {
    await expect(requireOpener(press('1', '1'), 'vc leaderboard')).resolves.toBeUndefined();
    await expect(requireOpener(press('1', null), 'vc leaderboard')).resolves.toBeUndefined();
  });

  it('sends everybody else to one of their own', async () => {
    await expect(requireOpener(press('2', '1'), 'vc leaderboard')).rejects.toThrow(
      '<@1> has opened this. Open your own with </vc leaderboard:5>.',
    );
  });

  it('names the command also when Discord does not tell its id', async () => {
    const none = { cache: new Collection<string, { id: string; name: string; guildId: null }>() };
    const broken = press('2', '1', { ...none, fetch: () => Promise.reject(new Error('down')) });
    await expect(requireOpener(broken, 'vc leaderboard')).rejects.toThrow('`/vc leaderboard`');
  });
});
