import type { Text } from '../../discord';

export const PRIVACY_TEXTS = {
  privacy: {
    en: 'What I have stored about you: see, export, hide, stop recording, delete',
    id: 'Data tentangmu yang kusimpan: lihat, ekspor, sembunyikan, hentikan perekaman, hapus',
  },
} as const satisfies Record<string, Text>;
