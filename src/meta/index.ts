export { MetaModule } from './meta.module';
