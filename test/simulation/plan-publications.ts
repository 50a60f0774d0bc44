import type { AnimeDesk } from './anime-desk';
import type { MangaDesk } from './manga-desk';
import type { Timetable } from './timetable';
import type { WebDesk } from './web-desk';

interface Desks {
  readonly manga: MangaDesk;
  readonly anime: AnimeDesk;
  readonly web: WebDesk;
}

/** What comes out in the course of the day. @param share of what comes out on a full one. */
export function planPublications(timetable: Timetable, { manga, anime, web }: Desks, share: number): void {
  const happen = (aDay: number, what: string, act: () => void): void => {
    timetable.sprinkle(aDay * share, { kind: 'world', what, act });
  };
  happen(110, 'chapters', () => {
    manga.publish();
  });
  happen(2, 'a flood of what nobody follows', () => {
    manga.flood();
  });
  timetable.add(timetable.share(0.1, 0.9), {
    kind: 'world',
    what: 'a hidden chapter',
    act: () => {
      manga.publishHidden();
    },
  });
  happen(12, 'an episode is moved', () => {
    anime.reschedule();
  });
  happen(6, 'an episode is corrected', () => {
    anime.correct();
  });
  happen(4, 'old rows are purged', () => {
    anime.purge();
  });
  happen(4, 'an episode appears late', () => {
    anime.airLate();
  });
  happen(26, 'items of feeds', () => {
    web.publish();
  });
  happen(10, 'an item is edited', () => {
    web.edit();
  });
}
