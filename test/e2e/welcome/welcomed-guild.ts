import { GatewayIntentBits, PermissionFlagsBits } from 'discord.js';

import {
  type Reply,
  type RoleRecord,
  type StoredMessage,
  textOf,
  type UserRecord,
} from '../../../sandbox/discord';
import { expectSendable } from '../../support/expect-sendable';
import type { Person } from '../support/feed-commands';
import type { Stage } from '../support/stage';

const PATIENCE = { timeoutMs: 25_000 };

/** Starts a bot that is told who joins. */
export async function startWithMembers(stage: Stage): Promise<void> {
  stage.discord.setPrivilegedIntents(GatewayIntentBits.GuildMembers);
  await stage.start({ ENABLE_WELCOME: 'true' });
}

/** A guild, its admin with the panel of `/welcome` open, and people who come and go. */
export class WelcomedGuild {
  private constructor(
    private readonly stage: Stage,
    readonly guildId: string,
    readonly channelId: string,
    readonly admin: Person,
    readonly member: Person,
  ) {}

  static found(stage: Stage): WelcomedGuild {
    const { discord } = stage;
    const { guildId, channelId, admin, member } = stage.community();
    const own = discord.rolesOf(guildId, discord.botUser.id)[0] ?? '';
    discord.setRolePermissions(guildId, own, PermissionFlagsBits.ManageRoles);
    discord.setRolePosition(guildId, own, 50);
    return new WelcomedGuild(stage, guildId, channelId, admin, member);
  }

  /** With the welcome switched on. */
  static async open(stage: Stage): Promise<WelcomedGuild> {
    const guild = WelcomedGuild.found(stage);
    const panel = await guild.panel();
    await guild.press(panel, 'settings/welcome/channel', [guild.channelId]);
    await guild.press(panel, 'settings/welcome/switch/enabled/on');
    return guild;
  }

  async panel(person = this.admin): Promise<StoredMessage> {
    const reply = await this.stage.discord.command({ ...person, name: 'welcome', ...PATIENCE });
    expect(reply.ephemeral).toBe(true);
    return shown(reply);
  }

  async press(
    message: StoredMessage,
    customId: string,
    values?: readonly string[],
    { userId } = this.admin,
  ): Promise<StoredMessage> {
    const pressed = { userId, message, customId, ...(values && { values }), ...PATIENCE };
    return this.seen(await this.stage.discord.press(pressed));
  }

  /** Presses what opens a modal, and fills that in. */
  async fill(
    message: StoredMessage,
    customId: string,
    fields: Record<string, string>,
    values?: readonly string[],
  ): Promise<StoredMessage> {
    const { userId } = this.admin;
    const { discord } = this.stage;
    const { modal } = await discord.press({
      userId,
      message,
      customId,
      ...(values && { values }),
      ...PATIENCE,
    });
    if (!modal) throw new Error('There is no modal');
    return this.seen(await discord.submitModal({ userId, modal, fields, ...PATIENCE }));
  }

  join(
    options: { username?: string; globalName?: string; bot?: boolean; pending?: boolean } = {},
  ): UserRecord {
    const { pending = false, ...user } = options;
    const joined = this.stage.discord.createUser(user);
    this.stage.discord.addMember(this.guildId, joined.id, { pending });
    return joined;
  }

  role(permissions = 0n): RoleRecord {
    return this.stage.discord.createRole(this.guildId, { name: 'Newcomer', permissions });
  }

  rolesOf({ id }: UserRecord): readonly string[] {
    return this.stage.discord.rolesOf(this.guildId, id);
  }

  said(channelId = this.channelId): readonly StoredMessage[] {
    return this.stage.discord.messages(channelId);
  }

  /** Waits until so many messages stand in the channel. */
  async greetings(count: number, channelId = this.channelId): Promise<readonly StoredMessage[]> {
    await this.stage.until(() => this.said(channelId).length >= count);
    return this.said(channelId);
  }

  async text(): Promise<string> {
    return textOf(await this.panel());
  }

  /** What the person sees last: the changed panel, or the error that came below it. A picture may take seconds. */
  private async seen(reply: Reply): Promise<StoredMessage> {
    if (reply.kind !== 'deferred') return reply.followUps.at(-1) ?? shown(reply);
    const { discord } = this.stage;
    const id = reply.message?.id ?? '';
    const present = (): StoredMessage | undefined => discord.message(id);
    await this.stage.until(() => reply.followUps.length > 0 || present() !== reply.message);
    return reply.followUps.at(-1) ?? shown({ ...reply, message: present() as StoredMessage });
  }
}

function shown({ message }: Reply): StoredMessage {
  if (!message) throw new Error('The answer has no message');
  expectSendable(message as never);
  return message;
}
