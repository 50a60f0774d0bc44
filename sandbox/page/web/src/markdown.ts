import '@skyra/discord-components-core/discord-mention.js';
import '@skyra/discord-components-core/discord-time.js';
import { linkProps } from './message/media';
import { store } from './store';
import { relative, timestampText } from './time';
import { type Child, h, type VNode } from './view';

/** Discord's markdown as nodes: https://support.discord.com/hc/en-us/articles/210298617 */
export function markdown(source: string): VNode[] {
  const blocks: VNode[] = [];
  const lines = source.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.startsWith('```')) {
      const end = lines.findIndex((other, index) => index > at && other.startsWith('```'));
      blocks.push(
        h('pre', { tabindex: 0 }, h('code', {}, lines.slice(at + 1, end < 0 ? undefined : end).join('\n'))),
      );
      at = end < 0 ? lines.length : end;
      continue;
    }
    const list = listAt(lines, at);
    if (list !== null) {
      blocks.push(list.node);
      at = list.last;
      continue;
    }
    blocks.push(block(line));
  }
  return blocks;
}

function block(line: string): VNode {
  const heading = /^(#{1,3}) (.*)$/.exec(line);
  // A message stands below the page's own headings.
  if (heading)
    return h(
      `h${(heading[1]?.length ?? 1) + 2}`,
      { class: `md-h${heading[1]?.length ?? 1}` },
      inline(heading[2] ?? ''),
    );
  if (line.startsWith('-# ')) return h('p', { class: 'md-subtext' }, inline(line.slice(3)));
  if (line.startsWith('> ')) return h('blockquote', {}, inline(line.slice(2)));
  return line === '' ? h('div', { class: 'md-blank' }) : h('p', {}, inline(line));
}

function listAt(lines: readonly string[], first: number): { node: VNode; last: number } | null {
  const pattern = /^(\s*)(?:[-*]|(\d+)\.) (.*)$/;
  const start = pattern.exec(lines[first] ?? '');
  if (start === null) return null;
  const items: VNode[] = [];
  let last = first;
  for (; last < lines.length; last += 1) {
    const item = pattern.exec(lines[last] ?? '');
    if (item === null || (item[2] === undefined) !== (start[2] === undefined)) break;
    items.push(
      h('li', { class: (item[1] ?? '').length > 0 ? 'md-deeper' : undefined }, inline(item[3] ?? '')),
    );
  }
  const node = start[2] === undefined ? h('ul', {}, items) : h('ol', { start: start[2] }, items);
  return { node, last: last - 1 };
}

interface Rule {
  readonly pattern: RegExp;
  readonly node: (match: RegExpExecArray) => Child;
}

const RULES: readonly Rule[] = [
  { pattern: /^\\([^\sA-Za-z0-9])/, node: ([, sign = '']) => sign },
  { pattern: /^``(.+?)``|^`([^`]+)`/, node: ([, a, b]) => h('code', {}, a ?? b ?? '') },
  { pattern: /^\*\*((?:\\.|[^\\])+?)\*\*(?!\*)/, node: ([, text = '']) => h('strong', {}, inline(text)) },
  { pattern: /^__((?:\\.|[^\\])+?)__/, node: ([, text = '']) => h('u', {}, inline(text)) },
  { pattern: /^~~((?:\\.|[^\\])+?)~~/, node: ([, text = '']) => h('s', {}, inline(text)) },
  {
    pattern: /^\|\|((?:\\.|[^\\])+?)\|\|/,
    node: ([, text = '']) => h('details', { class: 'md-spoiler' }, h('summary', {}, 'Spoiler'), inline(text)),
  },
  { pattern: /^\*((?:\\.|[^\\*])+?)\*/, node: ([, text = '']) => h('em', {}, inline(text)) },
  { pattern: /^_((?:\\.|[^\\_])+?)_(?!\w)/, node: ([, text = '']) => h('em', {}, inline(text)) },
  {
    pattern: /^\[((?:\\.|[^\]\\])+)\]\(<?(https?:\/\/[^\s)>]+)>?(?: "[^"]*")?\)/,
    node: ([, label = '', url = '']) => link(url, inline(label)),
  },
  { pattern: /^<(https?:\/\/[^\s>]+)>/, node: ([, url = '']) => link(url, url) },
  { pattern: /^https?:\/\/[^\s<>)\]]+/, node: ([url]) => link(url, url) },
  {
    pattern: /^<t:(-?\d+)(?::(\w))?>/,
    node: ([, seconds = '0', style = 'f']) => time(Number(seconds) * 1_000, style),
  },
  {
    pattern: /^<@!?(\d+)>/,
    node: ([, id = '']) => mention('user', store.userOf(id)?.name ?? 'unknown-user'),
  },
  {
    pattern: /^<@&(\d+)>/,
    node: ([, id = '']) =>
      mention('role', store.state?.roles.find((role) => role.id === id)?.name ?? 'unknown-role'),
  },
  { pattern: /^<#(\d+)>/, node: ([, id = '']) => channelMention(id) },
  { pattern: /^<\/([^:>]+):\d+>/, node: ([, name = '']) => h('discord-mention', { type: 'slash' }, name) },
  { pattern: /^<a?:(\w+):\d+>/, node: ([, name = '']) => `:${name}:` },
];

export function inline(source: string): Child[] {
  const nodes: Child[] = [];
  let plain = '';
  for (let rest = source; rest !== '';) {
    const [rule, match] = firstMatch(rest);
    if (match === null) {
      plain += rest.charAt(0);
      rest = rest.slice(1);
      continue;
    }
    if (plain !== '') nodes.push(plain);
    plain = '';
    nodes.push(rule?.node(match));
    rest = rest.slice(match[0].length);
  }
  return [...nodes, plain];
}

function firstMatch(text: string): [Rule | null, RegExpExecArray | null] {
  for (const rule of RULES) {
    const match = rule.pattern.exec(text);
    if (match !== null) return [rule, match];
  }
  return [null, null];
}

function link(url: string, label: Child): VNode {
  return h('a', linkProps(url), label);
}

function time(at: number, style: string): VNode {
  const now = store.now();
  return h(
    'discord-time',
    { title: timestampText(at, 'F', now) },
    style === 'R' ? relative(at, now) : timestampText(at, style, now),
  );
}

function mention(type: string, name: string): VNode {
  return h('discord-mention', { type }, name);
}

function channelMention(id: string): VNode {
  const channel = store.state?.channels.find((each) => each.id === id);
  if (channel === undefined) return mention('channel', 'unknown');
  const type =
    channel.type === 2 ? 'voice' : channel.type === 11 ? 'thread' : channel.type === 15 ? 'forum' : 'channel';
  return mention(type, channel.name);
}
