import { Locale } from 'discord.js';
import { asJson, Json } from '../wire/json';
import { Form, TextLimits } from './form';

const LOCALES: readonly string[] = Object.values(Locale);

/**
 * The translations of a field, in `<field>_localizations`: each follows the field's own rules.
 * @param check further rules, told the translations and the locale that is the key of one of them.
 */
export function checkLocalizations(
  form: Form,
  field: string,
  limits: TextLimits,
  check: (translations: Form, locale: string) => void = () => undefined,
): void {
  const translations = form.child(`${field}_localizations`);
  if (translations === undefined) return;
  for (const locale of Object.keys(translations.value)) {
    if (!LOCALES.includes(locale)) {
      translations.refuse(locale, 'BASE_TYPE_CHOICES', `Value must be one of {${LOCALES.join(', ')}}.`);
      continue;
    }
    translations.text(locale, limits);
    check(translations, locale);
  }
}

/** Discord counts the longest of a field and its translations. */
export function longest(value: Json, field: string): number {
  const texts = [value[field], ...Object.values(asJson(value[`${field}_localizations`]))];
  return Math.max(...texts.map((text) => (typeof text === 'string' ? text.length : 0)));
}
