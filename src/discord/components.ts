import {
  type APIButtonComponentWithCustomId,
  type APIButtonComponentWithURL,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APIMessageTopLevelComponent,
  type APISectionAccessoryComponent,
  type APITextDisplayComponent,
  type AttachmentPayload,
  ButtonStyle,
  ComponentType,
  MessageFlags,
  SeparatorSpacingSize,
} from 'discord.js';

/** A picture that goes along with a message. */
export interface Picture {
  readonly png: Buffer;
  /** With letters, digits and dashes, and the extension. */
  readonly filename: string;
  /** The same for who cannot see it, 1,024 characters at most. */
  readonly alt: string;
}

/** A message as Discord takes it (Components V2): what every view returns. Holds no state and no client objects. */
export interface View {
  readonly components: readonly APIMessageTopLevelComponent[];
  /** What `pictureOf` shows. */
  readonly pictures?: readonly Picture[];
}

export const ACCENT = { info: 0x5865f2, good: 0x2f9e6e, warning: 0xd9822b, bad: 0xd64545 } as const;

export function text(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}

/** Text with a picture or a button at its right. */
export function section(content: string, accessory: APISectionAccessoryComponent): APIComponentInContainer {
  return {
    type: ComponentType.Section,
    components: [{ type: ComponentType.TextDisplay, content }],
    accessory,
  };
}

export function thumbnail(url: string, description: string): APISectionAccessoryComponent {
  return { type: ComponentType.Thumbnail, media: { url }, description };
}

/** Characters of an alternative text that Discord takes. */
export const LONGEST_ALT = 1_024;

/** Shows a picture, which the view then has to bring along; nothing where there is none. */
export function pictureOf(picture: Picture | null): APIComponentInContainer[] {
  if (picture === null) return [];
  const { filename, alt } = picture;
  const media = { url: `attachment://${filename}` };
  return [{ type: ComponentType.MediaGallery, items: [{ media, description: alt }] }];
}

export function separator(): APIComponentInContainer {
  return { type: ComponentType.Separator, divider: true, spacing: SeparatorSpacingSize.Small };
}

export function row(...components: APIComponentInMessageActionRow[]): APIComponentInContainer {
  return { type: ComponentType.ActionRow, components };
}

export function linkButton(label: string, url: string): APIButtonComponentWithURL {
  return { type: ComponentType.Button, style: ButtonStyle.Link, label, url };
}

export function button(
  label: string,
  customId: string,
  { disabled = false }: { disabled?: boolean } = {},
): APIButtonComponentWithCustomId {
  return { type: ComponentType.Button, style: ButtonStyle.Secondary, label, custom_id: customId, disabled };
}

export function card(accent: keyof typeof ACCENT, ...components: APIComponentInContainer[]): View {
  return { components: [{ type: ComponentType.Container, accent_color: ACCENT[accent], components }] };
}

/** One card with one text: errors, confirmations, empty states. */
export function notice(accent: keyof typeof ACCENT, content: string): View {
  return card(accent, text(content));
}

/** What discord.js's reply, editReply and update methods take. Pictures that an edited message had are gone. */
export function asMessage(view: View): {
  components: readonly APIMessageTopLevelComponent[];
  flags: MessageFlags.IsComponentsV2;
  files: AttachmentPayload[];
  attachments: [];
} {
  return {
    components: view.components,
    flags: MessageFlags.IsComponentsV2,
    files: filesOf(view),
    attachments: [],
  };
}

/** For a first reply that only the person who asked sees. */
export function asEphemeral(view: View): {
  components: readonly APIMessageTopLevelComponent[];
  flags: (MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral)[];
  files: AttachmentPayload[];
} {
  const flags = [MessageFlags.IsComponentsV2 as const, MessageFlags.Ephemeral as const];
  return { components: view.components, flags, files: filesOf(view) };
}

function filesOf({ pictures = [] }: View): AttachmentPayload[] {
  return pictures.map(({ png, filename, alt }) => ({ attachment: png, name: filename, description: alt }));
}
