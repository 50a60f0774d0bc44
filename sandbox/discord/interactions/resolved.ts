import { asJson, Json, without } from '../wire/json';
import { Directory } from '../world/directory';
import { attachmentPayload } from '../world/message-payload';
import { channelPayload, memberPayload, rolePayload, userPayload } from '../world/payloads';
import { permissionsOf } from '../world/permissions';
import { GuildRecord, StoredAttachment } from '../world/records';

/** Collects the objects that an interaction's ids stand for. */
export class Resolved {
  private readonly found: Record<string, Json> = {};

  constructor(
    private readonly directory: Directory,
    private readonly guild: GuildRecord | undefined,
    private readonly userId: string,
  ) {}

  user(id: string): void {
    this.put('users', id, userPayload(this.directory.user(id)));
    const member = this.guild?.members.get(id);
    if (member === undefined || this.guild === undefined) return;
    const partial = memberPayload(member);
    const permissions = permissionsOf(this.guild, id).toString();
    this.put('members', id, { ...without(partial, 'mute', 'deaf'), permissions });
  }

  role(id: string): void {
    const role = this.guild?.roles.get(id);
    if (role === undefined) throw new Error(`There is no role ${id} here`);
    this.put('roles', id, rolePayload(role));
  }

  mentionable(id: string): void {
    if (this.guild?.roles.has(id) === true) this.role(id);
    else this.user(id);
  }

  /** @param types the channel types that may be chosen; absent for all. */
  channel(id: string, types?: readonly number[]): void {
    const channel = this.guild?.channels.get(id);
    if (channel === undefined || this.guild === undefined) throw new Error(`There is no channel ${id} here`);
    if (types !== undefined && types.length > 0 && !types.includes(channel.type))
      throw new Error(
        `The channel ${channel.name} is of type ${channel.type}; only ${types.join(', ')} can be chosen`,
      );
    const permissions = permissionsOf(this.guild, this.userId, channel).toString();
    const { parent_id = null, flags, thread_metadata } = channelPayload(this.directory, channel);
    const { name, type } = channel;
    this.put('channels', id, {
      ...{ id, name, type, permissions, parent_id, flags },
      ...(channel.thread && { thread_metadata }),
    });
  }

  attachment(attachment: StoredAttachment): void {
    this.put('attachments', attachment.id, { ...attachmentPayload(attachment), ephemeral: true });
  }

  message(id: string, payload: Json): void {
    this.put('messages', id, payload);
  }

  toJson(): Json {
    return { ...this.found };
  }

  get isEmpty(): boolean {
    return Object.keys(this.found).length === 0;
  }

  private put(kind: string, id: string, value: Json): void {
    this.found[kind] = { ...asJson(this.found[kind]), [id]: value };
  }
}
