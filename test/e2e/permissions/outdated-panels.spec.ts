import { selectsOf } from '../../../sandbox/discord';
import { textIn } from '../support/feed-commands';
import { onStage } from '../support/on-stage';

const OUT_OF_DATE = 'This panel is out of date. Use the command again for a new one.';

describe('what an earlier version has left behind', () => {
  const it = onStage();

  it('says so when it is pressed, to whoever pressed it', async (stage) => {
    const { discord } = stage;
    const { member } = stage.community();
    const { message } = await discord.command({ ...member, name: 'help', timeoutMs: 25_000 });
    const menu = message && selectsOf(message)[0];
    if (!menu) throw new Error('/help showed no menu');
    Object.assign(menu, { custom_id: 'help/of/old' });
    const { userId } = member;
    const pressed = await discord.press({ userId, message, customId: 'help/of/old', values: ['all'] });
    expect(pressed).toMatchObject({ kind: 'message', ephemeral: true });
    expect(textIn(pressed)).toBe(OUT_OF_DATE);
  });

  it('says so when its modal is sent', async (stage) => {
    const { discord } = stage;
    const { admin } = stage.community();
    const { message } = await discord.command({ ...admin, name: 'settings', timeoutMs: 25_000 });
    if (!message) throw new Error('/settings showed nothing');
    const { userId } = admin;
    await discord.press({ userId, message, customId: 'settings/voice' });
    const { modal } = await discord.press({ userId, message, customId: 'settings/voice/clock' });
    if (!modal) throw new Error('There is no modal');
    const outdated = { ...modal, customId: 'settings/clock/of/old' };
    const answer = await discord.submitModal({ userId, modal: outdated, fields: {} });
    expect(answer.ephemeral).toBe(true);
    expect(textIn(answer)).toBe(OUT_OF_DATE);
  });
});
