/** What stands in the option `links` while somebody types. */
export interface TypedLinks {
  /** Links that are complete already, as they were typed. */
  readonly links: readonly string[];
  /** What is being typed behind them: a title, or the beginning of one; empty after a link. */
  readonly rest: string;
}

/** Discord takes no longer value from an autocomplete. */
const LONGEST_VALUE = 100;
const SCHEME = /^https?:\/\//i;
/** With a scheme, or a host with something behind it; titles have neither. */
const LINK = /^<?(https?:\/\/\S+|[\w-]+(\.[\w-]+)+\/\S*)$/i;

/** @param searchesLinks whether the last link is still being typed, as long as nothing stands behind it. */
export function readTypedLinks(
  typed: string,
  { searchesLinks = false }: { searchesLinks?: boolean } = {},
): TypedLinks {
  const links: string[] = [];
  let rest = typed.trimStart();
  for (;;) {
    const [token = ''] = /^[^\s,]+/.exec(rest) ?? [];
    if (!LINK.test(token) || (searchesLinks && token === rest)) return { links, rest: rest.trim() };
    links.push(token);
    rest = rest.slice(token.length).replace(/^[\s,]+/, '');
  }
}

/**
 * The value that adds a link to those typed before. Schemes are left away where it would not fit otherwise.
 * @returns null where it does not fit at all.
 */
export function completeLinks(links: readonly string[], added: string): string | null {
  const all = [...links, added];
  const short = all.map((link) => link.replace(/^</, '').replace(/>$/, '').replace(SCHEME, ''));
  return [all.join(' '), short.join(' ')].find((value) => value.length <= LONGEST_VALUE) ?? null;
}
