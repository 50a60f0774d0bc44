import { Form } from './form';
import { checkUrl, MediaContext } from './media-rules';

const MAX_CHARACTERS_IN_ALL = 6_000;
const WEB = ['http', 'https'];

/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
export function checkEmbeds(form: Form, context: MediaContext): void {
  let characters = 0;
  const count = (text: string | undefined) => (characters += Array.from(text ?? '').length);
  for (const embed of form.list('embeds', { max: 10 })) {
    count(embed.text('title', { max: 256 }));
    count(embed.text('description', { max: 4_096 }));
    if (embed.has('url')) embed.url('url', WEB, 2_048);
    embed.integer('color', { min: 0, max: 0xff_ff_ff });
    count(embed.child('footer')?.text('text', { max: 2_048 }));
    count(embed.child('author')?.text('name', { max: 256 }));
    for (const field of embed.list('fields', { max: 25 })) {
      count(field.text('name', { min: 1, max: 256, required: true }));
      count(field.text('value', { min: 1, max: 1_024, required: true }));
    }
    for (const key of ['image', 'thumbnail']) {
      const picture = embed.child(key);
      if (picture) checkUrl(picture, context, [...WEB, 'attachment']);
    }
  }
  if (characters > MAX_CHARACTERS_IN_ALL)
    form.refuse(
      'embeds',
      'MAX_EMBED_SIZE_EXCEEDED',
      `Embed size exceeds maximum size of ${MAX_CHARACTERS_IN_ALL}`,
    );
}
