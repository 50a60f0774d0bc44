import { refusals } from '../wire/discord-error';
import { asList, asText, Json } from '../wire/json';
import { ForumRecord } from '../world/records';
import { Form, FormErrors } from './form';

const MAX_NAME = 100;
const MAX_TAGS = 5;

/** @throws DiscordError in Discord's words when a forum takes no such post. */
export function validatePost(
  body: Json,
  { tags, requiresTag }: ForumRecord,
  { mayModerate }: { mayModerate: boolean },
): void {
  const errors = new FormErrors();
  const form = new Form(body, [], errors);
  form.text('name', { min: 1, max: MAX_NAME, required: true });
  form.child('message', true);
  form.list('applied_tags', { max: MAX_TAGS });
  errors.throwIfAny();
  const applied = asList(body.applied_tags).map(asText);
  for (const id of applied) {
    const tag = tags.find((candidate) => candidate.id === id);
    if (tag === undefined) throw refusals.unknownTag();
    if (tag.moderated && !mayModerate) throw refusals.missingPermissions();
  }
  if (requiresTag && applied.length === 0) throw refusals.tagRequired();
}
