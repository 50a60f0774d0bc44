export { MetaModule } from './meta.module';
export { BotMetaEntity, BotMetaRepository } from './persistence';
