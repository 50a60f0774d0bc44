import type { Text } from '../../discord';

/** Descriptions of `/about`, `/help` and `/settings`. */
export const META_TEXTS = {
  about: {
    en: 'Version, uptime, memory, and how the sources are',
    id: 'Versi, lama berjalan, memori, dan keadaan sumber',
  },
  help: { en: 'The commands that you can use here', id: 'Perintah yang bisa kamu pakai di sini' },
  settings: {
    en: 'Everything that can be set in this server',
    id: 'Semua yang bisa diatur di server ini',
  },
} as const satisfies Record<string, Text>;

/** Descriptions of `/owner`. */
export const OWNER_TEXTS = {
  owner: { en: 'For who runs this bot', id: 'Untuk yang menjalankan bot ini' },
  register: {
    en: 'Tell Discord about all commands now',
    id: 'Daftarkan semua perintah ke Discord sekarang',
  },
  unregister: {
    en: 'Take all commands but these back, after a question',
    id: 'Cabut semua perintah kecuali yang ini, setelah bertanya dulu',
  },
  export: {
    en: 'Everything in the database as files, sent to you in private',
    id: 'Seluruh isi basis data sebagai berkas, dikirim lewat pesan pribadi',
  },
  database: {
    en: 'How the database is; back it up, check it, give space back',
    id: 'Keadaan basis data; cadangkan, periksa, kembalikan ruang disk',
  },
} as const satisfies Record<string, Text>;

/** What `/help` says around the descriptions. */
export const HELP_TEXTS = {
  title: { en: 'What you can do here', id: 'Yang bisa kamu lakukan di sini' },
  bot: { en: 'The bot itself', id: 'Bot ini sendiri' },
  menus: {
    en: 'In the menu of a member or a message, under Apps',
    id: 'Di menu anggota atau pesan, di bagian Aplikasi',
  },
  chooseTopic: { en: 'Choose a topic', id: 'Pilih topik' },
  allCommands: { en: 'All commands', id: 'Semua perintah' },
  optional: { en: 'optional', id: 'opsional' },
} as const satisfies Record<string, Text>;
