import { ComponentType } from 'discord.js';

/** What somebody uses that has a custom id. */
type Used = ComponentType | 'modal';

/** The names in a pattern: of `feed/list/:sentInto/:page` they are `sentInto` and `page`. */
type NamesIn<Pattern extends string> = string extends Pattern
  ? string
  : Pattern extends `${string}:${infer Name}/${infer Rest}`
    ? Name | NamesIn<Rest>
    : Pattern extends `${string}:${infer Name}`
      ? Name
      : never;

export type ValuesOf<Pattern extends string> = Readonly<Record<NamesIn<Pattern>, string | number>>;

/** Discord takes no longer ones. */
const LONGEST = 100;

/**
 * A custom id: the pattern by which necord finds its handler, and the ids that belong to it. A panel's state stands in
 * them, so that pressing still works after a restart.
 */
export class CustomId<Pattern extends string = string> {
  constructor(
    readonly usedBy: Used,
    readonly pattern: Pattern,
  ) {}

  of(values: ValuesOf<Pattern>): string {
    const given: Readonly<Record<string, string | number>> = values;
    // necord decodes what it finds in the place of a name.
    const id = this.pattern.replaceAll(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent(String(given[name])),
    );
    if (id.length > LONGEST) throw new Error(`The custom id ${id} is longer than ${LONGEST} characters`);
    return id;
  }
}

export function buttonId<Pattern extends string>(pattern: Pattern): CustomId<Pattern> {
  return new CustomId(ComponentType.Button, pattern);
}

export function stringSelectId<Pattern extends string>(pattern: Pattern): CustomId<Pattern> {
  return new CustomId(ComponentType.StringSelect, pattern);
}

export function userSelectId<Pattern extends string>(pattern: Pattern): CustomId<Pattern> {
  return new CustomId(ComponentType.UserSelect, pattern);
}

export function roleSelectId<Pattern extends string>(pattern: Pattern): CustomId<Pattern> {
  return new CustomId(ComponentType.RoleSelect, pattern);
}

export function channelSelectId<Pattern extends string>(pattern: Pattern): CustomId<Pattern> {
  return new CustomId(ComponentType.ChannelSelect, pattern);
}

export function modalId<Pattern extends string>(pattern: Pattern): CustomId<Pattern> {
  return new CustomId('modal', pattern);
}
