import { MessageFlags } from 'discord.js';
import { cleanFilename } from '../messages/attachments';
import { UploadedFile } from '../rest/exchange';
import { DiscordError, refusals } from '../wire/discord-error';
import { asJson, asList, asNumber, asText, Json } from '../wire/json';
import { StoredMessage } from '../world/records';
import { checkTopLevel, ComponentContext } from './component-rules';
import { checkEmbeds } from './embed-rules';
import { Form, FormErrors } from './form';

export interface MessageRequest {
  readonly files: readonly UploadedFile[];
  readonly at: readonly string[];
  /** The message that is edited. */
  readonly present?: StoredMessage;
}

const MAX_COMPONENTS = 40;
const MAX_ROWS_WITHOUT_V2 = 5;
const MAX_TEXT = 4_000;
/** Past it Discord answers 500: https://github.com/discord/discord-api-docs/issues/8554 */
const MAX_TEXT_BYTES = 10_170;

/** @throws DiscordError in Discord's words when a message cannot be sent like this. */
export function validateMessage(body: Json, { files, at, present }: MessageRequest): void {
  const errors = new FormErrors();
  const form = new Form(body, at, errors);
  const isV2 = ((asNumber(body.flags) | (present?.flags ?? 0)) & MessageFlags.IsComponentsV2) !== 0;
  const context: ComponentContext = {
    isV2,
    customIds: new Set(),
    numericIds: new Set(),
    filenames: filenames(body, files, present),
    ...{ total: 0, characters: 0, bytes: 0 },
  };
  form.text('content', { max: 2_000 });
  checkNonce(form);
  checkEmbeds(form, context);
  checkAttachments(form, files, present);
  checkAllowedMentions(form);
  if (isV2) checkLegacyFields(form, present);
  for (const component of form.list('components', { max: isV2 ? MAX_COMPONENTS : MAX_ROWS_WITHOUT_V2 }))
    checkTopLevel(component, context);
  checkTotals(form, context);
  errors.throwIfAny();
  if (isEmpty(body, files, present)) throw refusals.emptyMessage();
  if (context.bytes > MAX_TEXT_BYTES) throw new DiscordError(500, 0, '500: Internal Server Error');
}

function checkTotals(form: Form, { total, characters, isV2 }: ComponentContext): void {
  if (isV2 && total > MAX_COMPONENTS)
    form.refuse(
      'components',
      'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      `The total number of components exceeds the maximum of ${MAX_COMPONENTS}`,
    );
  if (characters > MAX_TEXT)
    form.refuse(
      'components',
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      `The total displayable text size exceeds the maximum of ${MAX_TEXT}`,
    );
}

/** With components V2 everything is a component; what an edited message had has to be emptied. */
function checkLegacyFields(form: Form, present: StoredMessage | undefined): void {
  const isFilled = (value: unknown) => (typeof value === 'string' ? value !== '' : asList(value).length > 0);
  const kept = { content: present?.content, embeds: present?.embeds };
  for (const key of ['content', 'embeds', 'sticker_ids', 'poll'] as const) {
    const value =
      form.value[key] === undefined && key in kept ? kept[key as 'content' | 'embeds'] : form.value[key];
    if (isFilled(value) || (key === 'poll' && form.has(key)))
      form.refuse(
        key,
        'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
        `The '${key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
      );
  }
}

function checkNonce(form: Form): void {
  if (typeof form.value.nonce === 'number') form.integer('nonce', { min: -(2 ** 63), max: 2 ** 63 });
  else form.text('nonce', { max: 25 });
}

function checkAttachments(
  form: Form,
  files: readonly UploadedFile[],
  present: StoredMessage | undefined,
): void {
  const known = new Set([
    ...files.map(({ index }) => String(index)),
    ...(present?.attachments ?? []).map(({ id }) => id),
  ]);
  for (const attachment of form.list('attachments', { max: 10 })) {
    attachment.text('description', { max: 1_024 });
    const id = String(attachment.value.id);
    if (!known.has(id))
      attachment.refuse('id', 'ATTACHMENT_NOT_FOUND', `Attachment data cannot be found for ID ${id}.`);
  }
}

function checkAllowedMentions(form: Form): void {
  const allowed = form.child('allowed_mentions');
  if (allowed === undefined) return;
  const parse = asList(allowed.value.parse);
  for (const key of ['users', 'roles'] as const) {
    const listed = asList(allowed.value[key]);
    if (listed.length > 100) allowed.refuse(key, 'BASE_TYPE_MAX_LENGTH', 'Must be 100 or fewer in length.');
    if (listed.length > 0 && parse.includes(key))
      allowed.refuse(
        null,
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        `parse:["${key}"] and ${key}: [ids...] are mutually exclusive.`,
      );
  }
}

function filenames(
  body: Json,
  files: readonly UploadedFile[],
  present: StoredMessage | undefined,
): Set<string> {
  const listed = asList(body.attachments).map(asJson);
  const kept = (present?.attachments ?? []).filter(
    ({ id }) => !Array.isArray(body.attachments) || listed.some((entry) => entry.id === id),
  );
  const named = files.map(({ index, filename }) => {
    const entry = listed.find(({ id }) => String(id as string | number) === String(index));
    return cleanFilename(asText(entry?.filename) || filename);
  });
  return new Set([...kept.map(({ filename }) => filename), ...named]);
}

function isEmpty(body: Json, files: readonly UploadedFile[], present: StoredMessage | undefined): boolean {
  const isV2 = ((asNumber(body.flags) | (present?.flags ?? 0)) & MessageFlags.IsComponentsV2) !== 0;
  const after = (key: 'content' | 'embeds' | 'attachments' | 'components') =>
    body[key] === undefined ? present?.[key] : body[key];
  const counts = isV2 ? (['components'] as const) : (['content', 'embeds', 'attachments'] as const);
  const hasOther = asList(body.sticker_ids).length > 0 || body.poll != null || (!isV2 && files.length > 0);
  return (
    !hasOther && counts.every((key) => asText(after(key)).trim() === '' && asList(after(key)).length === 0)
  );
}
