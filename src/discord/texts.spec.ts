import { choice, described, describedOption, localized, textFor } from './texts';

const TEXT = { en: 'Stop', id: 'Berhenti' };

describe('texts of commands', () => {
  it('go to Discord with every translation', () => {
    expect(described(TEXT)).toEqual({ description: 'Stop', descriptionLocalizations: { id: 'Berhenti' } });
    expect(describedOption(TEXT)).toEqual({
      description: 'Stop',
      description_localizations: { id: 'Berhenti' },
    });
    expect(choice('stop', TEXT)).toEqual({
      name: 'Stop',
      name_localizations: { id: 'Berhenti' },
      value: 'stop',
    });
  });

  it.each([
    ['id', 'Berhenti'],
    ['en-GB', 'Stop'],
    ['en', 'Stop'],
    ['toString', 'Stop'],
  ])('are read in the language %s', (locale, expected) => {
    expect(textFor(locale, TEXT)).toBe(expected);
  });

  it('are read as they are where there is no translation', () => {
    expect(localized('id', 'Stop', null)).toBe('Stop');
    expect(localized('id', 'Stop', { id: null })).toBe('Stop');
  });
});
