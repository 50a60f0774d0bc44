import { Global, Inject, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import { Client } from 'discord.js';
import { NECORD_MODULE_OPTIONS, NecordModule, type NecordModuleOptions } from 'necord';
import { setTimeout as sleep } from 'node:timers/promises';

import { AppConfig } from '../config';
import { AboutFacts } from './about-facts';
import { clientOptions } from './client-options';
import { GatewayConnection } from './gateway-connection';
import { GatewayMonitoring } from './gateway-monitoring';
import { InteractionMonitoring } from './interaction-monitoring';
import { InteractionExceptionFilter } from './interaction-exception.filter';
import { MemberIntent } from './member-intent';
import { MemberProfiles } from './pictures/member-profiles.service';
import { Pictures } from './pictures/pictures.service';
import { OutdatedPanelsListener } from './outdated-panels.listener';
import { SettingsPanels } from './settings-panels';

/** `client.destroy()` never resolves between IDENTIFY and READY. */
const DESTROY_DEADLINE_MS = 2_000;

/** necord, except that the login is ours: necord tries once and lets the rejection go unhandled. */
class NecordWithoutLoginModule extends NecordModule {
  constructor(
    private readonly discordClient: Client,
    @Inject(NECORD_MODULE_OPTIONS) options: NecordModuleOptions,
  ) {
    super(discordClient, options);
  }

  override onApplicationBootstrap(): Promise<string> {
    return Promise.resolve('');
  }

  override async onApplicationShutdown(): Promise<void> {
    await Promise.race([this.discordClient.destroy(), sleep(DESTROY_DEADLINE_MS, undefined, { ref: false })]);
  }
}

/** By itself, because the client's options need it. */
@Module({ providers: [MemberIntent], exports: [MemberIntent] })
class MemberIntentModule {}

/** The kit of everything Discord that knows no feature. */
@Global()
@Module({
  imports: [
    MemberIntentModule,
    NecordWithoutLoginModule.forRootAsync({
      imports: [MemberIntentModule],
      inject: [AppConfig, MemberIntent],
      useFactory: clientOptions,
    }),
  ],
  providers: [
    AboutFacts,
    SettingsPanels,
    GatewayConnection,
    GatewayMonitoring,
    MemberProfiles,
    OutdatedPanelsListener,
    Pictures,
    InteractionMonitoring,
    { provide: APP_INTERCEPTOR, useExisting: InteractionMonitoring },
    { provide: APP_FILTER, useClass: InteractionExceptionFilter },
  ],
  exports: [AboutFacts, SettingsPanels, GatewayConnection, MemberIntentModule, MemberProfiles, Pictures],
})
export class DiscordModule {}
