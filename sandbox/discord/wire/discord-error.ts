import { Json } from './json';

/** A refusal in Discord's own words: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
export class DiscordError extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
    readonly errors?: Json,
  ) {
    super(message);
    this.name = 'DiscordError';
  }

  toBody(): Json {
    return { message: this.message, code: this.code, ...(this.errors && { errors: this.errors }) };
  }
}

export const refusals = {
  unauthorized: () => new DiscordError(401, 0, '401: Unauthorized'),
  notFound: () => new DiscordError(404, 0, '404: Not Found'),
  unknownApplicationCommand: () => new DiscordError(404, 10063, 'Unknown application command'),
  unknownChannel: () => new DiscordError(404, 10003, 'Unknown Channel'),
  unknownGuild: () => new DiscordError(404, 10004, 'Unknown Guild'),
  unknownInteraction: () => new DiscordError(404, 10062, 'Unknown interaction'),
  unknownMember: () => new DiscordError(404, 10007, 'Unknown Member'),
  unknownMessage: () => new DiscordError(404, 10008, 'Unknown Message'),
  unknownRole: () => new DiscordError(404, 10011, 'Unknown Role'),
  unknownTag: () => new DiscordError(404, 10087, 'Unknown tag'),
  unknownUser: () => new DiscordError(404, 10013, 'Unknown User'),
  unknownWebhook: () => new DiscordError(404, 10015, 'Unknown Webhook'),
  notThisApplication: () =>
    new DiscordError(403, 20012, 'You are not authorized to perform this action on this application'),
  tooManyCommands: () => new DiscordError(400, 30032, 'Maximum number of application commands reached (100)'),
  entityTooLarge: () => new DiscordError(413, 40005, 'Request entity too large'),
  tagRequired: () => new DiscordError(400, 40067, 'A tag is required to create a forum post in this channel'),
  alreadyAcknowledged: () => new DiscordError(400, 40060, 'Interaction has already been acknowledged.'),
  missingAccess: () => new DiscordError(403, 50001, 'Missing Access'),
  notTheAuthor: () => new DiscordError(403, 50005, 'Cannot edit a message authored by another user'),
  emptyMessage: () => new DiscordError(400, 50006, 'Cannot send an empty message'),
  cannotMessageUser: () => new DiscordError(403, 50007, 'Cannot send messages to this user'),
  notTextBased: () => new DiscordError(400, 50008, 'Cannot send messages in a non-text channel'),
  missingPermissions: () => new DiscordError(403, 50013, 'Missing Permissions'),
  threadArchived: () => new DiscordError(400, 50083, 'Thread is archived'),
  wrongChannelType: () => new DiscordError(400, 50024, 'Cannot execute action on this channel type'),
  threadLocked: () => new DiscordError(400, 160005, 'Thread is locked'),
  tokenExpired: () => new DiscordError(401, 50027, 'Invalid Webhook Token'),
};
