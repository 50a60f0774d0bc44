import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Client, DiscordAPIError, DiscordjsError, DiscordjsErrorCodes, Events, Routes } from 'discord.js';
import { setTimeout as sleep } from 'node:timers/promises';

import { backoffDelayMs, type BackoffPolicy, DomainError } from '../common';
import { AppConfig } from '../config';
import { MemberIntent } from './member-intent';

const LOGIN_BACKOFF: BackoffPolicy = { baseMs: 1_000, capMs: 60_000 };

/** Close codes after which Discord refuses every further attempt, with what the host must do about it. */
const REFUSALS: Readonly<Record<number, string>> = {
  4004: 'Discord refused the token. Copy the present one from https://discord.com/developers/applications (Bot, Reset Token) into DISCORD_TOKEN.',
  4013: 'Discord does not know the gateway intents this version asks for. Update pwr-bot.',
  4014: 'Discord refused a privileged intent. Switch it on at https://discord.com/developers/applications (Bot, Privileged Gateway Intents).',
};

/** Discord said no for good: trying again would only get the address banned. */
export class LoginRefusedError extends DomainError {
  constructor(closeCode: number) {
    super('login-refused', REFUSALS[closeCode] ?? `Discord closed the gateway with ${closeCode}.`, 'fault');
  }
}

/**
 * Keeps the client logged in. discord.js itself resumes and re-identifies; what it leaves to its user is the first
 * login while Discord is unreachable, and the closes after which it stays disconnected without a word.
 */
@Injectable()
export class GatewayConnection implements OnModuleInit {
  private readonly logger = new Logger('Gateway');
  private readonly stopping = new AbortController();
  private refusedWith: number | null = null;

  /** Rejects with LoginRefusedError when Discord refuses the bot for good, at the login or any time later. */
  readonly refused: Promise<never>;

  constructor(
    private readonly client: Client,
    private readonly config: AppConfig,
    private readonly members: MemberIntent,
  ) {
    this.refused = new Promise((_resolve, reject) => {
      client.on(Events.ShardDisconnect, ({ code }) => {
        if (members.takesCareOf(code)) return;
        this.refusedWith = code;
        reject(new LoginRefusedError(code));
      });
    });
    this.refused.catch(() => undefined);
  }

  onModuleInit(): void {
    this.client
      .on(Events.Error, (error) => {
        this.logger.error(`Client error: ${error.message}`, error.stack);
      })
      .on(Events.ShardError, (error, shardId) => {
        if (this.members.isForgoing) return;
        this.logger.warn(`Shard ${shardId}: ${error.message}`);
      })
      .on(Events.ShardReconnecting, (shardId) => {
        if (!this.stopping.signal.aborted)
          this.logger.warn(`Shard ${shardId} lost its connection and reconnects`);
      })
      .on(Events.ShardResume, (shardId, replayed) => {
        this.logger.log(`Shard ${shardId} resumed, ${replayed} events replayed`);
      });
  }

  /**
   * Resolves when the client is ready; tries as long as Discord cannot be reached.
   * @throws LoginRefusedError when the token or an intent is refused.
   */
  async connect(): Promise<void> {
    const ready = new Promise<void>((resolve) =>
      this.client.once(Events.ClientReady, () => {
        resolve();
      }),
    );
    for (let attempt = 1; !this.stopping.signal.aborted; attempt++) {
      try {
        await this.login();
        await Promise.race([ready, this.refused]);
        this.logger.log(
          `Logged in as ${this.client.user?.username ?? 'unknown'} in ${this.client.guilds.cache.size} guilds`,
        );
        return;
      } catch (error) {
        this.throwIfRefused(error);
        const delayMs = backoffDelayMs(LOGIN_BACKOFF, attempt);
        this.logger.warn(`Discord cannot be reached (${reason(error)}); trying again in ${delayMs} ms`);
        await sleep(delayMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      }
    }
  }

  stop(): void {
    this.stopping.abort();
  }

  private async login(): Promise<void> {
    // Asked before the login, because a client whose login failed is destroyed and half usable only.
    await this.client.rest.setToken(this.config.discordToken).get(Routes.gatewayBot());
    await this.client.login(this.config.discordToken);
  }

  private throwIfRefused(error: unknown): void {
    const unauthorized =
      (error instanceof DiscordAPIError && error.status === 401) ||
      (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid);
    const code = unauthorized ? 4004 : this.refusedWith;
    if (error instanceof LoginRefusedError) throw error;
    if (code !== null) throw new LoginRefusedError(code);
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error && !error.message ? cause.message : error.message || error.name;
}
