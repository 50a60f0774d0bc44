import { MAX_LINKS } from './split-links';

/** The web addresses in somebody's message, in order and once each, at most as many as can be followed at a time. */
export function findLinks(texts: readonly string[]): string[] {
  const found = texts.flatMap((text) => text.match(/https?:\/\/[^\s<>()[\]"|]+/gi) ?? []);
  const links = found.map((link) => link.replace(/[.,;:!?*_~'`]+$/, ''));
  return [...new Set(links)].slice(0, MAX_LINKS);
}
