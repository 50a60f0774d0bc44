export { AnilistContract } from './anilist-contract';
export { MangadexContract } from './mangadex-contract';
export { WITHOUT_SPECIFICATIONS } from './specification-file';
