import type { Browser, Locator, Page } from 'playwright-core';

import { PageServer, SandboxSession } from '../../../sandbox/page';
import { launchBrowser } from './browser';

const PATIENCE_MS = 60_000;

/** A visitor of a sandbox of their own, in a browser. */
export class Visit {
  /** What the browser's console complained about. */
  readonly complaints: string[] = [];

  private constructor(
    readonly session: SandboxSession,
    private readonly server: PageServer,
    private readonly browser: Browser,
    readonly page: Page,
  ) {
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(String(error.stack)));
  }

  /** @param scale how many pixels of a picture stand for one of the page. */
  static async begin(scale = 1): Promise<Visit> {
    const session = await SandboxSession.start();
    const server = new PageServer(session);
    const [address, browser] = await Promise.all([server.listen(0), launchBrowser(), session.prepare()]);
    const viewport = { width: 1280, height: 800 };
    const page = await browser.newPage({ viewport, deviceScaleFactor: scale });
    const visit = new Visit(session, server, browser, page);
    await page.goto(address);
    await page.getByText('The bot is running').waitFor();
    return visit;
  }

  async end(): Promise<void> {
    await this.browser.close();
    await this.server.close();
    await this.session.close();
  }

  button(name: string | RegExp, within: Page | Locator = this.page): Locator {
    return within.getByRole('button', { name, exact: true });
  }

  /** Becomes somebody else. */
  async be(name: string): Promise<void> {
    await this.page.locator('#persona-button').click();
    await this.page.getByRole('option', { name }).click();
  }

  async goTo(channel: string): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Channels' })
      .getByRole('button', { name: channel })
      .click();
  }

  async open(panel: string): Promise<void> {
    await this.page.getByRole('tab', { name: panel }).click();
  }

  /** Types a command as a person does: picks it, fills its options in and sends it. */
  async use(command: string, options: Readonly<Record<string, string>> = {}): Promise<void> {
    const { page } = this;
    await page.getByRole('combobox', { name: /^Command in/ }).fill(command);
    await page.getByRole('option', { name: command }).first().click();
    const form = page.getByRole('form', { name: command });
    for (const [name, typed] of Object.entries(options)) {
      const more = form.getByRole('button', { name: `+ ${name}` });
      if ((await more.count()) > 0) await more.click();
      const field = form.getByRole('combobox', { name });
      await field.fill(typed);
      // What is suggested comes from the option, from the guild or from the bot.
      await page.getByRole('listbox', { name }).getByRole('option').first().click();
    }
    await this.button('Send', form).click();
  }

  /** The latest message in the open channel. */
  get latest(): Locator {
    return this.page.locator('.message').last();
  }

  message(text: string | RegExp): Locator {
    return this.page.locator('.message').filter({ hasText: text });
  }

  /** Waits until a message with this text is shown. */
  async sees(text: string | RegExp): Promise<Locator> {
    const message = this.message(text).last();
    await message.waitFor();
    return message;
  }
}

/** Polls until something holds. */
export async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Still not: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
