import { InteractionResponseType, InteractionType } from 'discord.js';
import { Component } from '../components/component';
import { Json } from '../wire/json';

export interface Acknowledgement {
  readonly type: InteractionResponseType;
  readonly isEphemeral: boolean;
}

export interface ShownModal {
  /** The interaction that was answered with it. */
  readonly interactionId: string;
  readonly customId: string;
  readonly title: string;
  readonly components: readonly Component[];
}

export interface Suggestion {
  readonly name: string;
  readonly value: string | number;
}

/** What a person did, and what the bot made of it so far. */
export interface LiveInteraction {
  readonly id: string;
  readonly token: string;
  readonly type: InteractionType;
  /** By the sandbox's clock in milliseconds. */
  readonly createdAt: number;
  readonly userId: string;
  readonly guildId: string | null;
  readonly channelId: string;
  /** The message whose component was used, also behind a modal that such a component opened. */
  readonly sourceMessageId: string | null;
  /** `interaction_metadata` of the answers. */
  readonly metadata: Json;
  /** Whether the focused option of an autocomplete takes numbers. */
  readonly suggestsNumbers: boolean;
  readonly followUpIds: string[];
  acknowledgement: Acknowledgement | null;
  /** The answer that `@original` names: a new message, or the one whose component was used. */
  originalId: string | null;
  originalWasEdited: boolean;
  originalWasDeleted: boolean;
  modal: ShownModal | null;
  choices: readonly Suggestion[] | null;
}
