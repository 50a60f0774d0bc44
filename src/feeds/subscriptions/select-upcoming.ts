import { type Candidate, selectTold } from '../announcements/select-told';
import type { FeedEntity, FeedSubscriptionEntity } from '../persistence';
import type { Release } from '../platforms';

/** A followed series with what its platform has announced. */
export interface Announced {
  readonly feed: Pick<FeedEntity, 'name' | 'sourceUrl'>;
  readonly subscription: Pick<FeedSubscriptionEntity, 'languages' | 'ignoredGroups' | 'mutedUntil'>;
  readonly releases: readonly Release[];
  /** What of these chapters or episodes is out already. */
  readonly known: readonly Candidate[];
}

/** Something that will be told. */
export interface UpcomingRelease {
  readonly seriesTitle: string;
  readonly seriesUrl: string;
  readonly label: string;
  readonly at: Date;
}

export interface SelectedUpcoming {
  /** Soonest first. */
  readonly releases: readonly UpcomingRelease[];
  /** How many are left out because their series are muted then. */
  readonly muted: number;
}

/** What will be told of all that is announced, by the rules by which it will be when it comes out. */
export function selectUpcoming(announced: readonly Announced[]): SelectedUpcoming {
  const told = announced.flatMap(({ feed, subscription, ...rest }) =>
    toldInTurn({ subscription, ...rest }).map(({ label, releasedAt }) => ({
      isMuted: subscription.mutedUntil !== null && releasedAt < subscription.mutedUntil,
      release: { seriesTitle: feed.name, seriesUrl: feed.sourceUrl, label, at: releasedAt },
    })),
  );
  const heard = told.filter(({ isMuted }) => !isMuted).map(({ release }) => release);
  return {
    releases: heard.sort(
      (a, b) => a.at.getTime() - b.at.getTime() || a.seriesTitle.localeCompare(b.seriesTitle),
    ),
    muted: told.length - heard.length,
  };
}

/** They come out one after the other: what is told of a chapter is the first release that is wanted. */
function toldInTurn({ subscription, releases, known }: Omit<Announced, 'feed'>): Release[] {
  const { languages, ignoredGroups } = subscription;
  const wishes = { languages, ignoredGroups: ignoredGroups ?? [], preferredGroups: [] };
  const inTurn = [...releases].sort((a, b) => a.releasedAt.getTime() - b.releasedAt.getTime());
  return inTurn.filter(
    (release, index) => selectTold(wishes, [release], [...known, ...inTurn.slice(0, index)]).length > 0,
  );
}
