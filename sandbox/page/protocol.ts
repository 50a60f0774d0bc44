/** What the page's server tells the page, and what the page asks of it; types only, shared by both. */

export interface PageUser {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly bot: boolean;
  readonly acceptsDms: boolean;
  /** null for who has chosen none. */
  readonly avatarUrl: string | null;
  /** Whether a visitor may act as this person: bots and strangers cannot be chosen. */
  readonly isMember: boolean;
  /** Why the person is there, for who chooses whom to be. */
  readonly about: string;
  readonly roles: readonly string[];
  /** What the person may do in the guild, as a decimal number. */
  readonly permissions: string;
  readonly voice: PageVoiceState | null;
  /** The channel of their direct messages with the bot; null while there is none. */
  readonly directChannelId: string | null;
}

export interface PageVoiceState {
  readonly channelId: string;
  readonly selfMute: boolean;
  readonly selfDeaf: boolean;
  readonly mute: boolean;
  readonly deaf: boolean;
  readonly selfStream: boolean;
  readonly selfVideo: boolean;
}

export interface PageChannel {
  readonly id: string;
  readonly type: number;
  readonly name: string;
  readonly parentId: string | null;
  readonly nsfw: boolean;
  /** Whether the bot may see it and write there. */
  readonly botMayWrite: boolean;
}

export interface PageRole {
  readonly id: string;
  readonly name: string;
}

export interface PageComponent {
  readonly type: number;
  readonly [field: string]: unknown;
}

export interface PageAttachment {
  readonly filename: string;
  readonly url: string;
  readonly contentType: string | null;
  readonly description: string | null;
  readonly size: number;
}

export interface PageMessage {
  readonly id: string;
  readonly channelId: string;
  readonly authorId: string;
  readonly content: string;
  readonly components: readonly PageComponent[];
  readonly embeds: readonly Readonly<Record<string, unknown>>[];
  readonly attachments: readonly PageAttachment[];
  readonly flags: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly isEdited: boolean;
  readonly visibleTo: string | null;
  /** Who used which command; null for what the bot said by itself. */
  readonly usedBy: { readonly userId: string; readonly command: string } | null;
}

export interface PageOption {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[];
  readonly options?: readonly PageOption[];
  readonly channel_types?: readonly number[];
  readonly min_value?: number;
  readonly max_value?: number;
  readonly min_length?: number;
  readonly max_length?: number;
}

export interface PageCommand {
  readonly id: string;
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly default_member_permissions: string | null;
  readonly contexts: readonly number[] | null;
  readonly options?: readonly PageOption[];
}

export interface PageSeries {
  readonly kind: 'manga' | 'anime' | 'feed';
  readonly id: string;
  readonly title: string;
  readonly url: string;
  /** What came out last, in a few words. */
  readonly latest: string;
  /** The next scheduled one; null where nothing is. */
  readonly next: { readonly name: string; readonly at: number } | null;
}

export interface PageRequest {
  readonly id: number;
  readonly host: string;
  readonly what: string;
  readonly status: number | null;
  readonly at: number;
}

export interface PageOwed {
  readonly id: number;
  readonly to: string;
  readonly what: string;
  readonly state: string;
  readonly attempts: number;
  readonly nextAttemptAt: number;
  readonly error: string | null;
}

export interface PageLedger {
  readonly pending: number;
  readonly sent: number;
  readonly refused: number;
  readonly withdrawn: number;
  readonly latest: readonly PageOwed[];
}

export interface PageState {
  /** The sandbox's time at `sentAt` of the real one, both in epoch milliseconds. */
  readonly now: number;
  readonly sentAt: number;
  readonly guild: { readonly id: string; readonly name: string };
  readonly channels: readonly PageChannel[];
  readonly roles: readonly PageRole[];
  readonly users: readonly PageUser[];
  readonly commands: readonly PageCommand[];
  readonly series: readonly PageSeries[];
  readonly bot: {
    readonly userId: string;
    readonly state: 'preparing' | 'starting' | 'running' | 'stopped';
    readonly pid: number | null;
    readonly log: readonly string[];
  };
  readonly trouble: {
    readonly discordIsOut: boolean;
    readonly anilistIsOut: boolean;
    readonly mangadexIsOut: boolean;
    readonly feedsAreOut: boolean;
  };
  readonly ledger: PageLedger;
  readonly requests: readonly PageRequest[];
  readonly requestsLastMinute: Readonly<Record<string, number>>;
  /** How many requests each host had in all. */
  readonly requestCounts: Readonly<Record<string, number>>;
  /** What is left of the time that is passing at once, in milliseconds; 0 when none is. */
  readonly passingMs: number;
}

export interface PageModal {
  readonly interactionId: string;
  readonly title: string;
  readonly components: readonly PageComponent[];
}

/** How the bot answered; messages arrive by themselves. */
export interface PageAnswer {
  readonly kind: string;
  readonly modal?: PageModal;
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[];
}

/** A file that was chosen for an option, with its content in base64. */
export interface PageFile {
  readonly filename: string;
  readonly contentType: string;
  readonly base64: string;
}

export type PageOptionValue = string | number | boolean | PageFile;

export interface CommandRequest {
  readonly userId: string;
  /** null is the direct message with the bot. */
  readonly channelId: string | null;
  readonly name: string;
  readonly path: readonly string[];
  readonly options: Readonly<Record<string, PageOptionValue>>;
  /** The user or the message of a context menu command. */
  readonly targetId?: string;
  /** The option that is being typed, for suggestions. */
  readonly focused?: string;
}

export interface PressRequest {
  readonly userId: string;
  readonly messageId: string;
  readonly customId: string;
  readonly values?: readonly string[];
}

export interface ModalRequest {
  readonly userId: string;
  readonly interactionId: string;
  readonly fields: Readonly<Record<string, string | boolean | readonly string[]>>;
}

/** Something that happens in the world; what a deed needs besides its name depends on it. */
export interface DeedRequest {
  readonly deed: string;
  readonly [detail: string]: string | number | boolean | null;
}

export type PageEvent =
  | { readonly type: 'state'; readonly state: PageState }
  | { readonly type: 'message'; readonly message: PageMessage }
  | { readonly type: 'gone'; readonly messageId: string }
  | { readonly type: 'reload' };
