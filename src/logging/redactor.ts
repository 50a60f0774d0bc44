const HIDDEN = '[redacted]';

/** Names of what nobody else may know, in objects and in `name=value`. */
const SECRET_NAME =
  /token|secret|passw|passphrase|passkey|authorization|cookie|credential|api[-_]?key|signature|session[-_]?id/i;

const DISCORD_TOKEN = /[\w-]{23,30}\.[\w-]{6,7}\.[\w-]{27,}/g;
const AUTHORIZATION = /(authorization["']?\s*[:=]\s*["']?)(?:[a-z]+\s+)?[^\s"',;}]+/gi;
const SCHEME = /\b(Bot|Bearer|Basic)\s+[\w.~+/=-]{20,}/g;
const COOKIE = /(cookie["']?\s*[:=]\s*["']?)[^\r\n"']+/gi;
/** Whoever has the token of a webhook or an interaction speaks as the bot. */
const INTERACTION = /(\/(?:webhooks|interactions)\/\d{15,21}\/)[\w%.~-]+/g;
const NAMED_VALUE =
  /((?<![\w-])[\w-]{0,40}(?:token|secret|passw|passphrase|passkey|api[-_]?key|signature)[\w-]{0,40}["']?\s*[:=]\s*["']?)(?!\[redacted\])[^\s"',;&}]+/gi;
/** With a scheme, or as we write what was asked: `GET example.com/feed`. */
const ADDRESS = /\b(?:[a-z][a-z\d+.-]{1,20}:\/\/|(?:GET|HEAD|POST|PUT|PATCH|DELETE) )[^\s"'<>`]+/gi;
const CREDENTIALS = /^([^/]*\/\/)[^/?#]*@/;
/** Long and of letters and digits: a key in the place of a name. Words with hyphens and UUIDs are not. */
const KEY_IN_PATH = /(?<=\/)(?=\w*\d)(?=\w*[a-z])\w{20,}(?=[/?#.]|$)/gi;
const QUERY_VALUE = /(?<=[?&;#][^=&;#]{1,100}=)[^&;#]+/g;
const LONE_QUERY = /(?<=\?)[^=&;#]{16,}/g;

/** Of a text; what follows is cut off before anything is looked for. */
const LONGEST = 50_000;
const DEEPEST = 4;
const MOST_ENTRIES = 20;

/**
 * Takes secrets out of what is logged: those that are known, and what looks like one. Of an address, the host and the
 * names in its query are left, which is enough to find it again.
 */
export class Redactor {
  private readonly known: readonly string[];

  /** @param known secrets, of at least 8 characters so that nothing else is torn apart. */
  constructor(known: readonly string[]) {
    this.known = known
      .filter(({ length }) => length >= 8)
      .flatMap((secret) => [secret, encodeURIComponent(secret)]);
  }

  text(text: string): string {
    const unknown = this.known.reduce(
      (rest, secret) => rest.replaceAll(secret, HIDDEN),
      text.slice(0, LONGEST),
    );
    return unknown
      .replace(ADDRESS, redactAddress)
      .replace(INTERACTION, `$1${HIDDEN}`)
      .replace(AUTHORIZATION, `$1${HIDDEN}`)
      .replace(SCHEME, `$1 ${HIDDEN}`)
      .replace(COOKIE, `$1${HIDDEN}`)
      .replace(NAMED_VALUE, `$1${HIDDEN}`)
      .replace(DISCORD_TOKEN, HIDDEN);
  }

  /**
   * A plain copy of anything, bounded in depth and size; of errors their name, message and stack.
   * @param clean what is done with each text in it.
   */
  value(value: unknown, clean: (text: string) => string, depth = 0): unknown {
    if (typeof value === 'string') return clean(value);
    if (typeof value === 'bigint' || typeof value === 'symbol') return clean(value.toString());
    if (typeof value === 'function') return '[function]';
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
    if (depth >= DEEPEST) return '[…]';
    const inside = (each: unknown): unknown => this.value(each, clean, depth + 1);
    if (value instanceof Error) return errorAs(value, inside);
    if (Array.isArray(value)) return value.slice(0, MOST_ENTRIES).map(inside);
    const entries = Object.entries(value).slice(0, MOST_ENTRIES);
    return Object.fromEntries(
      entries.map(([name, each]) => [clean(name), SECRET_NAME.test(name) ? HIDDEN : inside(each)]),
    );
  }
}

function errorAs(error: Error, inside: (each: unknown) => unknown): unknown {
  const { name, message, stack, cause } = error;
  return {
    name: inside(name),
    message: inside(message),
    ...('code' in error ? { code: inside(error.code) } : {}),
    ...(stack === undefined ? {} : { stack: inside(stack) }),
    ...(cause === undefined ? {} : { cause: inside(cause) }),
  };
}

function redactAddress(address: string): string {
  // A sentence goes on after it.
  const end = /[:.,)\]]*$/.exec(address)?.index ?? address.length;
  const redacted = address
    .slice(0, end)
    .replace(CREDENTIALS, `$1${HIDDEN}@`)
    .replace(KEY_IN_PATH, HIDDEN)
    .replace(QUERY_VALUE, HIDDEN)
    .replace(LONE_QUERY, HIDDEN);
  return redacted + address.slice(end);
}
