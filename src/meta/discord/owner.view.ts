import { ButtonStyle, ComponentType } from 'discord.js';

import { count } from '../../common';
import { card, notice, row, text, type View } from '../../discord';
import { TAKE_BACK } from './meta.custom-ids';

interface Registered {
  readonly everywhere: number;
  readonly owners: number;
}

interface Registering {
  readonly autoRegisterCommands: boolean;
}

export function registeredView({ everywhere, owners }: Registered): View {
  return notice(
    'good',
    `Discord now knows ${count(everywhere, 'command')} for everybody and ${count(owners, 'command')} for you in your server.\n` +
      '-# Who has Discord open may have to restart it to see them.',
  );
}

export function takeBackView(registering: Registering): View {
  return card(
    'warning',
    text(
      '## Take all commands back?\nNobody finds them any more, in any server; messages about releases still go out. ' +
        `Yours stay here, so that you can \`/owner register\` again.\n${afterRestart(registering)}`,
    ),
    row({
      type: ComponentType.Button,
      style: ButtonStyle.Danger,
      label: 'Take them back',
      custom_id: TAKE_BACK.of({}),
    }),
  );
}

export function takenBackView(registering: Registering): View {
  return notice('good', `The commands are taken back. ${afterRestart(registering)}`);
}

function afterRestart({ autoRegisterCommands }: Registering): string {
  return autoRegisterCommands
    ? 'The next start registers them again, unless `ENABLE_AUTOREGISTER_CMD=false` is set by then.'
    : 'They stay away until `/owner register`, because `ENABLE_AUTOREGISTER_CMD=false` is set.';
}
