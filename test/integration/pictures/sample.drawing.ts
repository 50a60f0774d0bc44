import { createCard, type Drawing, drawAvatar, drawName } from '../../../src/discord/drawing';

export interface Sample {
  readonly name: string;
  readonly avatarUrl: string | null;
  readonly does: 'draw' | 'throw' | 'hang' | 'crash';
}

/** Misbehaves as it is told. */
export const draw: Drawing<Sample> = ({ name, avatarUrl, does }, images) => {
  if (does === 'throw') throw new Error('the drawing threw');
  if (does === 'crash') process.kill(process.pid, 'SIGKILL');
  while (does === 'hang');
  const { canvas, context } = createCard(100, 300);
  const image = images.get(avatarUrl ?? '');
  drawAvatar(context, { id: name, name, image }, { x: 10, y: 10, size: 80 });
  drawName(context, name, 110, 60, { size: 30, maxWidth: 170 });
  return canvas;
};
