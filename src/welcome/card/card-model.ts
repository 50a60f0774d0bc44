import type { Background, Layout } from './templates';

/** What is drawn; plain data, because it is drawn in another process. */
export interface CardModel {
  readonly layout: Layout;
  readonly background: Background;
  /** `#rrggbb` */
  readonly color: string;
  readonly name: string;
  readonly serverName: string;
  readonly memberCount: number;
  readonly userId: string;
  /** One of the images that were fetched for it, if it came. */
  readonly avatarUrl: string | null;
}
