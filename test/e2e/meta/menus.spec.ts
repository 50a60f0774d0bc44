import { textIn } from '../support/feed-commands';
import { onStage } from '../support/on-stage';
import type { Stage } from '../support/stage';

/** A message in the channel; who wrote it does not matter. */
async function write({ discord }: Stage, channelId: string, content: string): Promise<string> {
  const answer = await fetch(`${discord.apiUrl}/v10/channels/${channelId}/messages`, {
    method: 'POST',
    headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ content }),
  });
  return ((await answer.json()) as { id: string }).id;
}

describe('the menus of members and messages', () => {
  const it = onStage({ variables: { ENABLE_FEED_PUBLISHER: 'false' } });
  const timeoutMs = 25_000;

  it('show a member’s voice time to whoever asked only', async (stage) => {
    const { member, admin } = stage.community();
    const used = { ...member, name: 'Voice statistics', targetId: admin.userId };
    const stats = await stage.discord.command({ ...used, timeoutMs });
    expect(stats.ephemeral).toBe(true);
    expect(textIn(stats)).toContain(`This month of <@${admin.userId}>`);
  });

  it('follow the links in a message, and say so when there are none', async (stage) => {
    const { member, channelId } = stage.community();
    const { url } = stage.platforms.world.addManga({ title: 'Salt' });
    const follow = async (content: string): Promise<string> => {
      const targetId = await write(stage, channelId, content);
      const used = { ...member, channelId, name: 'Follow links in this message', targetId };
      const answer = await stage.discord.command({ ...used, timeoutMs });
      expect(answer.ephemeral).toBe(true);
      return textIn(answer);
    };
    expect(await follow('nothing to see')).toContain('There is no link in this message');
    expect(await follow(`Read [this](${url}), and ${url}.`)).toMatch(/^✅ \*\*\[Salt\].*I will tell you/);
    expect(await stage.as(member).list('dm')).toContain('Salt');
  });
});
