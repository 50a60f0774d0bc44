export { Calendar, type Day, type Period, PERIOD_KINDS, type PeriodKind } from './calendar';
