import { attachmentName } from '../messages/stored-components';
import { Form } from './form';

export interface MediaContext {
  /** Names of what the message has or uploads. */
  readonly filenames: ReadonlySet<string>;
}

export function checkGallery(form: Form, context: MediaContext): void {
  for (const item of form.list('items', { min: 1, max: 10, required: true })) checkThumbnail(item, context);
}

/** Also an item of a gallery: a picture with a description. */
export function checkThumbnail(form: Form, context: MediaContext): void {
  form.text('description', { min: 1, max: 1_024 });
  const media = form.child('media', true);
  if (media) checkUrl(media, context, ['http', 'https', 'attachment']);
}

export function checkFile(form: Form, context: MediaContext): void {
  const file = form.child('file', true);
  if (file) checkUrl(file, context, ['attachment']);
}

export function checkUrl(form: Form, { filenames }: MediaContext, schemes: readonly string[]): void {
  const url = form.url('url', schemes, 2_048);
  const name = url === undefined ? null : attachmentName(url);
  if (name !== null && !filenames.has(name))
    form.refuse(
      'url',
      'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
      `The referenced attachment ("${url ?? ''}") was not found`,
    );
}
