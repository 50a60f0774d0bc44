import { buttonsOf, selectsOf, type StoredMessage, textOf } from '../../../sandbox/discord';
import { pressed } from './press';
import type { Stage } from './stage';

/** A list as somebody turns its pages. */
export class Pager {
  constructor(
    private readonly stage: Stage,
    private readonly userId: string,
    private message: StoredMessage,
  ) {}

  /** `Page 1 of 2`; null where there is one page only. */
  get position(): string | null {
    return this.menu?.placeholder ?? null;
  }

  /** What the menu offers. */
  get pages(): string[] {
    return (this.menu?.options ?? []).map(({ label }) => label);
  }

  /** The labels of the buttons that can be pressed. */
  get open(): string[] {
    return buttonsOf(this.message)
      .filter(({ disabled }) => !disabled)
      .map(({ label }) => label);
  }

  /** @returns the text of the page that is shown then. */
  press(label: string): Promise<string> {
    return this.use(buttonsOf(this.message).find((button) => button.label === label)?.customId);
  }

  choose(page: number): Promise<string> {
    return this.use(this.menu?.custom_id, [String(page)]);
  }

  private get menu(): ReturnType<typeof selectsOf>[number] | undefined {
    return selectsOf(this.message).find(({ placeholder = '' }) => /^Page \d+ of \d+$/.test(placeholder));
  }

  private async use(customId: string | null | undefined, values?: readonly string[]): Promise<string> {
    const { userId, message } = this;
    const input = { userId, message, customId: customId ?? '', timeoutMs: 25_000 };
    this.message = await pressed(this.stage, { ...input, ...(values && { values }) });
    return textOf(this.message);
  }
}
