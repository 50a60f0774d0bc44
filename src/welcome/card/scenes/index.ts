import { luminance, mix } from '../color-math';
import { type Background, PLAIN, type SceneName } from '../templates';
import { aurora, dunes, meadow, pines, sunrise, tide } from './nature';
import { type Scene, sky } from './scene';
import { arcade, confetti, orbit, papercut, prism, slate } from './shapes';

const SCENES: Readonly<Record<SceneName, Scene>> = {
  aurora,
  sunrise,
  tide,
  pines,
  dunes,
  meadow,
  prism,
  orbit,
  arcade,
  papercut,
  confetti,
  slate,
};

/** What is behind the text of a card. */
export function sceneOf(background: Background, color: string): Scene {
  if (background !== PLAIN) return SCENES[background];
  return {
    ground: color,
    paint: (pen) => {
      const towards = luminance(color) > 0.4 ? '#ffffff' : '#000000';
      sky(pen, mix(color, towards, 0.08), mix(color, '#000000', 0.12));
    },
  };
}

export { HEIGHT, seededRandom, WIDTH } from './scene';
