import {
  buttonsOf,
  type Reply,
  type SandboxDiscord,
  type StoredMessage,
  textOf,
} from '../../sandbox/discord';
import type { Series } from './published';
import type { Subscriber } from './subscriber';

const PATIENCE_MS = 30_000;
const NOTICE_WITHIN_MS = 3_000;
const WEEK = 7 * 24 * 3_600_000;

interface Muted {
  readonly subscriber: Subscriber;
  readonly series: Series;
  readonly unmute: StoredMessage;
  /** When it ends by itself, in epoch milliseconds. */
  readonly until: number;
}

/** What people do in Discord, and what they may expect from then on. */
export class People {
  private muted: Muted[] = [];

  constructor(
    private readonly discord: SandboxDiscord,
    private readonly subscribers: readonly Subscriber[],
    private readonly now: () => number,
  ) {}

  async chooseChannel({ userId, guildId }: Subscriber, channelId: string): Promise<void> {
    await this.discord.command({
      ...{
        userId,
        name: 'feed',
        path: ['settings'],
        options: { channel: channelId },
        timeoutMs: PATIENCE_MS,
      },
      ...(guildId === null ? {} : { guildId }),
    });
  }

  /** @returns those that the bot could not subscribe to now. */
  async subscribe(
    subscriber: Subscriber,
    series: readonly Series[],
    channelId?: string,
  ): Promise<readonly Series[]> {
    const { languages, preferred, ignored } = subscriber.wishes;
    const text = await this.use(subscriber, 'subscribe', series, {
      ...(languages.length > 0 ? { languages: languages.join(', ') } : {}),
      ...(preferred.length > 0 ? { prefer_groups: preferred.join(', ') } : {}),
      ...(ignored.length > 0 ? { ignore_groups: ignored.join(', ') } : {}),
      ...(channelId === undefined ? {} : { channel: channelId }),
    });
    const done = series.filter(({ title }) => hasLine(text, ['✅', '☑️'], title));
    for (const one of done) {
      const isFollowed = this.subscribers.some((other) => this.isSubscribed(other, one));
      this.forgetMuted(subscriber, one);
      subscriber.begin(one, this.now(), !isFollowed);
    }
    return series.filter((one) => !done.includes(one));
  }

  async unsubscribe(subscriber: Subscriber, series: Series): Promise<void> {
    const text = await this.use(subscriber, 'unsubscribe', [series]);
    if (!hasLine(text, ['✅'], series.title)) throw new Error(`Unsubscribing was answered with: ${text}`);
    this.forgetMuted(subscriber, series);
    subscriber.end(series, this.now());
  }

  /** By the button of a message. @returns false when there is no message yet. */
  async unsubscribeByButton(subscriber: Subscriber, series: Series): Promise<boolean> {
    const reply = await this.pressOn(subscriber, series, 'Unsubscribe');
    if (reply) subscriber.end(series, this.now());
    return reply !== null;
  }

  /** By the button of a message. @returns false when there is no message yet. */
  async mute(subscriber: Subscriber, series: Series): Promise<boolean> {
    const until = this.now() + WEEK;
    const reply = await this.pressOn(subscriber, series, 'Mute for a week');
    if (!reply?.message) return false;
    this.muted.push({ subscriber, series, unmute: reply.message, until });
    subscriber.end(series, this.now());
    return true;
  }

  /** @returns false when nothing is muted. */
  async unmute(): Promise<boolean> {
    const muted = this.muted.shift();
    if (!muted) return false;
    const { subscriber, series, unmute } = muted;
    await this.press(subscriber.userId, unmute, 'Unmute');
    subscriber.begin(series, this.now(), false);
    return true;
  }

  /** A week is over for some. */
  wakeMuted(): void {
    const awake = this.muted.filter(({ until }) => until <= this.now());
    this.muted = this.muted.filter((muted) => !awake.includes(muted));
    for (const { subscriber, series, until } of awake) subscriber.begin(series, until, false);
  }

  private forgetMuted(subscriber: Subscriber, series: Series): void {
    this.muted = this.muted.filter((muted) => muted.subscriber !== subscriber || muted.series !== series);
  }

  /** Presses Resume wherever the bot shows it. @returns false when it shows it nowhere. */
  async resume(subscriber: Subscriber): Promise<boolean> {
    const { userId } = subscriber;
    const sent = this.discord.directMessages(userId).filter((message) => buttonOf(message, 'Resume'));
    const notice = subscriber.guildId === null ? null : sent.at(-1);
    const shown = notice ?? (await this.noticeAfterCommand(subscriber));
    if (!shown) return false;
    const reply = await this.press(userId, shown, 'Resume');
    return reply.message !== undefined && textOf(reply.message).includes('go out again');
  }

  /** Whether the bot has stopped sending there, by what it says itself. */
  private async noticeAfterCommand(subscriber: Subscriber): Promise<StoredMessage | null> {
    const { userId, guildId, into } = subscriber;
    const reply = await this.discord.command({
      ...{ userId, name: 'feed', path: ['list'], options: { sent_into: into }, timeoutMs: PATIENCE_MS },
      ...(guildId === null ? {} : { guildId }),
    });
    const isThere = (): boolean => reply.followUps.some((message) => buttonOf(message, 'Resume'));
    await this.discord.until(isThere, NOTICE_WITHIN_MS).catch(() => undefined);
    return reply.followUps.find((message) => buttonOf(message, 'Resume')) ?? null;
  }

  private async use(
    { userId, guildId, into }: Subscriber,
    name: string,
    series: readonly Series[],
    options: Record<string, string> = {},
  ): Promise<string> {
    const links = series.map(({ url }) => url).join(', ');
    const reply = await this.discord.command({
      ...{ userId, name: 'feed', path: [name], timeoutMs: PATIENCE_MS },
      options: { links, send_into: into, ...options },
      ...(guildId === null ? {} : { guildId }),
    });
    return reply.message ? textOf(reply.message) : '';
  }

  private async pressOn(subscriber: Subscriber, { url }: Series, label: string): Promise<Reply | null> {
    const message = subscriber
      .inbox()
      .filter((candidate) => textOf(candidate).includes(`](${url})`) && buttonOf(candidate, label))
      .at(-1);
    return message ? this.press(subscriber.userId, message, label) : null;
  }

  private press(userId: string, message: StoredMessage, label: string): Promise<Reply> {
    const customId = buttonOf(message, label);
    if (!customId) throw new Error(`The message ${message.id} has no button "${label}"`);
    return this.discord.press({ userId, message, customId, timeoutMs: PATIENCE_MS });
  }

  /** Who has muted a series still follows it. */
  private isSubscribed(subscriber: Subscriber, series: Series): boolean {
    return (
      subscriber.wants(series) ||
      this.muted.some((muted) => muted.subscriber === subscriber && muted.series === series)
    );
  }
}

function hasLine(text: string, signs: readonly string[], title: string): boolean {
  return text
    .split('\n')
    .some((line) => signs.some((sign) => line.startsWith(sign)) && line.includes(`[${title}]`));
}

function buttonOf(message: StoredMessage, label: string): string | null {
  return buttonsOf(message).find((button) => button.label === label)?.customId ?? null;
}
