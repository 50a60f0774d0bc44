const NOTO = '@expo-google-fonts/noto';

/** The fonts of the page, for machines that lack letters of some scripts; a browser asks only for those it needs. */
export const FONTS: Readonly<Record<string, string>> = {
  'latin.ttf': `${NOTO}-sans/400Regular/NotoSans_400Regular.ttf`,
  'latin-bold.ttf': `${NOTO}-sans/700Bold/NotoSans_700Bold.ttf`,
  'japanese.ttf': `${NOTO}-sans-jp/400Regular/NotoSansJP_400Regular.ttf`,
  'korean.ttf': `${NOTO}-sans-kr/400Regular/NotoSansKR_400Regular.ttf`,
  'thai.ttf': `${NOTO}-sans-thai/400Regular/NotoSansThai_400Regular.ttf`,
  'devanagari.ttf': `${NOTO}-sans-devanagari/400Regular/NotoSansDevanagari_400Regular.ttf`,
  'arabic.ttf': `${NOTO}-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf`,
  'hebrew.ttf': `${NOTO}-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf`,
  'emoji.ttf': `${NOTO}-color-emoji/400Regular/NotoColorEmoji_400Regular.ttf`,
};
