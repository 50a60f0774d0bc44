/** Where a picture is shown from: nothing is loaded from outside, so what a platform would serve is painted here. */
export function mediaUrl(url: string): string {
  const { hostname } = new URL(url);
  return hostname === '127.0.0.1' ? url : `/covers?of=${encodeURIComponent(url)}`;
}

export function emojiOf(emoji: unknown): string {
  const { name, id } = (emoji ?? {}) as { name?: string; id?: string };
  if (name === undefined) return '';
  return id === undefined ? name : `:${name}:`;
}
