import { Injectable } from '@nestjs/common';
import { join } from 'node:path';

import { truncate } from '../../common';
import { drawingAt, LONGEST_ALT, type Picture, Pictures } from '../../discord';
import type { WelcomeSettings } from '../../settings';
import type * as drawing from '../card/welcome-card.drawing';
import { backgroundOf, templateOf } from '../card/templates';
import type { Passage } from '../greeting';
import { colorOf } from './greeting.view';

const CARD = drawingAt<typeof drawing>(join(__dirname, '../card/welcome-card.drawing'));

/** The picture of a welcome; null when it could not be drawn. */
@Injectable()
export class WelcomeCards {
  constructor(private readonly pictures: Pictures) {}

  async draw(passage: Passage, serverName: string, settings: WelcomeSettings): Promise<Picture | null> {
    const { name, userId, avatarUrl, memberCount } = passage;
    const template = templateOf(settings.template);
    const background = backgroundOf(template, settings.background);
    const model = {
      layout: template.layout,
      background,
      color: colorOf(settings),
      name,
      serverName,
      memberCount,
      userId,
      avatarUrl,
    };
    const png = await this.pictures.draw(CARD, model, [avatarUrl]);
    if (png === null) return null;
    const alt = `Welcome to ${serverName}, ${name}: member number ${memberCount.toLocaleString('en-US')}`;
    return { png, filename: 'welcome.png', alt: truncate(alt, LONGEST_ALT) };
  }
}
