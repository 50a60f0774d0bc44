import { h, type VNode } from './view';

const PATHS = {
  voice: 'M4 9v6h4l5 4V5L8 9H4zm12.5 3a3.5 3.5 0 0 0-2-3.2v6.4a3.5 3.5 0 0 0 2-3.2z',
  deafened: 'M4 13a8 8 0 0 1 16 0v6h-4v-6h2a6 6 0 0 0-12 0h2v6H4v-6zM3 21 21 3l1 1L4 22z',
  muted:
    'M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zm-6 8h2a4 4 0 0 0 8 0h2a6 6 0 0 1-5 5.9V20h-2v-3.1A6 6 0 0 1 6 11zM3 21 21 3l1 1L4 22z',
  streaming: 'M3 5h18v12h-7v2h3v2H7v-2h3v-2H3V5zm7 3v6l5-3-5-3z',
  eye: 'M12 5c5 0 9 4.5 10 7-1 2.500-5 7-10 7S3 14.500 2 12c1-2.500 5-7 10-7zm0 3a4 4 0 1 0 0 8 4 4 0 0 0 0-8z',
} as const;

/** A small picture with a name for screen readers; without one it only decorates. */
export function icon(name: keyof typeof PATHS, meaning = ''): VNode {
  const said = meaning === '' ? { 'aria-hidden': 'true' } : { role: 'img', 'aria-label': meaning };
  return h('svg', { class: `icon is-${name}`, viewBox: '0 0 24 24', ...said }, h('path', { d: PATHS[name] }));
}
