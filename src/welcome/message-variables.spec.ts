import { fillIn, unknownVariables, uses } from './message-variables';

const VALUES = {
  member: 'Ann',
  mention: '<@1>',
  handle: '@ann',
  server: 'Harbour',
  count: '1,234',
  created: '<t:0:R>',
};

describe('the variables of messages', () => {
  it.each([
    ['Hi {member}, you are number {count} in {server}.', 'Hi Ann, you are number 1,234 in Harbour.'],
    ['{mention} ({handle}), since {created}', '<@1> (@ann), since <t:0:R>'],
    ['Welcome to {{ server_name }}, {{user_tag}}! {{ member_number }}', 'Welcome to Harbour, @ann! 1,234'],
    ['{{ username }} {{member}}', 'Ann Ann'],
    ['{nobody} { member } {} {member', '{nobody} { member } {} {member'],
    ['{constructor} {toString}', '{constructor} {toString}'],
  ])('are filled in: %s', (message, expected) => {
    expect(fillIn(message, VALUES)).toBe(expected);
  });

  it('are not looked for in what was filled in', () => {
    expect(fillIn('{member}', { ...VALUES, member: '{server}' })).toBe('{server}');
  });

  it.each([
    ['Hi {member}', []],
    [
      '{nobody} {nobody} {{ welcome_message }} {constructor}',
      ['{nobody}', '{{ welcome_message }}', '{constructor}'],
    ],
    ['a smile :{ and {} and { member }', []],
  ])('are told apart from what is unknown: %s', (message, unknown) => {
    expect(unknownVariables(message)).toEqual(unknown);
  });

  it('are found by either name', () => {
    expect(uses('{{ user_tag }}', 'handle')).toBe(true);
    expect(uses('mention', 'mention')).toBe(false);
  });
});
