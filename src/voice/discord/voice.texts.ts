import type { Text } from '../../discord';
import { type RangeName, RANGES } from '../statistics/ranges';
import { type Statistic, STATISTICS } from '../statistics/statistic';

/** Descriptions of `/vc`, its subcommands, their options and the labels of choices. */
export const VOICE_TEXTS = {
  vc: { en: 'Time spent in voice channels', id: 'Waktu yang dihabiskan di channel suara' },
  leaderboard: {
    en: 'Who spent the most time in voice channels',
    id: 'Siapa yang paling lama di channel suara',
  },
  stats: {
    en: 'Voice time of a member or of the whole server',
    id: 'Waktu di channel suara dari seorang anggota atau seluruh server',
  },
  why: {
    en: 'What of your last stays counted, and which rule said so',
    id: 'Bagian mana dari kunjungan terakhirmu yang dihitung, dan aturan mana penyebabnya',
  },
  settings: {
    en: 'What counts as voice time in this server',
    id: 'Apa yang dihitung sebagai waktu di channel suara server ini',
  },
} as const satisfies Record<string, Text>;

export const VOICE_OPTION_TEXTS = {
  timeRange: { en: 'This month unless said', id: 'Bulan ini kalau tidak diisi' },
  from: {
    en: 'Instead of a time range: the first day, such as 2026-01-05',
    id: 'Pengganti rentang waktu: hari pertama, misalnya 2026-01-05',
  },
  to: {
    en: 'The last day, such as 2026-02-01; until now unless said',
    id: 'Hari terakhir, misalnya 2026-02-01; sampai sekarang kalau tidak diisi',
  },
  togetherWith: {
    en: 'Rank by time spent together with this member',
    id: 'Peringkat menurut waktu bersama anggota ini',
  },
  member: { en: 'You unless said', id: 'Kamu kalau tidak diisi' },
  statistic: { en: 'An overview unless said', id: 'Ringkasan kalau tidak diisi' },
  server: { en: 'The whole server instead of a member', id: 'Seluruh server, bukan seorang anggota' },
  explainedMember: {
    en: 'You unless said; others need Manage Server',
    id: 'Kamu kalau tidak diisi; untuk anggota lain perlu izin Kelola Server',
  },
  enabled: { en: 'Whether voice channels are recorded', id: 'Apakah channel suara dicatat' },
  timeZone: {
    en: 'Whose midnight ends a day here',
    id: 'Zona waktu yang tengah malamnya menjadi akhir hari di sini',
  },
  dayStartsAt: {
    en: 'The hour at which a day begins, 0 to 23',
    id: 'Jam berapa hari dimulai, 0 sampai 23',
  },
  minimumMinutes: {
    en: 'Stays shorter than this do not count',
    id: 'Kunjungan yang lebih singkat dari ini tidak dihitung',
  },
  countAfk: {
    en: 'Whether time in the AFK channel counts',
    id: 'Apakah waktu di channel AFK dihitung',
  },
  countAlone: {
    en: 'Whether time alone in a channel counts',
    id: 'Apakah waktu sendirian di channel dihitung',
  },
  countDeafened: {
    en: 'Whether time while deafened counts',
    id: 'Apakah waktu saat deafen dihitung',
  },
  countMuted: { en: 'Whether time while muted counts', id: 'Apakah waktu saat mute dihitung' },
  ignoreChannel: {
    en: 'Time there does not count; name it again to count it again',
    id: 'Waktu di sana tidak dihitung; pilih lagi supaya dihitung lagi',
  },
  ignoreCategory: {
    en: 'Time in its channels does not count; name it again to count it again',
    id: 'Waktu di semua channel-nya tidak dihitung; pilih lagi supaya dihitung lagi',
  },
  ignoreRole: {
    en: 'Time of whoever has it does not count; name it again to count it again',
    id: 'Waktu pemilik role ini tidak dihitung; pilih lagi supaya dihitung lagi',
  },
  ignoreMember: {
    en: 'Their time does not count; name them again to count it again',
    id: 'Waktu anggota ini tidak dihitung; pilih lagi supaya dihitung lagi',
  },
} as const satisfies Record<string, Text>;

/** Names in the menu of a member; at most 32 characters. */
export const VOICE_MENU_TEXTS = {
  stats: { en: 'Voice statistics', id: 'Statistik suara' },
} as const satisfies Record<string, Text>;

/** Labels of the choices of `time_range`; in English the titles of what they lead to. */
export const RANGE_TEXTS: Record<RangeName, Text> = {
  today: { en: RANGES.today.title, id: 'Hari ini' },
  week: { en: RANGES.week.title, id: 'Minggu ini' },
  month: { en: RANGES.month.title, id: 'Bulan ini' },
  year: { en: RANGES.year.title, id: 'Tahun ini' },
  all: { en: RANGES.all.title, id: 'Sepanjang waktu' },
  '24h': { en: RANGES['24h'].title, id: '24 jam terakhir' },
  '72h': { en: RANGES['72h'].title, id: '72 jam terakhir' },
  '7d': { en: RANGES['7d'].title, id: '7 hari terakhir' },
  '14d': { en: RANGES['14d'].title, id: '14 hari terakhir' },
  '30d': { en: RANGES['30d'].title, id: '30 hari terakhir' },
  '365d': { en: RANGES['365d'].title, id: '365 hari terakhir' },
};

/** Labels of the choices of `statistic`; in English the titles of what they lead to. */
export const STATISTIC_TEXTS: Record<Statistic, Text> = {
  overview: { en: STATISTICS.overview, id: 'Ringkasan' },
  year: { en: STATISTICS.year, id: 'Setahun sekilas' },
  days: { en: STATISTICS.days, id: 'Per hari' },
  weeks: { en: STATISTICS.weeks, id: 'Per minggu' },
  months: { en: STATISTICS.months, id: 'Per bulan' },
  hours: { en: STATISTICS.hours, id: 'Per jam dalam sehari' },
  week: { en: STATISTICS.week, id: 'Jam dalam seminggu' },
  channels: { en: STATISTICS.channels, id: 'Per channel' },
  records: { en: STATISTICS.records, id: 'Rentetan dan rekor' },
};
