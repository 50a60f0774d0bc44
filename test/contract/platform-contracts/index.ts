export { AnilistContract } from './anilist-contract';
export { MangadexContract } from './mangadex-contract';
