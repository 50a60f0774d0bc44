import { Module } from '@nestjs/common';

import { SettingsModule } from '../settings';
import { DiscordGreeter } from './discord/discord-greeter';
import { WelcomeCards } from './discord/welcome-cards';
import { WelcomeCommands } from './discord/welcome.commands';
import { WelcomeGatewayListener } from './discord/welcome-gateway.listener';
import { WelcomePanel } from './discord/welcome.panel';
import { WelcomePresenter } from './discord/welcome-presenter';
import { WelcomeProblems } from './discord/welcome-problems';
import { WelcomeTestButtons } from './discord/welcome-test.buttons';
import { WelcomeTextsPanel } from './discord/welcome-texts.panel';
import { Greeter } from './greeter';
import { WelcomeNotes } from './welcome-notes';
import { WelcomeService } from './welcome.service';
import { WelcomeSettingsService } from './welcome-settings.service';

@Module({
  imports: [SettingsModule],
  providers: [
    WelcomeNotes,
    WelcomeService,
    WelcomeSettingsService,
    WelcomeCards,
    WelcomeProblems,
    WelcomePresenter,
    { provide: Greeter, useClass: DiscordGreeter },
    WelcomeGatewayListener,
    WelcomeCommands,
    WelcomePanel,
    WelcomeTextsPanel,
    WelcomeTestButtons,
  ],
})
export class WelcomeModule {}
