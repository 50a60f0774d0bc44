import { type APIComponentInContainer, ComponentType } from 'discord.js';

import { count } from '../../common';
import { button, card, notice, row, separator, text, timestamp, type View } from '../../discord';
import type { ChosenSince, PrivacyChoice } from '../privacy-choices.service';
import {
  PRIVACY_CHOOSE,
  PRIVACY_CONFIRM,
  PRIVACY_DELETE,
  PRIVACY_EXPORT,
  PRIVACY_SHOW,
  type ScopeName,
} from './privacy.custom-ids';

/** Facts of a feature, as Markdown. */
export interface FactsOf {
  readonly title: string;
  readonly facts: readonly string[];
}

export interface PrivacyModel {
  readonly scope: ScopeName;
  /** Whether there is a server to choose. */
  readonly isInGuild: boolean;
  readonly held: readonly FactsOf[];
  /** For this scope itself. */
  readonly chosen: ChosenSince;
  /** For everywhere; the same when that is the scope. */
  readonly chosenEverywhere: ChosenSince;
  /** Since when something is being deleted; null when nothing is. */
  readonly deletingSince: Date | null;
}

/** How long what was deleted is in backups. */
export interface BackupAge {
  /** Null where no backups are made. */
  readonly backupEveryMs: number | null;
  readonly backupsKept: number;
}

const PLACES: Readonly<Record<ScopeName, string>> = { here: 'in this server', all: 'everywhere' };

export function privacyView(model: PrivacyModel): View {
  const { scope, isInGuild, held, deletingSince } = model;
  const holding = held.filter(({ facts }) => facts.length > 0);
  const nothing = `Nothing is stored about you ${PLACES[scope]}.`;
  const where = (name: ScopeName, label: string): ReturnType<typeof button> =>
    button(label, PRIVACY_SHOW.of({ scope: name }), { disabled: name === scope });
  const pending =
    deletingSince === null
      ? []
      : [text(`**Being deleted** since ${timestamp(deletingSince, 'R')}. That takes a moment.`)];
  return card(
    'info',
    text(`## Your data ${PLACES[scope]}\n-# Only you see this.`),
    ...pending,
    text(holding.length === 0 ? nothing : holding.map(section).join('\n')),
    separator(),
    text(`${stateOf(model, 'hidden')}\n${stateOf(model, 'unrecorded')}`),
    row(...choosing(model, 'hidden'), ...choosing(model, 'unrecorded')),
    row(
      button('Export', PRIVACY_EXPORT.of({ scope })),
      button('Delete …', PRIVACY_DELETE.of({ scope }), { disabled: deletingSince !== null }),
    ),
    ...(isInGuild ? [row(where('here', 'This server'), where('all', 'Everywhere'))] : []),
  );
}

function section({ title, facts }: FactsOf): string {
  return `### ${title}\n${facts.map((fact) => `- ${fact}`).join('\n')}`;
}

const CHOICES: Readonly<Record<PrivacyChoice, { on: string; off: string; want: string; stop: string }>> = {
  hidden: {
    on: '**Hidden**: nobody else sees your voice time, on boards and in pictures; it counts in the server’s sums',
    off: '**Shown**: others see your voice time on boards and in `/vc stats`',
    want: 'Hide me',
    stop: 'Show me again',
  },
  unrecorded: {
    on: '**Not recorded**: nothing that you do in voice channels is written down',
    off: '**Recorded**: when you are in voice channels',
    want: 'Stop recording me',
    stop: 'Record me again',
  },
};

function stateOf({ chosen, chosenEverywhere, scope }: PrivacyModel, choice: PrivacyChoice): string {
  const { on, off } = CHOICES[choice];
  const everywhere = scope === 'here' ? chosenEverywhere[choice] : null;
  const since = everywhere ?? chosen[choice];
  if (since === null) return off;
  return `${on}, since ${timestamp(since)}${everywhere === null ? '' : ' (everywhere)'}`;
}

/** What was chosen for everywhere is taken back there. */
function choosing(
  { chosen, chosenEverywhere, scope }: PrivacyModel,
  choice: PrivacyChoice,
): ReturnType<typeof button>[] {
  const { want, stop } = CHOICES[choice];
  const isOn = chosen[choice] !== null;
  const wanted = isOn ? 'off' : 'on';
  const disabled = scope === 'here' && !isOn && chosenEverywhere[choice] !== null;
  return [button(isOn ? stop : want, PRIVACY_CHOOSE.of({ scope, choice, wanted }), { disabled })];
}

const MEANS: Readonly<Record<ScopeName, readonly string[]>> = {
  here: [
    'Your voice time in this server goes for good: every stay, and you from all boards and records. The server’s sums get smaller by it, and others no longer have time together with you.',
    'Settings of this server no longer name you. If an admin chose that your time does not count, that is forgotten too.',
  ],
  all: [
    'Your subscriptions in direct messages go, with everything that I still owe you there.',
    'Your voice time in every server goes for good: every stay, and you from all boards and records. The servers’ sums get smaller by it, and others no longer have time together with you.',
    'Settings of servers no longer name you. If an admin chose that your time does not count, that is forgotten too.',
  ],
};

export function confirmView(scope: ScopeName, backups: BackupAge): View {
  const means = [
    ...MEANS[scope],
    'What you follow for a whole server belongs to it and stays. So do messages that Discord has.',
    'Whether you are hidden or not recorded stays as you chose it.',
    backupText(backups),
  ];
  return card(
    'bad',
    text(`## Delete your data ${PLACES[scope]}?\n${means.map((line) => `- ${line}`).join('\n')}`),
    text('Nobody can take this back. Export first, if you want to keep it.'),
    row(
      button('Delete', PRIVACY_CONFIRM.of({ scope, then: 'go-on' })),
      button('Delete and stop recording me', PRIVACY_CONFIRM.of({ scope, then: 'stop' })),
      button('Keep it', PRIVACY_SHOW.of({ scope })),
    ),
  );
}

function backupText({ backupEveryMs, backupsKept }: BackupAge): string {
  const others = 'Copies that the host made by hand are theirs to delete.';
  if (backupEveryMs === null) return `The bot makes no backups here. ${others}`;
  const days = Math.max(1, Math.ceil((backupEveryMs * backupsKept) / 86_400_000));
  return `Backups have it until they are replaced, after about ${count(days, 'day')}. ${others}`;
}

export function deletedView(scope: ScopeName, isFinished: boolean): View {
  const back = row(button('Your data', PRIVACY_SHOW.of({ scope })));
  return isFinished
    ? card('good', text(`Everything that was stored about you ${PLACES[scope]} is deleted.`), back)
    : card(
        'info',
        text(
          'It is being deleted. You need not wait: it goes on by itself, after a restart too, and `/privacy` says when it is done.',
        ),
        back,
      );
}

export interface PersonalFile {
  readonly name: string;
  readonly rows: number;
}

/** @param files ten at most. */
export function personalFilesView(files: readonly PersonalFile[]): View {
  const lines = files
    .map(({ name, rows }) => `- \`${name}\`: ${rows.toLocaleString('en-US')} rows`)
    .join('\n');
  return card(
    'good',
    text(`## Your data\nOnly you see these files. Times are in UTC.\n${lines}`),
    ...files.map(({ name }): APIComponentInContainer => ({
      type: ComponentType.File,
      file: { url: `attachment://${name}` },
    })),
  );
}

export function tooLargeView(): View {
  return notice(
    'warning',
    'There is more than Discord lets me send you. Ask who runs this bot for the rest.',
  );
}
