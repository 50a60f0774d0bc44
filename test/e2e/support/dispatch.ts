import type { SandboxDiscord } from '../../../sandbox/discord';

interface Emitter {
  emit(event: { name: string; data: object; guildId: null; intent: number }): void;
}

/**
 * Sends any gateway event as it is. The sandbox itself sends only what Discord would, so this goes past it: what a
 * later version of Discord sends may look malformed to ours.
 */
export function dispatch(discord: SandboxDiscord, name: string, data: object): void {
  const directory = Reflect.get(discord, 'directory') as Emitter;
  directory.emit({ name, data, guildId: null, intent: 0 });
}
