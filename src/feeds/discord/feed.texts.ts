import type { Text } from '../../discord';

/** Descriptions of `/feed`, its subcommands, their options and the labels of choices. */
export const FEED_TEXTS = {
  feed: {
    en: 'Be told about new episodes and chapters',
    id: 'Dapatkan kabar episode dan chapter baru',
  },
  subscribe: {
    en: 'Follow series by their titles or links',
    id: 'Ikuti serial lewat judul atau link-nya',
  },
  unsubscribe: { en: 'Stop following series', id: 'Berhenti mengikuti serial' },
  list: { en: 'What you or this server follow', id: 'Apa saja yang diikuti kamu atau server ini' },
  upcoming: {
    en: 'What comes out in the next seven days, in your time',
    id: 'Apa saja yang rilis dalam tujuh hari ke depan, menurut jam di tempatmu',
  },
  pause: {
    en: 'Hold messages back for a while; nothing gets lost',
    id: 'Tahan pesan untuk sementara; tidak ada yang hilang',
  },
  resume: {
    en: 'Send messages again, what was missed first',
    id: 'Kirim pesan lagi, mulai dari yang terlewat',
  },
  test: {
    en: 'Send a sample to see whether messages arrive',
    id: 'Kirim contoh untuk melihat apakah pesan sampai',
  },
  health: {
    en: 'Whether everything is read and delivered, and why not',
    id: 'Apakah semuanya terbaca dan terkirim, dan kalau tidak, kenapa',
  },
  settings: {
    en: 'Where this server is told about new releases',
    id: 'Di mana server ini dikabari soal rilis baru',
  },
} as const satisfies Record<string, Text>;

export const FEED_OPTION_TEXTS = {
  linksToFollow: {
    en: 'Links of series, up to 10, separated by commas, or a title to choose from the list',
    id: 'Link serial, maksimal 10, dipisahkan koma, atau judul untuk dipilih dari daftar',
  },
  linksFollowed: {
    en: 'Series to choose from the list, or links of up to 10, separated by commas',
    id: 'Serial untuk dipilih dari daftar, atau link-nya, maksimal 10, dipisahkan koma',
  },
  whoIsTold: { en: 'Who is told: you, or this server', id: 'Siapa yang dikabari: kamu, atau server ini' },
  whoseMessages: {
    en: 'Whose messages: yours, or this server’s',
    id: 'Pesan untuk siapa: kamu, atau server ini',
  },
  whoseSubscriptions: {
    en: 'Whose subscriptions: yours, or this server’s',
    id: 'Langganan siapa: kamu, atau server ini',
  },
  languages: {
    en: 'Languages of chapters, most wanted first: en, id, pt-br (English unless said)',
    id: 'Bahasa chapter, dari yang paling diinginkan: en, id, pt-br (Inggris kalau tidak diisi)',
  },
  preferGroups: {
    en: 'Groups whose release is linked when several come out together, separated by commas',
    id: 'Grup yang rilisnya ditautkan kalau ada beberapa sekaligus, dipisahkan koma',
  },
  ignoreGroups: {
    en: 'Groups whose releases are not told, separated by commas',
    id: 'Grup yang rilisnya tidak dikabarkan, dipisahkan koma',
  },
  role: {
    en: 'Server only: a role to mention in each message',
    id: 'Khusus server: role yang di-mention di setiap pesan',
  },
  ownChannel: {
    en: 'Server only: a channel, thread or forum of these series alone',
    id: 'Khusus server: channel, thread, atau forum tersendiri untuk serial ini',
  },
  enabled: {
    en: 'Whether this server is told about new releases',
    id: 'Apakah server ini dikabari soal rilis baru',
  },
  channel: {
    en: 'Where this server is told about new releases',
    id: 'Di mana server ini dikabari soal rilis baru',
  },
} as const satisfies Record<string, Text>;

/** Names in the menu of a message; at most 32 characters. */
export const FEED_MENU_TEXTS = {
  followLinks: { en: 'Follow links in this message', id: 'Ikuti link di pesan ini' },
} as const satisfies Record<string, Text>;

/** Labels of choices, which are the same word in both languages. */
export const FEED_CHOICE_TEXTS = {
  dm: { en: 'DM', id: 'DM' },
  server: { en: 'Server', id: 'Server' },
} as const satisfies Record<string, Text>;
