export { BotMetaEntity } from './bot-meta.entity';
export { BotMetaRepository } from './bot-meta.repository';
