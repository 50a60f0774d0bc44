import { Injectable, Logger } from '@nestjs/common';
import {
  GatewayCloseCodes,
  GatewayIntentBits,
  type IShardingStrategy,
  SimpleShardingStrategy,
} from 'discord.js';
import { setTimeout as sleep } from 'node:timers/promises';

import { backoffDelayMs, type BackoffPolicy } from '../common';
import { AppConfig } from '../config';

const RETRY: BackoffPolicy = { baseMs: 1_000, capMs: 60_000 };

/** @discordjs/ws's own, whose name discord.js takes for another class. */
type ShardManager = ConstructorParameters<typeof SimpleShardingStrategy>[0];

/** `off`: the host does not ask for it. */
export type MemberEvents = 'off' | 'asked' | 'refused';

/**
 * Who joins and who leaves is told to bots with a privileged intent only. The host asks for it, Discord may refuse it;
 * everything else the bot does goes on without it then.
 */
@Injectable()
export class MemberIntent {
  private readonly logger = new Logger('Gateway');
  private current: MemberEvents;
  private strategy: ForgoingStrategy | null = null;
  private forgoing = false;

  constructor(config: AppConfig) {
    this.current = config.welcomeEnabled ? 'asked' : 'off';
  }

  get state(): MemberEvents {
    return this.current;
  }

  /** Discord has just refused the intent, and the shards are about to identify without it. */
  get isForgoing(): boolean {
    return this.forgoing;
  }

  buildStrategy(shards: ShardManager): IShardingStrategy {
    this.strategy = new ForgoingStrategy(shards, this);
    return this.strategy;
  }

  /** @returns whether a shard that Discord closed with this code comes back without the intent. */
  takesCareOf(closeCode: number): boolean {
    if (closeCode !== (GatewayCloseCodes.DisallowedIntents as number)) return false;
    if (this.current === 'asked') {
      this.current = 'refused';
      this.forgoing = true;
      this.logger.warn(
        'Discord refuses the Server Members Intent, so nobody can be welcomed; everything else works. Switch it on at https://discord.com/developers/applications (Bot, Privileged Gateway Intents) and start the bot again, or set ENABLE_WELCOME=false.',
      );
      this.strategy?.forgo();
    }
    return this.forgoing;
  }

  forgone(): void {
    this.forgoing = false;
  }
}

/** Identifies once more without the intent after Discord has refused it, at the login or any time later. */
class ForgoingStrategy extends SimpleShardingStrategy {
  private readonly logger = new Logger('Gateway');
  private isConnected = false;

  constructor(
    private readonly shardManager: ShardManager,
    private readonly intent: MemberIntent,
  ) {
    super(shardManager);
  }

  override async connect(): Promise<void> {
    try {
      await super.connect();
    } catch (error) {
      if (!this.intent.isForgoing) throw error;
      await this.connectAnew();
    }
    this.isConnected = true;
  }

  forgo(): void {
    this.shardManager.options.intents &= ~GatewayIntentBits.GuildMembers;
    // During the login `connect` is told by its rejection. Afterwards a refusal shows as a close like any other.
    if (this.isConnected) void this.comeBack();
  }

  /** Nobody waits for it, and nobody else would try again. */
  private async comeBack(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.connectAnew();
        return;
      } catch (error) {
        const delayMs = backoffDelayMs(RETRY, attempt);
        const reason = error instanceof Error ? error.message : String(error);
        this.logger.warn(`Discord cannot be reached (${reason}); trying again in ${delayMs} ms`);
        await sleep(delayMs, undefined, { ref: false });
      }
    }
  }

  /** New shards, because a shard keeps the intents it was made with. */
  private async connectAnew(): Promise<void> {
    await this.shardManager.updateShardCount(await this.shardManager.getShardCount());
    this.intent.forgone();
    await super.connect();
  }
}
