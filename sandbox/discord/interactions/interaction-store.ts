import { randomBytes } from 'node:crypto';
import { refusals } from '../wire/discord-error';
import { Directory } from '../world/directory';
import { LiveInteraction } from './live-interaction';

const ACKNOWLEDGE_WITHIN_MS = 3_000;
const TOKEN_LIVES_MS = 15 * 60_000;

type NewInteraction = Pick<
  LiveInteraction,
  'type' | 'userId' | 'guildId' | 'channelId' | 'sourceMessageId' | 'suggestsNumbers'
> & { readonly metadata: (id: string) => LiveInteraction['metadata'] };

export class InteractionStore {
  private readonly byId = new Map<string, LiveInteraction>();
  private readonly byToken = new Map<string, LiveInteraction>();

  constructor(private readonly directory: Directory) {}

  create(options: NewInteraction): LiveInteraction {
    const id = this.directory.ids.next();
    const interaction: LiveInteraction = {
      ...options,
      id,
      token: randomBytes(48).toString('base64url'),
      createdAt: this.directory.now(),
      metadata: options.metadata(id),
      followUpIds: [],
      acknowledgement: null,
      originalId: null,
      originalWasEdited: false,
      originalWasDeleted: false,
      modal: null,
      choices: null,
    };
    this.byId.set(id, interaction);
    this.byToken.set(interaction.token, interaction);
    return interaction;
  }

  find(id: string): LiveInteraction | undefined {
    return this.byId.get(id);
  }

  /** For the first answer: in time, and only once. */
  acknowledgeable(id: string, token: string): LiveInteraction {
    const interaction = this.byId.get(id);
    if (interaction?.token !== token) throw refusals.unknownInteraction();
    if (interaction.acknowledgement !== null) throw refusals.alreadyAcknowledged();
    if (this.age(interaction) >= ACKNOWLEDGE_WITHIN_MS) throw refusals.unknownInteraction();
    return interaction;
  }

  /** For what follows the first answer: edits and follow-ups. */
  acknowledged(applicationId: string, token: string): LiveInteraction {
    const interaction = this.byToken.get(token);
    if (interaction === undefined || applicationId !== this.directory.applicationId)
      throw refusals.unknownWebhook();
    if (this.age(interaction) >= TOKEN_LIVES_MS) throw refusals.tokenExpired();
    if (interaction.acknowledgement === null) throw refusals.unknownWebhook();
    return interaction;
  }

  private age(interaction: LiveInteraction): number {
    return this.directory.now() - interaction.createdAt;
  }
}
