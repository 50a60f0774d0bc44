import type { OptionValue, StoredMessage } from '../../../sandbox/discord';
import type { Driver } from './driver';
import type { Scene } from './scene';

/**
 * A member of the harbour who may manage nothing, one who may manage the server, who runs the bot, and somebody of
 * another server, who uses commands in direct messages.
 */
export type Role = 'member' | 'admin' | 'owner' | 'stranger';

/** What an answer says; only who asked sees it, unless it is said to be public. */
export type Says = RegExp | { readonly publicly: RegExp };

export type Options = Readonly<Record<string, OptionValue>>;

export interface CommandCase {
  /** Its whole name: `feed subscribe`, or the name of a context menu. */
  readonly command: string;
  readonly options?: (scene: Scene) => Options;
  /** An option that is used with each of its choices, one after the other. */
  readonly eachOf?: string;
  /** Of a context menu: the member, or the message where the person is. */
  readonly target?: (driver: Driver, role: Role) => Promise<string>;
  readonly says: Partial<Record<Role, Says>>;
}

export interface SuggestionCase {
  readonly suggest: string;
  readonly option: string;
  readonly options: (scene: Scene) => Options;
  readonly by: Role;
  /** In the names of what is offered. */
  readonly offers: RegExp;
}

export interface PressCase {
  /** `Button feed/mute/:feedId`; of a modal, `Modal …`. */
  readonly handler: string;
  readonly by: Role;
  /** Brings the message about that has the component, or whose component shows the modal. */
  readonly on: (driver: Driver) => Promise<StoredMessage>;
  /** What is chosen in a select; the first that is not chosen already unless said. */
  readonly values?: (scene: Scene) => readonly string[];
  /** Of a modal: the handler that shows it, and what is written into it. */
  readonly shownBy?: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly says: Says;
  /** What a stranger is told who sends the same from another server and in a direct message. Nothing changes by it. */
  readonly stranger: RegExp;
  /** What those of the server are told who send the same, although it is not theirs. */
  readonly others?: Partial<Readonly<Record<Role, RegExp>>>;
}

export type Case = CommandCase | SuggestionCase | PressCase;

/** What is said to who may not manage the server they are in, and to who is in none. */
export const FOR_MANAGERS = /\*\*Manage Server\*\*|inside a server only/;
export const IN_A_SERVER = /inside a server only/;
