import { expectSendable } from '../../../test/support/expect-sendable';
import type { UpcomingRelease } from '../subscriptions/select-upcoming';
import type { UpcomingPage } from '../subscriptions/upcoming.service';
import { upcomingView } from './upcoming.view';

const AT = new Date('2026-11-22T18:30:00Z');
const episode: UpcomingRelease = {
  seriesTitle: 'Kettle Knights',
  seriesUrl: 'https://anilist.co/anime/5',
  label: 'Episode 3',
  at: AT,
};
const empty: UpcomingPage = {
  releases: [],
  total: 0,
  page: 1,
  pages: 1,
  followsAny: true,
  muted: 0,
  silent: [],
  isComplete: true,
  pausedSince: null,
};
const shown = (over: Partial<UpcomingPage>, sentInto: 'dm' | 'server' = 'dm'): string => {
  const view = upcomingView({ ...empty, ...over }, sentInto);
  expectSendable(view);
  return JSON.stringify(view);
};

describe('upcomingView', () => {
  it('shows each release at its time with the link of its series', () => {
    const view = shown({ releases: [episode], total: 1 });
    expect(view).toContain('The next seven days of what you follow');
    expect(view).toContain(
      `<t:${AT.getTime() / 1_000}:F> · [Kettle Knights](https://anilist.co/anime/5) · Episode 3`,
    );
    expect(view).not.toContain('Left out');
    expect(view).not.toContain('missing');
    expect(view).not.toContain('Page ');
    expect(shown({ releases: [episode] }, 'server')).toContain('what this server follows');
  });

  it('is sendable when everything is as long as can be', () => {
    for (const character of ['*', '@', '漢', '🎉', '[', '\\', '|']) {
      const worst = {
        seriesTitle: character.repeat(300),
        seriesUrl: `https://mangadex.org/title/${'0'.repeat(36)}?${'x'.repeat(16)}`,
        label: character.repeat(300),
        at: new Date(8.64e15),
      };
      const view = shown(
        {
          releases: Array.from({ length: 10 }, () => worst),
          total: 99_999,
          page: 9_999,
          pages: 10_000,
          muted: 99_999,
          silent: ['x'.repeat(300), 'MangaDex'],
          isComplete: false,
          pausedSince: new Date(8.64e15),
        },
        'server',
      );
      expect(view.match(/<t:\d+:F>/g)).toHaveLength(10);
      expect(view).toContain('Page 9999 of 10000');
      expect(view).toContain('Messages are paused since');
    }
  });

  it('brings no mention and no link of a title to life, and leaves long addresses out', () => {
    const title = '@everyone [free](https://evil.example) <@1>';
    const view = shown({ releases: [{ ...episode, seriesTitle: title, label: title }] });
    expect(view).not.toMatch(/@everyone|<@1>|\[free\]\(/);
    const far = shown({ releases: [{ ...episode, seriesUrl: `https://example.org/${'x'.repeat(400)}` }] });
    expect(far).toContain(' · Kettle Knights · ');
    expect(far).not.toContain('example.org');
  });

  it('turns pages', () => {
    const view = shown({ releases: [episode], total: 21, page: 2, pages: 3 }, 'server');
    expect(view).toContain('Page 2 of 3');
    expect(view).toContain('feed/upcoming/server/1');
    expect(view).toContain('feed/upcoming/server/3');
  });

  it('names what does not answer and shows the rest', () => {
    expect(shown({ releases: [episode], silent: ['MangaDex'] })).toContain(
      'MangaDex does not answer right now; what it has announced is missing',
    );
    const both = shown({ silent: ['AniList', 'MangaDex'] });
    expect(both).toContain('AniList and MangaDex do not answer right now');
    expect(both).toContain('Nothing can be shown now');
    expect(both).not.toContain('Nothing is announced');
  });

  it('says what is left out', () => {
    expect(shown({ releases: [episode], muted: 2 })).toContain('muted then: 2 releases.');
    expect(shown({ muted: 1 })).toContain('Nothing that will be told.');
    expect(shown({ releases: [episode], isComplete: false })).toContain('some of it may be missing');
  });

  it('helps when there is nothing to show', () => {
    const nothing = shown({});
    expect(nothing).toContain('Nothing is announced yet.');
    expect(nothing).toContain('AniList says when episodes air');
    expect(shown({ followsAny: false })).toContain('/feed subscribe');
    expect(shown({ followsAny: false }, 'server')).toContain('This server follows nothing yet');
  });
});
