import { store } from './store';
import { h, type VNode } from './view';

/** The picture of somebody, or their initial on a colour of their own. */
export function avatar(userId: string, size: 'tiny' | 'small' | 'large'): VNode {
  const user = store.userOf(userId);
  const className = `avatar is-${size}`;
  if (user?.avatarUrl !== undefined && user.avatarUrl !== null)
    return h('img', { class: className, src: user.avatarUrl, alt: '' });
  const name = user?.name.trim() ?? '';
  const [initial] = new Intl.Segmenter().segment(name === '' ? '?' : name);
  const hue = user?.bot === true ? 235 : Number(BigInt(userId === '' ? 0 : userId) % 12n) * 30;
  return h(
    'span',
    {
      class: className,
      'aria-hidden': 'true',
      key: `avatar ${userId}`,
      onmount: (element: HTMLElement) => {
        element.style.setProperty('--hue', String(hue));
      },
    },
    (initial?.segment ?? '?').toUpperCase(),
  );
}
