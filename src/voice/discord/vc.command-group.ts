import { createCommandGroupDecorator } from 'necord';

import { described } from '../../discord';
import { VOICE_TEXTS } from './voice.texts';

export const VcCommandGroup = createCommandGroupDecorator({
  name: 'vc',
  ...described(VOICE_TEXTS.vc),
});
