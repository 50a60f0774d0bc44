import { describeInBrowser } from './support/describe-in-browser';
import { until, Visit } from './support/visit';

describeInBrowser('trouble, in the page', () => {
  let visit: Visit;

  beforeAll(async () => {
    visit = await Visit.begin();
    await visit.use('/feed subscribe', { links: 'salt', send_into: 'DM' });
    await visit.sees(/Salt and Starlight.*I will tell you/);
    await visit.goTo('@ pwr-bot');
  });

  afterAll(() => visit.end());

  const publish = async (): Promise<void> => {
    await visit.open('World');
    await visit.button('Publish a chapter').click();
    await visit.open('Time & trouble');
  };
  const owed = async (): Promise<string | null> => {
    await visit.open('Inside');
    return visit.page.locator('.tile.is-pending dd').textContent();
  };

  it('loses nothing in an outage of Discord', async () => {
    await visit.open('Time & trouble');
    await visit.button('Outage').click();
    await visit.page.getByText('The bot is connecting').waitFor();
    await publish();
    await until(async () => (await owed()) === '1');
    expect(await visit.message('Chapter 105').count()).toBe(0);
    await visit.open('Time & trouble');
    await visit.button('Outage').click();
    await visit.page.getByText('The bot is running').waitFor();
    // What Discord did not take is tried again after a while.
    await visit.button('10 minutes').click();
    await visit.sees('Chapter 105');
    expect(await owed()).toBe('0');
    expect(await visit.message('Chapter 105').count()).toBe(1);
  });

  it('tells after a kill -9 what came out meanwhile, once', async () => {
    await visit.open('Time & trouble');
    await visit.button('kill -9').click();
    await visit.page.getByText('The bot is not running').waitFor();
    await publish();
    await visit.button('Start it').click();
    await visit.page.getByText('The bot is running').waitFor();
    await visit.sees('Chapter 106');
    expect(await visit.message('Chapter 106').count()).toBe(1);
  });

  it('answers nobody but its own page', async () => {
    const address = visit.page.url();
    const foreign = { 'content-type': 'application/json', origin: 'http://evil.invalid' };
    const deed = { method: 'POST', body: JSON.stringify({ deed: 'kill-bot' }) };
    expect((await fetch(`${address}api/deed`, { ...deed, headers: foreign })).status).toBe(403);
    expect((await fetch(`${address}api/deed`, { ...deed, headers: { ...foreign, origin: '' } })).status).toBe(
      403,
    );
    expect(visit.session.isRunning).toBe(true);
    expect(visit.complaints).toEqual([]);
  });
});
