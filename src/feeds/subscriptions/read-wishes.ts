import { DomainError } from '../../common';
import type { SubscriptionOptions } from '../persistence';

/** What somebody typed; null where they said nothing, `none` to go back to the default. */
export interface TypedWishes {
  readonly languages: string | null;
  readonly preferGroups: string | null;
  readonly ignoreGroups: string | null;
}

type Wishes = Partial<Pick<SubscriptionOptions, 'languages' | 'preferredGroups' | 'ignoredGroups'>>;

/** MangaDex writes `en`, `pt-br`, `zh-hk`, `ja-ro`. */
const LANGUAGE = /^[a-z]{2,3}(-[a-z]{2,4})?$/;
const MAX_NAMES = 10;

/** Only what was said is among the result, so that saying nothing changes nothing. @throws DomainError that says what is wrong. */
export function readWishes({ languages, preferGroups, ignoreGroups }: TypedWishes): Wishes {
  return {
    ...(languages === null ? {} : { languages: readLanguages(languages) }),
    ...(preferGroups === null ? {} : { preferredGroups: readNames(preferGroups) }),
    ...(ignoreGroups === null ? {} : { ignoredGroups: readNames(ignoreGroups) }),
  };
}

function readLanguages(text: string): string[] {
  const codes = readNames(text.toLowerCase());
  const wrong = codes.find((code) => !LANGUAGE.test(code));
  if (wrong === undefined) return codes;
  throw new DomainError(
    'language-refused',
    `\`${wrong.replaceAll('`', '')}\` is not a language code. Give codes such as \`en\`, \`id\` or \`pt-br\`, separated by commas.`,
  );
}

function readNames(text: string): string[] {
  const names = [...new Set(text.split(',').map((name) => name.trim()))].filter((name) => name !== '');
  if (names.length === 1 && names[0]?.toLowerCase() === 'none') return [];
  if (names.length <= MAX_NAMES) return names;
  throw new DomainError(
    'too-many-names',
    `That are ${names.length}; please give at most ${MAX_NAMES}. Nothing was changed.`,
  );
}
