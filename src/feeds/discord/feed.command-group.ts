import { createCommandGroupDecorator } from 'necord';

export const FeedCommandGroup = createCommandGroupDecorator({
  name: 'feed',
  description: 'Be told about new episodes and chapters',
});
