import { Injectable } from '@nestjs/common';

import { Registry, type Snowflake } from '../common';
import { button, row } from './components';
import { SETTINGS_HOME } from './settings.custom-ids';

/** A feature's part of `/settings`. The feature itself answers `settings/<name>` and what begins with it. */
export interface SettingsPanel {
  readonly name: string;
  readonly title: string;
  /** The present state in a few lines of Markdown, 900 characters at most. */
  readonly summary: (guildId: Snowflake) => Promise<string>;
}

/** What `/settings` leads to. */
@Injectable()
export class SettingsPanels extends Registry<SettingsPanel> {}

export function settingsPanelId({ name }: Pick<SettingsPanel, 'name'>): string {
  return `settings/${name}`;
}

/** Leads from a panel back to all of them. */
export function settingsHomeRow(): ReturnType<typeof row> {
  return row(button('All settings', SETTINGS_HOME.of({})));
}
