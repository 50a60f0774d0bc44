import { asJson, asList, Json, withoutNulls } from '../wire/json';
import { StoredAttachment } from '../world/records';
import { attachmentName } from './stored-components';

/** Embeds as Discord stores them: of type rich, without nulls, with uploaded pictures resolved. */
export function storedEmbeds(embeds: unknown, attachments: readonly StoredAttachment[]): Json[] {
  return asList(embeds).map((embed) => {
    const { image, thumbnail, fields, ...rest } = withoutNulls(asJson(embed));
    return {
      ...rest,
      type: 'rich',
      ...(image !== undefined && { image: picture(image, attachments) }),
      ...(thumbnail !== undefined && { thumbnail: picture(thumbnail, attachments) }),
      ...(fields !== undefined && {
        fields: asList(fields).map((field) => ({ inline: false, ...asJson(field) })),
      }),
    };
  });
}

function picture(value: unknown, attachments: readonly StoredAttachment[]): Json {
  const given = asJson(value);
  const name = attachmentName(String(given.url));
  return { ...given, url: attachments.find(({ filename }) => filename === name)?.url ?? given.url };
}
