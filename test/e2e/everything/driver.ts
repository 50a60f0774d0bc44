import { ApplicationCommandType, ComponentType, InteractionContextType } from 'discord.js';

import type {
  ForgedInput,
  RegisteredCommand,
  Reply,
  ShownModal,
  StoredMessage,
} from '../../../sandbox/discord';
import type { CustomId } from '../../../src/discord';
import type { Person } from '../support/feed-commands';
import { expectAnswer } from './answer';
import type { CommandCase, Options, PressCase, Role, Says, SuggestionCase } from './cases';
import type { Coverage } from './coverage';
import { possessions } from './possessions';
import { usablesOf } from './registered';
import type { Scene } from './scene';
import { componentOn, type UsableComponent } from './usable-component';

type Forged = Omit<ForgedInput, 'userId'>;

const TIMEOUT_MS = 25_000;

/** Lets people use everything, holds each answer against its case, and notes what was driven. */
export class Driver {
  constructor(
    readonly scene: Scene,
    private readonly handlers: ReadonlyMap<string, CustomId>,
    private readonly coverage: Coverage,
  ) {}

  async command({ command, options, eachOf, target, says }: CommandCase): Promise<void> {
    const given = options?.(this.scene) ?? {};
    const uses = eachOf === undefined ? [given] : this.eachChoice(command, eachOf, given);
    for (const [role, expected] of Object.entries(says) as [Role, Says][]) {
      for (const use of uses) {
        const reply = await this.use(role, command, use, await target?.(this, role));
        await expectAnswer(this.scene.stage, reply, expected);
      }
    }
  }

  async suggestion({ suggest, option, options, by, offers }: SuggestionCase): Promise<void> {
    const [name = '', ...path] = suggest.split(' ');
    const reply = await this.scene.stage.discord.autocomplete({
      ...this.scene.person(by),
      ...{ name, path, focused: option, options: options(this.scene), timeoutMs: TIMEOUT_MS },
    });
    expect((reply.choices ?? []).map((choice) => choice.name).join('\n')).toMatch(offers);
    this.coverage.suggestion(suggest, option);
  }

  /** First as somebody whose client was tampered with, then as who may. */
  async press(each: PressCase): Promise<void> {
    const { handler, by, on, shownBy, values, fields = {}, says } = each;
    // What is forged may change its message, not what it is about.
    await this.forge(each, await on(this));
    const message = await on(this);
    const component = this.componentOn(message, shownBy ?? handler);
    const chosen = values?.(this.scene) ?? component.others.slice(0, 1);
    const pressed = await this.pressOn(message, by, component, chosen);
    const reply = shownBy === undefined ? pressed : await this.submit(by, pressed.modal, fields);
    await expectAnswer(this.scene.stage, reply, says);
    this.coverage.press(handler);
  }

  /** The message that a command, and presses that follow from it, show. */
  async open(
    role: Role,
    command: string,
    options: Options = {},
    ...handlers: string[]
  ): Promise<StoredMessage> {
    let message = messageOf(await this.use(role, command, options));
    for (const handler of handlers) message = await this.pressTo(message, role, handler);
    return message;
  }

  async pressTo(message: StoredMessage, role: Role, handler: string, ending = ''): Promise<StoredMessage> {
    const component = this.componentOn(message, handler, ending);
    return messageOf(await this.pressOn(message, role, component, component.others.slice(0, 1)));
  }

  private async use(role: Role, command: string, options: Options, targetId?: string): Promise<Reply> {
    const { name, guild_id: guildId, contexts } = this.registered(command);
    const where = typeof guildId === 'string' ? guildId : null;
    const isForDms = contexts?.includes(InteractionContextType.BotDM) ?? true;
    const reply = await this.scene.stage.discord.command({
      ...this.scene.person(role, where),
      ...(role === 'stranger' && !isForDms && { guildId: this.scene.strangersGuildId }),
      ...{ name, options, timeoutMs: TIMEOUT_MS },
      ...(targetId === undefined ? { path: command.split(' ').slice(1) } : { targetId }),
      // Also those whom an administrator lets use it have to be refused by the bot.
      allowedByOverride: where !== null,
    });
    this.coverage.command(command, role, options);
    return reply;
  }

  private pressOn(
    message: StoredMessage,
    role: Role,
    { type, customId }: UsableComponent,
    values: readonly string[],
  ): Promise<Reply> {
    const { userId } = this.scene.person(role);
    const isButton = type === ComponentType.Button;
    const chosen = isButton ? {} : { values };
    return this.scene.stage.discord.press({ userId, message, customId, ...chosen, timeoutMs: TIMEOUT_MS });
  }

  private submit(
    role: Role,
    modal: ShownModal | undefined,
    fields: Readonly<Record<string, string>>,
  ): Promise<Reply> {
    if (!modal) throw new Error('No modal was shown');
    const { userId } = this.scene.person(role);
    return this.scene.stage.discord.submitModal({ userId, modal, fields, timeoutMs: TIMEOUT_MS });
  }

  /** Those for whom it is not send the same; each is answered politely, and nothing changes. */
  private async forge(each: PressCase, message: StoredMessage): Promise<void> {
    const { handler, stranger, others = {} } = each;
    const { strangersGuildId: guildId } = this.scene;
    const outside = this.scene.person('stranger');
    const forgers: [Person, RegExp][] = [
      [outside, stranger],
      [{ ...outside, guildId }, stranger],
    ];
    for (const [role, told] of Object.entries(others) as [Role, RegExp][]) {
      forgers.push([this.scene.person(role), told]);
    }
    const before = possessions(this.scene);
    const forged = this.forged(each, message);
    for (const [person, expected] of forgers) {
      const reply = await this.scene.stage.discord.forge({ ...person, ...forged, timeoutMs: TIMEOUT_MS });
      await expectAnswer(this.scene.stage, reply, expected);
    }
    expect(possessions(this.scene)).toEqual(before);
    this.coverage.forgery(handler);
  }

  private forged({ handler, shownBy, fields, values }: PressCase, message: StoredMessage): Forged {
    if (shownBy !== undefined) {
      return { message, customId: handler.replace('Modal ', ''), ...(fields && { fields }) };
    }
    const { type, customId, others } = this.componentOn(message, handler);
    const chosen = values?.(this.scene) ?? others.slice(0, 1);
    const isButton = type === ComponentType.Button;
    return { message, customId, componentType: type, ...(!isButton && { values: chosen }) };
  }

  private componentOn(message: StoredMessage, handler: string, ending?: string): UsableComponent {
    const customId = this.handlers.get(handler);
    if (!customId) throw new Error(`There is no handler "${handler}"`);
    return componentOn(message, customId, ending);
  }

  private eachChoice(command: string, option: string, given: Options): Options[] {
    const usable = usablesOf([this.registered(command)]).find(({ name }) => name === command);
    const choices = usable?.options.find(({ name }) => name === option)?.choices ?? [];
    if (choices.length === 0) throw new Error(`/${command} has no choices for ${option}`);
    return choices.map(({ value }) => ({ ...given, [option]: value }));
  }

  private registered(command: string): RegisteredCommand {
    const { stage, homeId } = this.scene;
    const all = [...stage.discord.commands(homeId), ...stage.discord.commands()];
    const found = all.find(({ name, type }) =>
      type === ApplicationCommandType.ChatInput ? name === command.split(' ')[0] : name === command,
    );
    if (!found) throw new Error(`There is no command ${command}`);
    return found;
  }
}

function messageOf({ message }: Reply): StoredMessage {
  if (!message) throw new Error('The answer has no message');
  return message;
}
