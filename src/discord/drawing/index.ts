/** For `*.drawing.ts` only: whoever imports this loads the canvas. */
export type { Drawing, Images } from './drawing';
export { font, FONT_FAMILY } from './fonts';
export { cleanText, fitText, initialOf, isRightToLeft } from './names';
export {
  type Box,
  createCard,
  drawAvatar,
  drawBar,
  drawName,
  drawText,
  fillRound,
  type TextStyle,
} from './shapes';
export { COLOR, colorOf, SERIES, SIZE } from './style';
