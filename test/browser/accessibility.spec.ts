import { describeInBrowser } from './support/describe-in-browser';
import { namelessControls, poorContrasts } from './support/contrast';
import { Visit } from './support/visit';

const PANELS = ['World', 'People', 'Time & trouble', 'Inside'];

describeInBrowser('the page for everybody', () => {
  let visit: Visit;

  beforeAll(async () => {
    visit = await Visit.begin();
  });

  afterAll(() => visit.end());

  it('is used with the keyboard only', async () => {
    const { page } = visit;
    const focused = (): Promise<string | null> => page.evaluate(() => document.activeElement?.id ?? null);
    await page.locator('body').press('Tab');
    for (let steps = 0; (await focused()) !== 'composer'; steps += 1) {
      expect(steps).toBeLessThan(40);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.type('/feed subs');
    await page.keyboard.press('Enter');
    await page.getByRole('form', { name: '/feed subscribe' }).waitFor();
    await page.keyboard.type('salt');
    await page.getByRole('listbox', { name: 'links' }).getByRole('option', { name: /Salt/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('D');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await visit.sees(/Salt and Starlight.*I will tell you/);

    await page.keyboard.type('/vc leaderboard');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    const board = await visit.sees('This month');
    await board.locator('.select-button').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('listbox').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('listbox').count()).toBe(0);
    expect(await focused()).toContain('-button');
  });

  it.each(PANELS)('has a name for everything and enough contrast, with the panel %s', async (panel) => {
    await visit.open(panel);
    expect(await visit.page.evaluate(namelessControls)).toEqual([]);
    expect(await visit.page.evaluate(poorContrasts)).toEqual([]);
  });

  it('has them in open lists and in the command that is being written too', async () => {
    const { page } = visit;
    await page.locator('#persona-button').click();
    expect(await page.evaluate(namelessControls)).toEqual([]);
    expect(await page.evaluate(poorContrasts)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('combobox', { name: /^Command in/ }).fill('/');
    expect(await page.evaluate(poorContrasts)).toEqual([]);
    await page.getByRole('option', { name: '/vc stats' }).click();
    expect(await page.evaluate(namelessControls)).toEqual([]);
    expect(await page.evaluate(poorContrasts)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(visit.complaints).toEqual([]);
  });
});
