import { describeInBrowser } from './support/describe-in-browser';
import { Visit } from './support/visit';

describeInBrowser('what the bot is for, in the page', () => {
  let visit: Visit;

  beforeAll(async () => {
    visit = await Visit.begin();
  });

  afterAll(() => visit.end());

  it('goes from a subscription to a delivered chapter', async () => {
    await visit.goTo('# general');
    await visit.use('/feed subscribe', { links: 'salt', send_into: 'DM' });
    await visit.sees(/Salt and Starlight.*I will tell you/);
    await visit.button('Publish a chapter').click();
    await visit.goTo('@ pwr-bot');
    const message = await visit.sees('Chapter 105');
    expect(await message.getByRole('link', { name: 'Salt and Starlight' }).getAttribute('href')).toContain(
      'mangadex.org/title/',
    );
    await visit.button('Mute for a week', message).click();
    await visit.sees(/week/);
  });

  it('counts an hour in voice that passes at once', async () => {
    await visit.open('People');
    await visit.page.getByRole('button', { name: 'Wren in voice: Not in voice' }).click();
    await visit.page.getByRole('option', { name: 'Harbour' }).click();
    await visit.page.getByRole('button', { name: /Wren in voice: .*Harbour/ }).waitFor();
    await visit.open('Time & trouble');
    await visit.button('1 hour').click();
    await visit.page.getByText('are still passing').waitFor();
    await visit.page.getByText('The bot’s clock follows.').waitFor();
    await visit.goTo('# general');
    await visit.be('Wren');
    await visit.use('/vc leaderboard');
    await visit.sees(/You are #\d+ with 1 h 0\d min/);
  });

  it('changes a setting in the panel, and refuses who may not', async () => {
    await visit.goTo('# general');
    await visit.be('Inês');
    await visit.use('/settings');
    const panel = await visit.sees('Settings of this server');
    await visit.button('Change', panel).first().click();
    // The panel takes the place of the other one when the bot has answered; boards have menus too.
    const change = await visit.sees('Switch feeds off');
    await change.locator('.select-button').first().click();
    await visit.page.getByRole('option', { name: 'general' }).first().click();
    await visit.sees(/Channel:.*general/);
    await visit.be('Wren');
    await visit.use('/settings');
    await visit.sees('Manage Server');
  });

  it('follows a link in what somebody said, from the menu of the message', async () => {
    const { page } = visit;
    await visit.be('Zoë');
    await visit.goTo('# general');
    const composer = page.getByRole('combobox', { name: /^Command in/ });
    await composer.fill(
      `Read this: ${visit.session.catalogue.list().find(({ title }) => title === 'A Door in August')?.url ?? ''}`,
    );
    await composer.press('Enter');
    await visit.sees('Read this:');
    await visit.be('Wren');
    await visit.latest.click({ button: 'right' });
    await page.getByRole('menuitem').first().click();
    await visit.sees(/A Door in August/);
  });

  it('changes a setting in a form', async () => {
    const { page } = visit;
    await visit.be('Inês');
    await visit.use('/settings');
    const panel = await visit.sees('Settings of this server');
    await visit.button('Change', panel).nth(1).click();
    await page.getByRole('button', { name: /^Time zone/ }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('textbox', { name: 'Time zone' }).fill('Asia/Jakarta');
    await visit.button('Submit', form).click();
    await visit.sees('Asia/Jakarta');
  });

  it('greets who joins with a card', async () => {
    const { page } = visit;
    await visit.use('/welcome');
    await visit.sees('State: off');
    await page.getByRole('button', { name: /^The channel where members are greeted/ }).click();
    await page.keyboard.type('general');
    await page.keyboard.press('Enter');
    await visit.sees(/Channel:.*general/);
    await visit.button('Welcome: off').click();
    await visit.sees('State: on');
    await visit.open('People');
    await page.getByRole('textbox', { name: 'Name' }).fill('Ari');
    await visit.button('Joins the server').click();
    const greeting = await visit.sees(/Welcome to The Harbour, .*Ari/);
    await greeting.locator('img.gallery-item').waitFor();
  });

  it('leaves the console without complaints', () => {
    expect(visit.complaints).toEqual([]);
  });
});
