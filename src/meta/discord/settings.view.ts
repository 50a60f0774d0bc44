import { button, card, section, settingsPanelId, text, type View } from '../../discord';

export interface SettingsModel {
  readonly panels: readonly { readonly name: string; readonly title: string; readonly summary: string }[];
}

export function settingsView({ panels }: SettingsModel): View {
  return card(
    'info',
    text('## Settings of this server\n-# Each change is saved at once.'),
    ...panels.map((panel) =>
      section(`### ${panel.title}\n${panel.summary}`, button('Change', settingsPanelId(panel))),
    ),
  );
}
