import { createCard, drawAvatar, drawName, type Drawing } from '../../discord/drawing';
import type { CardModel } from './card-model';

export const draw: Drawing<CardModel> = (model, images) => {
  const { canvas, context } = createCard(340);
  const image = model.avatarUrl === null ? undefined : images.get(model.avatarUrl);
  drawAvatar(context, { id: model.userId, name: model.name, image }, { x: 60, y: 80, size: 180 });
  drawName(context, model.name, 300, 180, { size: 56, weight: 'bold', maxWidth: 640 });
  return canvas;
};
