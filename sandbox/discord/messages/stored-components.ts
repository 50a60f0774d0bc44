import { ComponentType } from 'discord.js';
import { Component, isSelect, walk } from '../components/component';
import { asJson, asList, asText, Json, without, withoutNulls } from '../wire/json';
import { SnowflakeSource } from '../wire/snowflake-source';
import { StoredAttachment } from '../world/records';
import { cleanFilename } from './attachments';

/** Components of a request as Discord stores and returns them: numbered, with defaults, with media resolved. */
export class ComponentStorage {
  private readonly used: Set<number>;
  private lastId = 0;

  constructor(
    components: readonly unknown[],
    private readonly attachments: readonly StoredAttachment[],
    private readonly ids: SnowflakeSource,
  ) {
    this.used = new Set([...walk(components)].map(({ id }) => id ?? 0));
  }

  store(component: unknown): Component {
    const given = withoutNulls(asJson(component)) as Component;
    const id = given.id === undefined || given.id === 0 ? this.nextId() : given.id;
    return { ...(without(given, 'required') as Component), id, ...this.defaults(given) };
  }

  private defaults(given: Component): Json {
    switch (given.type) {
      case ComponentType.ActionRow:
        return { components: this.children(given) };
      case ComponentType.Container:
        return {
          accent_color: given.accent_color ?? null,
          spoiler: given.spoiler ?? false,
          components: this.children(given),
        };
      case ComponentType.Section:
        return { components: this.children(given), accessory: this.store(given.accessory) };
      case ComponentType.Separator:
        return { spacing: given.spacing ?? 1, divider: given.divider ?? true };
      case ComponentType.Thumbnail:
        return this.media(given);
      case ComponentType.MediaGallery:
        return { items: asList(given.items).map((item) => this.media(withoutNulls(asJson(item)))) };
      case ComponentType.File:
        return this.file(given);
      case ComponentType.Button:
        return { disabled: given.disabled ?? false };
      default:
        return isSelect(given) ? select(given) : {};
    }
  }

  private children(given: Component): Component[] {
    return asList(given.components).map((child) => this.store(child));
  }

  private media(given: Json): Json {
    return {
      media: this.unfurl(asText(asJson(given.media).url)),
      description: given.description ?? null,
      spoiler: given.spoiler ?? false,
    };
  }

  private file(given: Component): Json {
    const url = asText(asJson(given.file).url);
    const attachment = this.attachment(url);
    return {
      file: this.unfurl(url),
      name: attachment?.filename ?? null,
      size: attachment?.size ?? null,
      spoiler: given.spoiler ?? false,
    };
  }

  private unfurl(url: string): Json {
    const attachment = this.attachment(url);
    const resolved = attachment?.url ?? url;
    return {
      id: this.ids.next(),
      url: resolved,
      proxy_url: resolved,
      ...(attachment && { attachment_id: attachment.id, content_type: attachment.contentType }),
    };
  }

  private attachment(url: string): StoredAttachment | undefined {
    const name = attachmentName(url);
    return this.attachments.find(({ filename, url: own }) => filename === name || own === url);
  }

  private nextId(): number {
    do this.lastId += 1;
    while (this.used.has(this.lastId));
    return this.lastId;
  }
}

/** The file's name in `attachment://name`, cleaned as Discord cleans it; null for any other address. */
export function attachmentName(url: string): string | null {
  const name = /^attachment:\/\/(.+)$/.exec(url)?.[1];
  return name === undefined ? null : cleanFilename(name);
}

function select(given: Component): Json {
  return {
    min_values: given.min_values ?? 1,
    max_values: given.max_values ?? 1,
    disabled: given.disabled ?? false,
    ...(given.options && { options: given.options.map((option) => withoutNulls({ ...option })) }),
  };
}
