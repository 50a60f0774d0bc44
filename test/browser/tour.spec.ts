import { describeInBrowser } from './support/describe-in-browser';
import { Visit } from './support/visit';

describeInBrowser('the tour', () => {
  let visit: Visit;

  beforeAll(async () => {
    visit = await Visit.begin();
  });

  afterAll(() => visit.end());

  it('leads from the first step to the last, each done by the real bot', async () => {
    const tour = visit.page.getByRole('region', { name: 'Tour' });
    const titles: (string | null)[] = [];
    for (;;) {
      titles.push(await tour.getByRole('heading').textContent());
      const doIt = visit.button('Do it for me', tour);
      if ((await doIt.count()) > 0) await doIt.click();
      const next = tour.getByRole('button', { name: /^Next$|^End the tour$/ }).first();
      await next.waitFor();
      const isLast = (await next.textContent()) === 'End the tour';
      // «Skip» stands there until the step is done.
      await next.click();
      if (isLast) break;
    }
    expect(titles).toEqual([
      'A real bot in a small Discord',
      'Follow a series',
      'A chapter comes out',
      'Months of voice time',
      'Settings, for who may manage the server',
      'Pull the plug',
      'Yours now',
    ]);
    await visit.goTo('@ pwr-bot');
    await visit.be('Mika');
    await visit.sees('Chapter 106');
    expect(await visit.message('Chapter 105').count()).toBe(1);
    expect(await visit.message('Chapter 106').count()).toBe(1);
    expect(visit.complaints).toEqual([]);
  });
});
