import { count } from '../../common';
import { card, link, pager, plain, text, timestamp, type View } from '../../discord';
import type { UpcomingRelease } from '../subscriptions/select-upcoming';
import type { UpcomingPage } from '../subscriptions/upcoming.service';
import { UPCOMING_PAGES } from './feed.custom-ids';
import type { SendInto } from './feed.options';
import { pausedText } from './pause.view';
import { nothingFollowedView } from './subscription-list.view';

/** Ten lines of these at their worst, each character escaped, stay below the 4,000 that Discord takes. */
const LONGEST_TITLE = 60;
const LONGEST_LABEL = 40;
/** Ours are shorter; those of an imported database may be anything. */
const LONGEST_ADDRESS = 80;

const FORESIGHT =
  '-# Times may still move. AniList says when episodes air, MangaDex lists some chapters before they come, and web feeds announce nothing.';

/** What is coming, soonest first; Discord shows each reader their own time. */
export function upcomingView(model: UpcomingPage, sentInto: SendInto): View {
  if (!model.followsAny) return nothingFollowedView(sentInto);
  const whose = sentInto === 'server' ? 'this server follows' : 'you follow';
  const { silent, pausedSince } = model;
  const notes = [...silentNotes(silent), ...leftOutNotes(model), FORESIGHT];
  return card(
    silent.length > 0 ? 'warning' : 'info',
    text(`### The next seven days of what ${whose}\n${listOf(model)}`),
    text(notes.join('\n')),
    ...(pausedSince === null ? [] : [text(pausedText(pausedSince))]),
    ...pager(model, UPCOMING_PAGES, { sentInto }),
  );
}

function listOf({ releases, silent, muted }: UpcomingPage): string {
  if (releases.length > 0) return releases.map(lineOf).join('\n');
  if (silent.length > 0) return 'Nothing can be shown now.';
  return muted > 0 ? 'Nothing that will be told.' : 'Nothing is announced yet.';
}

function lineOf({ at, seriesTitle, seriesUrl, label }: UpcomingRelease): string {
  const title =
    seriesUrl.length > LONGEST_ADDRESS
      ? plain(seriesTitle, LONGEST_TITLE)
      : link(seriesTitle, seriesUrl, LONGEST_TITLE);
  return `- ${timestamp(at, 'F')} · ${title} · ${plain(label, LONGEST_LABEL)}`;
}

function silentNotes(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const [whoever, whatever] = names.length === 1 ? ['does', 'it has'] : ['do', 'they have'];
  return [
    `⚠️ ${names.map((name) => plain(name, 30)).join(' and ')} ${whoever} not answer right now; what ${whatever} announced is missing. Please try again in a few minutes.`,
  ];
}

function leftOutNotes({ muted, isComplete }: UpcomingPage): string[] {
  return [
    ...(muted === 0
      ? []
      : [`-# 🔕 Left out, because their series are muted then: ${count(muted, 'release')}.`]),
    ...(isComplete ? [] : ['-# So much is followed or announced that some of it may be missing.']),
  ];
}
