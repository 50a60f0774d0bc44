import { ComponentType } from 'discord.js';
import { MessageComponentDiscovery } from 'necord';

import { buttonId, modalId } from './custom-id';

describe('a custom id', () => {
  it('is found again by its pattern, with what stands in it', () => {
    const customId = 'vc/board/:range/:partner';
    const id = buttonId(customId).of({ range: '2026-01-05..2026-02-01', partner: 'a/b%:c' });
    expect(id).toBe('vc/board/2026-01-05..2026-02-01/a%2Fb%25%3Ac');
    const handler = new MessageComponentDiscovery({ type: ComponentType.Button, customId });
    const found = handler.matcher(`${ComponentType.Button}_${id}`);
    expect(found && { ...found.params }).toEqual({ range: '2026-01-05..2026-02-01', partner: 'a/b%:c' });
    expect(modalId('settings/voice/clock').of({})).toBe('settings/voice/clock');
  });

  it('is never longer than Discord takes', () => {
    expect(buttonId('feed/:name').of({ name: 'x'.repeat(95) })).toHaveLength(100);
    expect(() => buttonId('feed/:name').of({ name: 'x'.repeat(96) })).toThrow('100 characters');
  });
});
