declare const brand: unique symbol;

/**
 * A Discord id as decimal text. It does not fit a JavaScript number, so it never becomes one.
 * Discord's own ids have 17 to 20 digits (https://discord.com/developers/docs/reference#snowflakes).
 */
export type Snowflake = string & { readonly [brand]: 'Snowflake' };

const SNOWFLAKE = /^[1-9]\d{16,19}$/;

export function isSnowflake(text: string): text is Snowflake {
  return SNOWFLAKE.test(text);
}

/** @throws RangeError when the text is not 17 to 20 digits. */
export function toSnowflake(text: string): Snowflake {
  if (!isSnowflake(text)) throw new RangeError(`"${text}" is not a Discord id (17 to 20 digits)`);
  return text;
}
