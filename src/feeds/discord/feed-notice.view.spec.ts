import { expectSendable } from '../../../test/support/expect-sendable';
import { toSnowflake } from '../../common';
import { endingView, heldNoticeView } from './feed-notice.view';

const id = toSnowflake('9223372036854775807');
const worst = '**`<@&進撃の巨人>`** @everyone [x](https://x.org) 🎉'.repeat(40);
const url = `https://mangadex.org/${'a'.repeat(480)}`;
const model = {
  feedId: 9_999_999,
  series: { title: worst, url },
  platformName: 'MangaDex',
  as: 'gone',
  isWebFeed: false,
} as const;

describe('endingView', () => {
  it('says what is gone, what that means and offers to unsubscribe', () => {
    const shown = JSON.stringify(endingView(model));
    expectSendable(endingView(model));
    expect(shown).toContain('is no longer on MangaDex');
    expect(shown).toContain('feed/unsubscribe/9999999');
    expect(shown).not.toContain('@everyone');
  });

  it('tells an ended series and a web feed in their own words', () => {
    expect(JSON.stringify(endingView({ ...model, as: 'completed' }))).toContain('has ended');
    expect(JSON.stringify(endingView({ ...model, isWebFeed: true }))).toContain('is no longer there');
  });

  it('names nothing where it must not', () => {
    const hidden = endingView({ ...model, series: null });
    expectSendable(hidden);
    expect(JSON.stringify(hidden)).toContain('An age-restricted series');
    expect(JSON.stringify(hidden)).not.toContain('mangadex.org');
  });
});

describe('heldNoticeView', () => {
  it('says what to do and offers to resume', () => {
    const view = heldNoticeView({ type: 'guild', targetId: id }, id);
    expectSendable(view);
    expect(JSON.stringify(view)).toContain('"label":"Resume"');
  });
});
