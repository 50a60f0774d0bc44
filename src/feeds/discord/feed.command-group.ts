import { createCommandGroupDecorator } from 'necord';

import { described } from '../../discord';
import { FEED_TEXTS } from './feed.texts';

export const FeedCommandGroup = createCommandGroupDecorator({
  name: 'feed',
  ...described(FEED_TEXTS.feed),
});
