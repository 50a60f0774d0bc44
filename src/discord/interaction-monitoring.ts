import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { BaseInteraction, type Interaction } from 'discord.js';
import { NecordExecutionContext } from 'necord';
import { type Observable, tap } from 'rxjs';

import { type Histogram, Metrics } from '../monitoring';
import { OutdatedPanelsListener } from './outdated-panels.listener';

/** `refused`: somebody asked for what cannot be done. `failed`: something of ours is broken. `late`: nobody was told. */
export type Outcome = 'answered' | 'refused' | 'failed' | 'late';

/** Discord gives up on an answer after three seconds, and on what was deferred after 15 minutes. */
const BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30];

/** How long interactions took and how they ended. Every handler passes here; what ended in an error, by the filter. */
@Injectable()
export class InteractionMonitoring implements NestInterceptor {
  private readonly beganAt = new WeakMap<object, number>();
  private readonly durations: Histogram<'command' | 'outcome'>;

  constructor(metrics: Metrics) {
    this.durations = metrics.histogram({
      name: 'pwrbot_interaction_seconds',
      help: 'How long interactions took from their arrival until they were answered, by command or panel and outcome',
      labels: ['command', 'outcome'],
      buckets: BUCKETS,
    });
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const [event] = NecordExecutionContext.create(context).getContext<[unknown]>();
    // It looks at every interaction and answers those that have no handler.
    if (!isInteraction(event) || context.getClass() === OutdatedPanelsListener) return next.handle();
    this.beganAt.set(event, performance.now());
    return next.handle().pipe(
      tap({
        complete: () => {
          this.ended(event, 'answered');
        },
      }),
    );
  }

  /** To be told of each that ended in an error. */
  ended(interaction: BaseInteraction, outcome: Outcome): void {
    const seconds = (performance.now() - (this.beganAt.get(interaction) ?? performance.now())) / 1000;
    this.durations.observe({ command: nameOf(interaction as Interaction), outcome }, seconds);
  }
}

function isInteraction(event: unknown): event is BaseInteraction {
  return event instanceof BaseInteraction;
}

/** `feed subscribe`, `feed subscribe (autocomplete)`, `panel feed/list`: what there is a limited number of. */
function nameOf(interaction: Interaction): string {
  if (interaction.isChatInputCommand() || interaction.isAutocomplete()) {
    const { commandName, options } = interaction;
    const names = [commandName, options.getSubcommandGroup(false), options.getSubcommand(false)];
    const command = names.filter((name) => name !== null).join(' ');
    return interaction.isAutocomplete() ? `${command} (autocomplete)` : command;
  }
  if (interaction.isContextMenuCommand()) return interaction.commandName;
  // Custom ids hold state after the name of the panel.
  if ('customId' in interaction)
    return `panel ${/^[a-z-]+(\/[a-z-]+)?/.exec(interaction.customId)?.[0] ?? ''}`;
  return 'other';
}
