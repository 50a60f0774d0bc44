import { ComponentType } from 'discord.js';
import { SandboxDiscord } from '../../sandbox/discord';

type Json = Record<string, unknown>;

/** Sends bodies as they are, because the builders of discord.js would not let most of them out. */
describe('what the sandbox Discord refuses in a body', () => {
  let discord: SandboxDiscord;
  let channelId: string;

  beforeAll(async () => {
    discord = await SandboxDiscord.start({ rateLimits: false });
    [channelId = ''] = [...discord.createGuild().channels.keys()];
  });
  afterAll(() => discord.close());

  async function request(
    method: string,
    path: string,
    body: unknown,
  ): Promise<{ status: number; text: string }> {
    const response = await fetch(`${discord.apiUrl}${path}`, {
      method,
      headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, text: await response.text() };
  }

  const V2 = 1 << 15;
  const text = (content: string) => ({ type: 10, content });
  const button = (fields: Json = {}) => ({ type: 2, style: 1, custom_id: 'id', label: 'L', ...fields });
  const row = (...components: Json[]) => ({ type: 1, components });
  const select = (fields: Json = {}) => ({
    type: 3,
    custom_id: 's',
    options: [{ label: 'L', value: 'v' }],
    ...fields,
  });
  const many = <T>(count: number, make: (index: number) => T) =>
    Array.from({ length: count }, (_, index) => make(index));

  describe('of a message', () => {
    const post = (components: Json[], flags = V2) =>
      request('POST', `/channels/${channelId}/messages`, { components, flags });

    it.each<[string, Json[]]>([
      ['40 components', [{ type: 17, components: many(39, () => text('x')) }]],
      ['4,000 characters', [text('x'.repeat(2_000)), text('y'.repeat(2_000))]],
      ['a custom id of 100 characters', [row(button({ custom_id: 'x'.repeat(100) }))]],
      ['five buttons in a row', [row(...many(5, (index) => button({ custom_id: String(index) })))]],
      ['a select of 25', [row(select({ options: many(25, (n) => ({ label: 'L', value: String(n) })) }))]],
    ])('takes %s', async (_, components) => {
      expect(await post(components)).toMatchObject({ status: 200 });
    });

    it.each<[string, Json[], string]>([
      ['41 components', [{ type: 17, components: many(40, () => text('x')) }], 'MAX_TOTAL_COMPONENTS'],
      ['4,001 characters', [text('x'.repeat(2_000)), text('y'.repeat(2_001))], 'TEXT_SIZE_EXCEEDED'],
      ['empty text', [text('')], 'BASE_TYPE_REQUIRED'],
      ['a custom id of 101 characters', [row(button({ custom_id: 'x'.repeat(101) }))], 'BAD_LENGTH'],
      ['a custom id twice', [row(button(), button())], 'COMPONENT_CUSTOM_ID_DUPLICATED'],
      ['a button without custom id', [row(button({ custom_id: undefined }))], 'BASE_TYPE_REQUIRED'],
      ['a link with a custom id', [row(button({ style: 5, url: 'https://a.b' }))], 'MUTUALLY_EXCLUSIVE'],
      ['a link to nowhere', [row(button({ style: 5, custom_id: undefined, url: 'nowhere' }))], 'INVALID_URL'],
      ['a button without text', [row(button({ label: undefined }))], 'label or an emoji'],
      ['an emoji that is none', [row(button({ emoji: { name: 'bell' } }))], 'COMPONENT_INVALID_EMOJI'],
      ['six buttons in a row', [row(...many(6, (n) => button({ custom_id: String(n) })))], 'BAD_LENGTH'],
      ['a select beside a button', [row(button(), select())], 'COMPONENT_LAYOUT_WIDTH_EXCEEDED'],
      [
        '26 options',
        [row(select({ options: many(26, (n) => ({ label: 'L', value: String(n) })) }))],
        'BAD_LENGTH',
      ],
      [
        'an option twice',
        [row(select({ options: many(2, () => ({ label: 'L', value: 'v' })) }))],
        'VALUE_DUPLICATED',
      ],
      [
        'a container in a container',
        [{ type: 17, components: [{ type: 17, components: [] }] }],
        'UNION_TYPE_CHOICES',
      ],
      ['an empty container', [{ type: 17, components: [] }], 'BAD_LENGTH'],
      ['a section without accessory', [{ type: 9, components: [text('x')] }], 'accessory'],
      [
        'a file that was not uploaded',
        [{ type: 13, file: { url: 'attachment://a' } }],
        'ATTACHMENT_NOT_FOUND',
      ],
      ['a picture of no scheme', [{ type: 12, items: [{ media: { url: 'ftp://a/b' } }] }], 'INVALID_SCHEME'],
      ['an unknown component', [{ type: ComponentType.TextInput }], 'UNION_TYPE_CHOICES'],
    ])('refuses %s', async (_, components, reason) => {
      const answer = await post(components);
      expect(answer.status).toBe(400);
      expect(answer.text).toContain('50035');
      expect(answer.text).toContain(reason);
    });

    it('names the place of an error', async () => {
      const { text: answer } = await post([row(button({ label: 'x'.repeat(81) }))]);
      expect(JSON.parse(answer)).toEqual({
        code: 50035,
        message: 'Invalid Form Body',
        errors: {
          components: {
            '0': {
              components: {
                '0': {
                  label: {
                    _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 80 or fewer in length.' }],
                  },
                },
              },
            },
          },
        },
      });
    });

    it('refuses new components without the flag, and breaks down on too many bytes as Discord does', async () => {
      expect((await post([text('x')], 0)).text).toContain('UNION_TYPE_CHOICES');
      expect(await post([text('語'.repeat(3_386))])).toMatchObject({ status: 200 });
      expect(await post([text('語'.repeat(3_387))])).toMatchObject({ status: 500 });
    });
  });

  describe('of a command', () => {
    const put = (...commands: Json[]) =>
      request('PUT', `/applications/${discord.applicationId}/commands`, commands);
    const command = (fields: Json = {}) => ({ name: 'do', description: 'Does', ...fields });
    const option = (fields: Json = {}) => ({ type: 3, name: 'o', description: 'O', ...fields });

    const longLabel = (n: number) => ({
      ...{ name: `n${n}`, value: `v${n}` },
      name_localizations: { id: `${n}`.padEnd(20, 'x'), ja: 'x' },
    });

    it('keeps translations', async () => {
      const texts = { name_localizations: { id: 'buat' }, description_localizations: { id: 'Membuat' } };
      const translated = { name: 'n', value: 'v', name_localizations: { id: 'Besar' } };
      const options = [option({ ...texts, choices: [translated] })];
      expect(await put(command({ ...texts, options }))).toMatchObject({ status: 200 });
      expect(discord.commands()).toMatchObject([{ ...texts, options }]);
    });

    it('registers what is right, and keeps the id of a command that stays', async () => {
      const names = many(100, (index) => command({ name: `c${index}` }));
      expect(await put(...names)).toMatchObject({ status: 200 });
      const before = discord.commands().map(({ id }) => id);
      await put(...names);
      expect(discord.commands().map(({ id }) => id)).toEqual(before);
      await put(command());
      expect(discord.commands().map(({ name }) => name)).toEqual(['do']);
    });

    it.each<[string, Json, string]>([
      ['an upper-case name', command({ name: 'Do' }), 'APPLICATION_COMMAND_INVALID_NAME'],
      ['a name with a space', command({ name: 'do it' }), 'APPLICATION_COMMAND_INVALID_NAME'],
      ['33 characters', command({ name: 'x'.repeat(33) }), 'BAD_LENGTH'],
      ['no description', command({ description: undefined }), 'BASE_TYPE_REQUIRED'],
      ['a description of 101', command({ description: 'x'.repeat(101) }), 'BAD_LENGTH'],
      ['26 options', command({ options: many(26, (n) => option({ name: `o${n}` })) }), 'MAX_LENGTH'],
      [
        '26 choices',
        command({ options: [option({ choices: many(26, (n) => ({ name: `n${n}`, value: 'v' })) })] }),
        'MAX_LENGTH',
      ],
      [
        'the required after the optional',
        command({ options: [option(), option({ name: 'p', required: true })] }),
        'REQUIRED_INVALID',
      ],
      ['an option twice', command({ options: [option(), option()] }), 'NAME_ALREADY_EXISTS'],
      [
        'choices with autocomplete',
        command({ options: [option({ autocomplete: true, choices: [{ name: 'n', value: 'v' }] })] }),
        'EXCLUSIVE',
      ],
      [
        'a subcommand beside an option',
        command({ options: [option({ type: 1 }), option({ name: 'p' })] }),
        'OPTIONS_TYPE_INVALID',
      ],
      [
        'a group in a group',
        command({ options: [option({ type: 2, options: [option({ type: 2 })] })] }),
        'NESTING_INVALID',
      ],
      ['an unknown language', command({ description_localizations: { xx: 'Does' } }), 'BASE_TYPE_CHOICES'],
      ['an empty translation', command({ description_localizations: { id: '' } }), 'BAD_LENGTH'],
      [
        'a long translation',
        command({ options: [option({ description_localizations: { id: 'x'.repeat(101) } })] }),
        'BAD_LENGTH',
      ],
      ['a name with a space in it', command({ name_localizations: { id: 'ayo main' } }), 'INVALID_NAME'],
      [
        'a long label of a choice',
        command({
          options: [
            option({ choices: [{ name: 'n', value: 'v', name_localizations: { id: 'x'.repeat(101) } }] }),
          ],
        }),
        'BAD_LENGTH',
      ],
      [
        'too much in one language',
        command({
          options: many(25, (n) => option({ name: `o${n}`, choices: many(25, (m) => longLabel(m)) })),
        }),
        'TOO_LARGE',
      ],
      [
        'too much in all',
        command({
          options: many(25, (n) =>
            option({
              name: `o${n}`,
              choices: many(25, (m) => ({ name: `${m}`.repeat(10), value: 'x'.repeat(10) })),
            }),
          ),
        }),
        'TOO_LARGE',
      ],
    ])('refuses %s', async (_, body, reason) => {
      const answer = await put(body);
      expect(answer.status).toBe(400);
      expect(answer.text).toContain(reason);
    });

    it('refuses a name twice and 101 commands', async () => {
      expect((await put(command(), command())).text).toContain('APPLICATION_COMMANDS_DUPLICATE_NAME');
      const tooMany = await put(...many(101, (index) => command({ name: `c${index}` })));
      expect(tooMany).toMatchObject({ status: 400 });
      expect(tooMany.text).toContain('30032');
    });
  });

  it('refuses a wrong token, foreign applications, wrong ids and unknown routes', async () => {
    const anonymous = await fetch(`${discord.apiUrl}/v10/users/@me`, {
      headers: { authorization: 'Bot wrong' },
    });
    expect([anonymous.status, await anonymous.json()]).toEqual([
      401,
      { message: '401: Unauthorized', code: 0 },
    ]);
    expect(await request('PUT', '/applications/12345678901234567/commands', [])).toMatchObject({
      status: 403,
    });
    expect((await request('POST', '/channels/abc/messages', {})).text).toContain('NUMBER_TYPE_COERCE');
    expect(await request('POST', '/nowhere', {})).toMatchObject({ status: 404 });
  });
});
