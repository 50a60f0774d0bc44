import { createCommandGroupDecorator } from 'necord';

export const VcCommandGroup = createCommandGroupDecorator({
  name: 'vc',
  description: 'Time spent in voice channels',
});
