import { Answers } from '../interactions/answers';
import { InteractionStore } from '../interactions/interaction-store';
import { MessageWriter } from '../messages/message-writer';
import { CommandStore } from '../world/command-store';
import { Directory } from '../world/directory';
import { GuildChanges } from '../world/guild-changes';
import { MessageStore } from '../world/message-store';

/** What the routes work with. */
export interface Services {
  readonly directory: Directory;
  readonly changes: GuildChanges;
  readonly messages: MessageStore;
  readonly writer: MessageWriter;
  readonly interactions: InteractionStore;
  readonly answers: Answers;
  /** null is the global scope. */
  readonly commands: (guildId: string | null) => CommandStore;
  /** `ws://127.0.0.1:port/gateway` */
  readonly gatewayUrl: () => string;
}
