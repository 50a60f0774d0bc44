export interface SandboxItem {
  readonly title?: string;
  readonly id?: string;
  readonly link?: string;
  readonly date?: Date;
}

export interface SandboxFeed {
  readonly title: string;
  /** As the document shows them: most feeds show the newest first. */
  readonly items: readonly SandboxItem[];
  /** Further elements of an RSS channel, such as `<ttl>60</ttl>`. */
  readonly extra?: string;
}

export function rssDocument({ title, items, extra = '' }: SandboxFeed): string {
  const entries = items.map(
    (item) =>
      `<item>${element('title', item.title)}${element('link', item.link)}${element('guid', item.id)}${element('pubDate', item.date?.toUTCString())}</item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>${escapeXml(title)}</title>${extra}${entries.join('\n')}</channel></rss>`;
}

export function atomDocument({ title, items }: SandboxFeed): string {
  const entries = items.map(
    (item) =>
      `<entry>${element('id', item.id)}${element('title', item.title)}${element('updated', item.date?.toISOString())}${
        item.link === undefined ? '' : `<link rel="alternate" href="${escapeXml(item.link)}"/>`
      }</entry>`,
  );
  return `<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>${escapeXml(title)}</title>${entries.join('\n')}</feed>`;
}

export function jsonFeedDocument({ title, items }: SandboxFeed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    items: items.map(({ id, title: itemTitle, link, date }) => ({
      id,
      title: itemTitle,
      url: link,
      date_published: date?.toISOString(),
    })),
  });
}

function element(name: string, text: string | undefined): string {
  return text === undefined ? '' : `<${name}>${escapeXml(text)}</${name}>`;
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}
