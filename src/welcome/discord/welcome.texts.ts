import type { Text } from '../../discord';

/** Descriptions of `/welcome`. */
export const WELCOME_TEXTS = {
  welcome: {
    en: 'Greet who joins: channel, card, messages, a role, and who left',
    id: 'Sambut anggota baru: channel, kartu, pesan, role, dan siapa yang keluar',
  },
} as const satisfies Record<string, Text>;
